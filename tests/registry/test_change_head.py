"""Another member heads the family."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.registry import queries, services
from tests.factories.families import code_of, make_family, people_of, places_of
from tests.registry.events import events_of

ON = date(2026, 6, 1)


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        yield make_family(cast.yuni, cast.office, ("Asep", "2"), ("Budi", "4"))


def change(cast, family, name="Asep", former="3", reason="agreed", **more):
    new_head = people_of(family)[name]
    services.change_head(
        family=family, new_head=new_head, relation_of_former=former, on=ON, reason=reason, by=cast.yuni, **more
    )


def test_one_head_hands_over_to_another(cast, family):
    change(cast, family)
    assert places_of(family) == {"Asep": "1", "Aminah": "3", "Budi": "4"}
    assert [place.end_reason for place in family.memberships.filter(until_on=ON)] == ["role", "role"]
    event = events_of(family, "registry.head_changed").get()
    assert event["detail"]["people"] == [str(people_of(family)["Asep"].pk)]


def test_relations_of_others_may_change_with_it(cast, family):
    change(cast, family, "Budi", "7", relations={people_of(family)["Asep"].pk: "9"})
    assert places_of(family) == {"Budi": "1", "Aminah": "7", "Asep": "9"}


def test_a_dead_head_is_found_and_leaves_with_the_change(cast, family):
    head = people_of(family)["Aminah"]
    head.died_on = date(2026, 5, 1)
    head.save()
    page = queries.family_page(family, viewer=cast.yuni, on=ON)
    assert [finding.code for finding in page.findings] == ["head_is_dead"]
    change(cast, family, former=None, reason="died")
    assert places_of(family) == {"Asep": "1", "Budi": "4"}
    assert family.memberships.get(person=head).end_reason == "died"
    assert not queries.family_page(family, viewer=cast.yuni, on=ON).findings


@pytest.mark.parametrize(
    ("name", "former", "code"),
    [("Aminah", "3", "is_head_already"), ("Asep", None, "relation_of_former_missing"), ("Asep", "1", "one_head_only")],
)
def test_it_refuses(cast, family, name, former, code):
    before = places_of(family)
    with pytest.raises(services.FamilyRefused) as refused:
        change(cast, family, name, former)
    assert code_of(refused) == code
    assert places_of(family) == before


def test_the_dead_become_no_head(cast, family):
    asep = people_of(family)["Asep"]
    asep.died_on = date(2026, 5, 1)
    asep.save()
    with pytest.raises(services.FamilyRefused) as refused:
        change(cast, family)
    assert code_of(refused) == "head_has_died"


def test_change_head_page(cast, family, sign_in):
    people = people_of(family)
    body = {
        "version": family.version,
        "new_head": people["Budi"].pk,
        "reason": "agreed",
        "on": "1-6-2026",
        f"relation_{people['Aminah'].pk}": "7",
        f"relation_{people['Asep'].pk}": "9",
        f"relation_{people['Budi'].pk}": "4",
    }
    client = sign_in("yuni")
    assert client.post(f"/registry/families/{family.pk}/change-head/", body).status_code == 302
    assert places_of(family) == {"Budi": "1", "Aminah": "7", "Asep": "9"}
    stale = client.post(f"/registry/families/{family.pk}/change-head/", body | {"new_head": people["Asep"].pk})
    assert stale.status_code == 409
    assert "Budi menjadi kepala keluarga" in stale.content.decode()
