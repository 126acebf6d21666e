"""How people are related, on whatever card: record_relation, end_relation."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.registry import queries, services
from simpul.registry.models import Relation
from tests.factories.families import code_of, make_person
from tests.registry.events import events_of

ON = date(2026, 6, 1)


@pytest.fixture
def two(cast):
    with acting_as(cast.yuni.pk):
        mother = make_person(cast.yuni, cast.office, "Aminah", born=date(1968, 8, 12))
        yield mother, make_person(cast.yuni, cast.office, "Budi", born=date(1999, 5, 12))


def relate(cast, one, other, kind="parent", **more):
    return services.record_relation(person=one, other=other, kind=kind, by=cast.yuni, **more)


def test_a_relation_is_recorded_once(cast, two):
    relation = relate(cast, *two)
    assert queries.relations_of([two[1].pk]).get() == relation
    assert events_of(two[0], "registry.relation_recorded").get()["detail"]["kind"] == "parent"
    with pytest.raises(services.RelationRefused) as refused:
        relate(cast, *two)
    assert code_of(refused) == "relation_recorded_already"


def test_what_cannot_be_is_refused(cast, two):
    mother, child = two
    relate(cast, mother, child)
    relate(cast, mother, child, "spouse")  # unlikely, but for people to judge
    for one, other, kind, code in (
        (mother, mother, "parent", "relation_with_oneself"),
        (child, mother, "parent", "parent_of_own_parent"),
        (child, mother, "spouse", "relation_recorded_already"),
        (mother, child, "friend", "relation_kind_unknown"),
    ):
        with pytest.raises(services.RelationRefused) as refused:
            relate(cast, one, other, kind)
        assert code_of(refused) == code


def test_what_is_unusual_is_only_said(cast, two):
    mother, child = two
    sister = make_person(cast.yuni, cast.office, "Ani", born=date(1975, 1, 1))
    minor = make_person(cast.yuni, cast.office, "Dede", born=date(2015, 1, 1))
    assert _remarks(relate(cast, mother, child)) == []
    assert _remarks(relate(cast, mother, sister)) == ["parent_barely_older"]
    assert _remarks(relate(cast, minor, child, "guardian")) == ["guardian_under_age"]
    assert _remarks(relate(cast, minor, child, "spouse")) == ["spouse_under_age"]


def _remarks(relation):
    return [remark.code for remark in queries.remarks_on(relation, on=ON)]


def test_an_ended_relation_may_be_recorded_anew(cast, two):
    relation = relate(cast, *two, from_on=date(2020, 1, 1))
    with pytest.raises(services.RelationRefused) as refused:
        services.end_relation(relation=relation, until_on=date(2019, 1, 1), by=cast.yuni)
    assert code_of(refused) == "day_before_relation"
    services.end_relation(relation=relation, until_on=ON, by=cast.yuni)
    assert not queries.relations_of([two[0].pk])
    with pytest.raises(services.RelationRefused):
        services.end_relation(relation=relation, by=cast.yuni)
    relate(cast, *two)
    assert Relation.objects.count() == 2


def test_it_hides_from_other_offices(cast, two, sign_in):
    relation = relate(cast, *two)
    with acting_as(cast.wati.pk):
        assert not Relation.objects.exists()
        stranger = make_person(cast.wati, cast.other_office, "Ujang")
        with pytest.raises(services.OutOfReach):
            services.record_relation(person=stranger, other=two[0], kind="parent", by=cast.wati)
    wati = sign_in("wati")
    assert wati.get(f"/registry/people/{two[0].pk}/record-relation/").status_code == 404
    assert wati.get(f"/registry/people/{two[0].pk}/relations/{relation.pk}/end/").status_code == 404


def test_record_relation_page(cast, two, sign_in):
    mother, child = two
    client = sign_in("yuni")
    answer = client.post(
        f"/registry/people/{mother.pk}/record-relation/", {"other": child.pk, "kind": "child", "from_on": ""}
    )
    assert answer.status_code == 302
    relation = Relation.objects.get()
    assert (relation.person, relation.other, relation.kind) == (mother, child, "parent")
    ended = client.post(f"/registry/people/{mother.pk}/relations/{relation.pk}/end/", {"until_on": ""})
    assert ended.status_code == 302
    assert not queries.relations_of([mother.pk])
