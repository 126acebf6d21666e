"""Some members found a card of their own."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.registry import services
from simpul.registry.models import Family
from tests.factories.families import make_family, make_person, people_of, places_of
from tests.registry.events import events_of

ON = date(2026, 6, 1)


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        yield make_family(cast.yuni, cast.office, ("Budi", "4"), ("Siti", "5"), ("Ani", "6"))


def split(cast, family, *chosen, on=ON, number=None, **more):
    people = people_of(family)
    return services.split_family(
        family=family,
        members=[(people[name], relation) for name, relation in chosen],
        number=number,
        on=on,
        by=cast.yuni,
        **more,
    )


def test_a_married_child_leaves_with_a_card_of_their_own(cast, family):
    new = split(cast, family, ("Budi", "1"), ("Siti", "3"), ("Ani", "4"), number="3204050106260001")
    assert places_of(new) == {"Budi": "1", "Siti": "3", "Ani": "4"}
    assert places_of(family) == {"Aminah": "1"}
    assert (new.split_from, new.area_id, new.address) == (family, family.area_id, "Kp. Cikadu 12")
    assert new.numbers.get(until_on=None).number == "3204050106260001"
    left = family.memberships.filter(person__name="Budi").get()
    assert (left.until_on, left.end_reason) == (ON, "split")


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ([], "nobody_chosen"),
        ([("Budi", "4")], "split_needs_one_head"),
        ([("Budi", "1"), ("Siti", "1")], "split_needs_one_head"),
        ([("Siti", "3"), ("Budi", "1")], "split_needs_one_head"),
        ([("Aminah", "1")], "head_must_change_first"),
        ([("Budi", "1"), ("Budi", "4")], "not_a_member"),
        ([("Budi", "1"), ("Siti", "99")], "relation_unknown"),
        ([("Aminah", "1"), ("Budi", "4"), ("Siti", "5"), ("Ani", "6")], "everybody_leaves"),
    ],
)
def test_what_is_refused_changes_nothing(cast, family, chosen, code):
    before = places_of(family)
    with pytest.raises(services.FamilyRefused) as refused:
        split(cast, family, *chosen)
    assert refused.value.refusal.code == code
    assert places_of(family) == before
    assert Family.objects.filter(split_from=family).count() == 0


@pytest.mark.parametrize(("on", "code"), [(date(2026, 2, 1), "day_before_family"), (date(2099, 1, 1), "day_in_future")])
def test_days_outside_the_family_are_refused(cast, family, on, code):
    with pytest.raises(services.FamilyRefused) as refused:
        split(cast, family, ("Budi", "1"), on=on)
    assert refused.value.refusal.code == code


def test_an_outsider_is_no_member(cast, family):
    with pytest.raises(services.FamilyRefused) as refused:
        services.split_family(
            family=family,
            members=[(make_person(cast.yuni, cast.office, "Tini"), "1")],
            number=None,
            on=ON,
            by=cast.yuni,
        )
    assert refused.value.refusal.code == "not_a_member"


def test_a_stale_version_is_refused(cast, family):
    split(cast, family, ("Budi", "1"), version=family.version)
    with pytest.raises(services.FamilyChanged) as refused:
        split(cast, family, ("Siti", "1"), version=family.version)
    assert refused.value.status == 409


def test_it_is_recorded_on_both_families(cast, family):
    new = split(cast, family, ("Budi", "1"), ("Siti", "3"))
    event = events_of(family, "registry.family_split").get()
    assert (event["actor"], event["office"]) == (cast.yuni.pk, cast.office.pk)
    assert (event["detail"]["into"], event["detail"]["count"], event["detail"]["on"]) == (str(new.pk), 2, "2026-06-01")
    assert events_of(new, "registry.family_founded").get()["detail"]["split_from"] == str(family.pk)
