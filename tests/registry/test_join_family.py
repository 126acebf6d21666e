"""Somebody comes into a family, leaves it, or never belonged to it: join_family, leave_family, correct_membership."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.kit.dates import date_in_words, today
from simpul.registry import services
from tests.factories.families import code_of, make_family, make_person, people_of, places_of
from tests.registry.events import events_of

ON = date(2026, 6, 1)


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        yield make_family(cast.yuni, cast.office, ("Budi", "4"))


def join(cast, family, person, relation="4", on=ON, by=None, **more):
    return services.join_family(family=family, person=person, relation=relation, on=on, by=by or cast.yuni, **more)


def test_a_newcomer_belongs_to_the_family(cast, family):
    place = join(cast, family, make_person(cast.yuni, cast.office, "Siti"), "5")
    assert places_of(family) == {"Aminah": "1", "Budi": "4", "Siti": "5"}
    assert (place.from_on, place.until_on) == (ON, None)
    event = events_of(family, "registry.family_joined")[-1]
    assert (event["detail"]["people"], event["detail"]["relation"]) == ([str(place.person_id)], "5")


def test_who_belongs_elsewhere_does_not_join(cast, family):
    other = make_family(cast.yuni, cast.office, head="Rohaya")
    with pytest.raises(services.FamilyRefused) as refused:
        join(cast, family, people_of(other)["Rohaya"])
    assert code_of(refused) == "belongs_to_family"


def test_nobody_joins_in_a_time_when_they_belonged_elsewhere(cast, family):
    other = make_family(cast.yuni, cast.office, ("Dede", "4"), head="Rohaya")
    dede = people_of(other)["Dede"]
    services.leave_family(family=other, person=dede, on=date(2026, 8, 1), by=cast.yuni)
    with pytest.raises(services.FamilyRefused) as refused:
        join(cast, family, dede, on=date(2026, 7, 1))
    assert code_of(refused) == "belonged_to_family_then"
    join(cast, family, dede, on=date(2026, 8, 1))


@pytest.mark.parametrize(
    ("relation", "code"), [("1", "head_by_change_only"), ("77", "relation_unknown"), ("", "relation_unknown")]
)
def test_a_relation_is_one_of_the_card_and_never_head(cast, family, relation, code):
    with pytest.raises(services.FamilyRefused) as refused:
        join(cast, family, make_person(cast.yuni, cast.office, "Siti"), relation)
    assert code_of(refused) == code


def test_the_dead_do_not_join(cast, family):
    late = make_person(cast.yuni, cast.office, "Karta", died_on=date(2026, 1, 1))
    with pytest.raises(services.FamilyRefused) as refused:
        join(cast, family, late)
    assert code_of(refused) == "person_has_died"


def test_it_hides_from_those_outside(cast, family, sign_in):
    for name, status in (("wati", 404), ("sari", 403), ("agus", 403), ("yuni", 200)):
        assert sign_in(name).get(f"/registry/families/{family.pk}/join/").status_code == status, name


def test_a_village_operator_registers_into_families_of_the_village_only(cast):
    village = cast.cecep.assignments.get().area
    with acting_as(cast.yuni.pk):
        inside = make_family(cast.yuni, cast.office, area=village)
        outside = make_family(cast.yuni, cast.office, head="Rohaya", area=_other_village(village))
        newborn = make_person(cast.yuni, cast.office, "Bayi", area=village)
    with acting_as(cast.cecep.pk):
        join(cast, inside, newborn, by=cast.cecep)
        with pytest.raises(services.OutOfReach):
            join(cast, outside, make_person(cast.cecep, cast.office, "Bayi dua", area=village), by=cast.cecep)


def _other_village(village):
    from simpul.directory.models import Area

    return (
        Area.objects.filter(level=4, code__startswith="32.04.", valid_until=None).exclude(parent=village.parent).first()
    )


def test_who_leaves_is_remembered(cast, family):
    budi = people_of(family)["Budi"]
    services.leave_family(family=family, person=budi, on=ON, reason="moved", by=cast.yuni)
    assert places_of(family) == {"Aminah": "1"}
    place = family.memberships.get(person=budi)
    assert (place.until_on, place.end_reason) == (ON, "moved")
    assert events_of(family, "registry.family_left").get()["detail"]["reason"] == "moved"


def test_the_head_leaves_last(cast, family):
    people = people_of(family)
    with pytest.raises(services.FamilyRefused) as refused:
        services.leave_family(family=family, person=people["Aminah"], on=ON, by=cast.yuni)
    assert code_of(refused) == "head_must_change_first"
    services.leave_family(family=family, person=people["Budi"], on=ON, by=cast.yuni)
    services.leave_family(family=family, person=people["Aminah"], on=ON, by=cast.yuni)
    family.refresh_from_db()
    assert family.ended_on == ON


def test_leave_family_page_keeps_what_was_chosen_when_refused(cast, family, sign_in):
    head = people_of(family)["Aminah"]
    body = {"version": family.version, "person": head.pk, "reason": "moved", "on": "1-6-2026"}
    answer = sign_in("yuni").post(f"/registry/families/{family.pk}/leave/", body)
    assert answer.status_code == 422
    assert "Ganti dahulu kepala keluarganya" in answer.content.decode()
    assert f'value="{head.pk}"' in answer.content.decode()


def test_correct_membership_changes_the_row_and_keeps_its_history(cast, family):
    place = family.memberships.get(person__name="Budi")
    services.correct_membership(membership=place, relation="9", from_on=date(2026, 4, 1), by=cast.yuni)
    place.refresh_from_db()
    assert (place.relation, place.from_on) == ("9", date(2026, 4, 1))
    assert [event.relation for event in place.events.order_by("pgh_id")] == ["4", "9"]
    assert events_of(family, "registry.membership_corrected").get()["detail"]["fields"] == ["relation", "from_on"]


def test_correct_membership_says_that_somebody_never_belonged(cast, family):
    place = family.memberships.get(person__name="Budi")
    services.correct_membership(membership=place, void=True, by=cast.yuni)
    assert places_of(family) == {"Aminah": "1"}
    other = make_family(cast.yuni, cast.office, head="Rohaya")
    join(cast, other, place.person, on=date(2026, 3, 1))  # the mistake holds no time


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("Aminah", {"void": True}, "head_must_change_first"),
        ("Aminah", {"relation": "4"}, "head_by_change_only"),
        ("Budi", {"relation": "1"}, "head_by_change_only"),
        ("Budi", {"from_on": date(2025, 1, 1)}, "day_before_family"),
    ],
)
def test_correct_membership_refuses(cast, family, name, change, code):
    with pytest.raises(services.FamilyRefused) as refused:
        services.correct_membership(membership=family.memberships.get(person__name=name), by=cast.yuni, **change)
    assert code_of(refused) == code


def test_an_odd_relation_is_asked_about_once(cast, sign_in):
    with acting_as(cast.yuni.pk):
        family = make_family(cast.yuni, cast.office)
        rina = make_person(cast.yuni, cast.office, "Rina")
    client, address = sign_in("yuni"), f"/registry/families/{family.pk}/join/"
    asked = {"version": family.version, "person": rina.pk, "relation": "3", "on": "1-6-2026"}
    answer = client.post(address, asked)
    assert answer.status_code == 200
    assert "Rina dicatat sebagai Istri, padahal kepala keluarganya perempuan" in answer.content.decode()
    assert client.post(address, asked | {"confirm": "1"}).status_code == 302


def test_an_odd_relation_put_right_later_is_asked_about_too(cast, sign_in):
    with acting_as(cast.yuni.pk):
        family = make_family(cast.yuni, cast.office, ("Rina", "9"))
        place = family.memberships.get(person__name="Rina")
    address = f"/registry/families/{family.pk}/members/{place.pk}/correct/"
    asked = {"version": family.version, "relation": "2", "on": "1-3-2026"}
    assert "Rina tercatat perempuan" in sign_in("yuni").post(address, asked).content.decode()


def test_the_page_says_whose_family_it_is(cast, family, sign_in):
    page = sign_in("yuni").get(f"/registry/families/{family.pk}/join/")
    assert f'<a href="/registry/families/{family.pk}/">Keluarga Aminah</a>' in page.content.decode()


def test_a_wife_joined_before_the_family_was_recorded(cast, sign_in):
    # given a family that was there long before somebody wrote it down today
    now = today(cast.office.time_zone)
    with acting_as(cast.yuni.pk):
        family = make_family(cast.yuni, cast.office, on=now)
        wife = make_person(cast.yuni, cast.office, "Rina")
        join(cast, family, wife, on=date(2015, 5, 17))
    # then her day stands there as it was, and that of the head only as the day of recording
    page = " ".join(sign_in("yuni").get(f"/registry/families/{family.pk}/").content.decode().split())
    assert "sejak 17 Mei 2015" in page
    assert f"tercatat {date_in_words(now, 'id')}" in page
