"""Two records of one person, and apart again: merge_people, unmerge_people."""

import pytest

from simpul.database.context import acting_as
from simpul.registry import queries, services
from simpul.registry.models import Person
from simpul.registry.services.merging import PersonChanged
from simpul.registry.signals import people_merged
from tests.factories.families import code_of, make_family, make_person, people_of
from tests.registry.events import events_of


@pytest.fixture
def three(cast):
    with acting_as(cast.yuni.pk):
        yield [make_person(cast.yuni, cast.office, name) for name in ("Budi", "Budi S", "Budi Setiawan")]


def merge(cast, person, into, **more):
    services.merge_people(person=person, into=into, reason="same_card", by=more.pop("by", cast.yuni), **more)
    person.refresh_from_db()


def test_one_column_makes_them_one_and_two_again(cast, three):
    first, second, third = three
    news = []

    def receive(sender, person, into, by, **_):
        news.append((person, into, by))

    people_merged.connect(receive)
    try:
        merge(cast, first, second)
        merge(cast, second, third)
    finally:
        people_merged.disconnect(receive)
    first.refresh_from_db()
    assert news == [(first.pk, second.pk, cast.yuni), (second.pk, third.pk, cast.yuni)]
    assert queries.canonical(first) == queries.canonical(second) == queries.canonical(third) == third
    services.unmerge_people(person=second, by=cast.yuni)
    assert queries.canonical(Person.objects.get(pk=first.pk)) == second
    assert events_of(first, "registry.people_merged").get()["detail"]["into"] == str(second.pk)
    assert events_of(second, "registry.people_unmerged").get()


def test_it_refuses_what_would_make_a_knot(cast, three):
    first, second, third = three
    merge(cast, first, second)
    for person, into, code in (
        (first, third, "person_is_merged"), (third, first, "other_is_merged"), (second, first, "other_is_merged"),
        (third, third, "merge_with_oneself"),
    ):  # fmt: skip
        with pytest.raises(services.MergeRefused) as refused:
            merge(cast, person, into)
        assert code_of(refused) == code


def test_both_must_be_within_reach(cast, three):
    with acting_as(cast.wati.pk):
        stranger = make_person(cast.wati, cast.other_office, "Budi")
    with pytest.raises(services.OutOfReach):
        merge(cast, three[0], stranger)
    with acting_as(cast.sari.pk), pytest.raises(services.OutOfReach):  # an auditor sees both and corrects nobody
        merge(cast, three[0], three[1], by=cast.sari)


def test_both_versions_count(cast, three):
    for stale in ({"version": 9}, {"into_version": 9}):
        with pytest.raises(PersonChanged):
            merge(cast, three[0], three[1], **stale)


def test_a_family_counts_one_person_once(cast, three):
    family = make_family(cast.yuni, cast.office, ("Budi", "4"), ("Budi Setiawan", "4"))
    people = people_of(family)
    merge(cast, people["Budi"], people["Budi Setiawan"])
    assert [member.person.name for member in queries.members_of(family)] == ["Aminah", "Budi Setiawan"]


def test_merge_people_page_shows_both_before_it_binds(cast, three, sign_in):
    person, into, _ = three
    client, address = sign_in("yuni"), f"/registry/people/{person.pk}/merge/"
    shown = client.post(address, {"into": into.pk, "reason": "same_card"})
    assert shown.status_code == 200
    assert "Apakah ini orang yang sama?" in shown.content.decode()
    body = {
        "into": into.pk,
        "reason": "same_card",
        "confirm": "1",
        "version": person.version,
        "into_version": into.version,
    }
    assert client.post(address, body | {"version": 9}).status_code == 409
    assert client.post(address, body).status_code == 302
    person.refresh_from_db()
    assert person.merged_into == into
    assert client.post(f"/registry/people/{person.pk}/unmerge/").status_code == 302
    assert sign_in("wati").get(address).status_code == 404
    assert sign_in("sari").get(address).status_code == 403
