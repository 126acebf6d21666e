"""Two families become one card: merge_families, end_family."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.registry import services
from tests.factories.families import code_of, make_family, people_of, places_of
from tests.registry.events import events_of

ON = date(2026, 6, 1)


@pytest.fixture
def two(cast):
    with acting_as(cast.yuni.pk):
        one = make_family(cast.yuni, cast.office, ("Budi", "4"), number="3204050101260001")
        yield one, make_family(cast.yuni, cast.office, head="Rohaya", number="3204050101260002")


def test_everybody_moves_and_the_card_ends(cast, two):
    family, into = two
    relations = {people_of(family)["Aminah"].pk: "7"}
    services.merge_families(family=family, into=into, on=ON, relations=relations, by=cast.yuni)
    assert places_of(into) == {"Rohaya": "1", "Aminah": "7", "Budi": "9"}
    assert places_of(family) == {}
    family.refresh_from_db()
    assert (family.ended_on, family.merged_into) == (ON, into)
    assert family.numbers.get().until_on == ON
    assert events_of(family, "registry.families_merged").get()["detail"]["other"] == str(into.pk)
    assert events_of(into, "registry.family_took_in").get()["detail"]["count"] == 2


def test_the_dead_end_with_their_card(cast, two):
    family, into = two
    budi = people_of(family)["Budi"]
    budi.died_on = date(2026, 5, 1)
    budi.save()
    services.merge_families(family=family, into=into, on=ON, by=cast.yuni)
    assert "Budi" not in places_of(into)
    assert family.memberships.get(person=budi).end_reason == "died"


def test_it_refuses_itself_and_a_family_without_head(cast, two):
    family, into = two
    with pytest.raises(services.FamilyRefused) as refused:
        services.merge_families(family=family, into=family, on=ON, by=cast.yuni)
    assert code_of(refused) == "family_into_itself"
    head = people_of(into)["Rohaya"]
    head.died_on = date(2026, 5, 1)
    head.save()
    with pytest.raises(services.FamilyRefused) as refused:
        services.merge_families(family=family, into=into, on=ON, by=cast.yuni)
    assert code_of(refused) == "other_family_lacks_head"


@pytest.mark.parametrize("which", ["version", "into_version"])
def test_both_versions_count(cast, two, which):
    with pytest.raises(services.FamilyChanged):
        services.merge_families(family=two[0], into=two[1], on=ON, by=cast.yuni, **{which: 99})


def test_a_family_of_another_office_is_out_of_reach(cast, two):
    with acting_as(cast.wati.pk):
        elsewhere = make_family(cast.wati, cast.other_office, head="Ujang")
    with pytest.raises(services.OutOfReach):
        services.merge_families(family=two[0], into=elsewhere, on=ON, by=cast.yuni)


def test_merge_families_page_is_checked_before_it_binds(cast, two, sign_in):
    family, into = two
    client, address = sign_in("yuni"), f"/registry/families/{family.pk}/merge/"
    people = people_of(family)
    body = {f"relation_{person.pk}": "9" for person in people.values()} | {
        "version": family.version,
        "into": "3204050101260002",
        "on": "1-6-2026",
    }
    found = client.post(address, body | {"into": "rohaya"})
    assert found.status_code == 200
    assert f'value="{into.pk}"' in found.content.decode()  # found by name, to be chosen
    checked = client.post(address, body)  # found by number, which only one has
    assert checked.status_code == 200
    assert "Sudah benar?" in checked.content.decode()
    assert places_of(family) != {}
    done = client.post(address, body | {"into": into.pk, "confirm": "1"})
    assert done.status_code == 302
    assert places_of(family) == {}


def test_end_family_waits_for_the_living(cast, two):
    family, _ = two
    with pytest.raises(services.FamilyRefused) as refused:
        services.end_family(family=family, on=ON, by=cast.yuni)
    assert code_of(refused) == "family_has_members"
    for person in people_of(family).values():
        person.died_on = date(2026, 5, 1)
        person.save()
    services.end_family(family=family, on=ON, by=cast.yuni)
    family.refresh_from_db()
    assert family.ended_on == ON
    assert {place.end_reason for place in family.memberships.all()} == {"died"}
    assert events_of(family, "registry.family_ended").get()
