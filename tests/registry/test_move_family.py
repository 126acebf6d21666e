"""A family lives elsewhere, or has a new card: move_family, change_family_number."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.registry import queries, services
from tests.factories.families import code_of, make_family, people_of, villages
from tests.registry.events import events_of

ON = date(2026, 6, 1)


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        yield make_family(cast.yuni, cast.office, ("Budi", "4"), ("Karta", "7"), number="3204050101260001")


def move(cast, family, *, area=None, by=None, number=None, **more):
    services.move_family(
        family=family,
        area_id=(area or villages(many=9)[8]).pk,
        address="Jl. Melati 4",
        rt="001",
        rw="005",
        on=ON,
        number=number,
        by=by or cast.yuni,
        **more,
    )


def test_the_living_move_along_and_history_stays(cast, family):
    before, karta = family.area_id, people_of(family)["Karta"]
    karta.died_on = date(2026, 5, 1)
    karta.save()
    move(cast, family)
    family.refresh_from_db()
    people = people_of(family)
    assert family.address == "Jl. Melati 4"
    assert {people["Aminah"].area_id, people["Budi"].area_id} == {family.area_id} != {before}
    assert people["Budi"].address == "Jl. Melati 4"
    assert people["Karta"].area_id == before
    assert next(event.area_id for event in family.events.order_by("pgh_id")) == before
    assert events_of(family, "registry.family_moved").get()["detail"]["moved"] == 2
    assert events_of(people["Budi"], "registry.person_moved").get()


def test_a_protected_address_stays_where_it_is_and_out_of_sight(cast, family, sign_in):
    budi = people_of(family)["Budi"]
    budi.address, budi.address_is_protected = "Rumah aman", True
    budi.save()
    area = budi.area_id
    move(cast, family)
    budi.refresh_from_db()
    assert (budi.address, budi.area_id) == ("Rumah aman", area)
    page = sign_in("yuni").get(f"/registry/families/{family.pk}/").content.decode()
    assert "Melati" not in page
    assert "dilindungi" in page
    assert "Keluarga pindah alamat." in page
    lines = queries.find_families(cast.yuni, area=family.area_id, on=ON).rows
    assert lines == []
    told = sign_in("yuni").get(f"/api/registry/families/{family.pk}/").json()
    assert (told["address"], told["area_code"], told["place_is_protected"]) == (None, None, True)


def test_nobody_sends_a_family_out_of_their_reach(cast):
    with acting_as(cast.yuni.pk):
        near = make_family(cast.yuni, cast.office, area=cast.cecep.assignments.get().area)
    with acting_as(cast.asep.pk):
        with pytest.raises(services.OutOfReach) as refused:
            move(cast, near, area=villages("32.05")[0], by=cast.asep)
        assert code_of(refused) == "area_out_of_reach"


def test_a_family_lives_in_a_village(cast, family):
    from simpul.directory.models import Area

    with pytest.raises(services.FamilyRefused) as refused:
        move(cast, family, area=Area.objects.get(pk="32.04"))
    assert code_of(refused) == "area_is_no_village"


def test_a_number_changes_on_a_day(cast, family):
    services.change_family_number(family=family, number="3204050106260009", on=ON, by=cast.yuni)
    former, latest = family.numbers.order_by("from_on")
    assert (former.until_on, latest.from_on, latest.until_on) == (ON, ON, None)
    assert latest.number == "3204050106260009"
    assert "320405" not in str(events_of(family, "registry.family_number_changed").get()["detail"])


@pytest.mark.parametrize(
    ("number", "on", "code"),
    [
        ("3204050101260001", ON, "number_is_the_same"),
        ("32040501", ON, "number_wrong_length"),
        ("3204050106260009", date(2026, 2, 1), "day_before_family"),
    ],
)
def test_change_family_number_refuses(cast, family, number, on, code):
    with pytest.raises(services.FamilyRefused) as refused:
        services.change_family_number(family=family, number=number, on=on, by=cast.yuni)
    assert code_of(refused) == code
    assert family.numbers.get().until_on is None


def test_the_same_number_twice_is_a_finding(cast, family, sign_in):
    other = make_family(cast.yuni, cast.office, head="Rohaya", number="3204050101260001")
    page = queries.family_page(other, viewer=cast.yuni, on=ON)
    assert [finding.code for finding in page.findings] == ["same_family_number"]
    assert f"/registry/families/{family.pk}/" in sign_in("yuni").get(f"/registry/families/{other.pk}/").content.decode()


def test_move_family_page_answers_a_stale_version_with_both(cast, family, sign_in):
    client, address = sign_in("yuni"), f"/registry/families/{family.pk}/move/"
    body = {
        "version": family.version,
        "village": family.area_id,
        "address": "Jl. Mawar 1",
        "rt": "1",
        "rw": "1",
        "on": "1-6-2026",
    }
    assert client.post(address, body).status_code == 302
    stale = client.post(address, body | {"address": "Jl. Kenanga 2"})
    assert stale.status_code == 409
    text = stale.content.decode()
    assert "Jl. Kenanga 2" in text
    assert "Jl. Mawar 1" in text
    assert "Keluarga pindah ke" in text


def test_change_family_number_page(cast, family, sign_in):
    body = {"version": family.version, "number": "3204 0501 0626 0009", "on": "1-6-2026"}
    answer = sign_in("yuni").post(f"/registry/families/{family.pk}/change-number/", body)
    assert answer.status_code == 302
    assert family.numbers.get(until_on=None).number == "3204050106260009"


def test_two_who_move_one_family_keep_what_only_one_changed(cast, family, sign_in):
    from tests.registry.test_two_corrections import fields_of

    yuni, bagus = sign_in("yuni"), sign_in("bagus")
    address = f"/registry/families/{family.pk}/move/"
    opened = fields_of(yuni.get(address))
    assert yuni.post(address, opened | {"rt": "9"}).status_code == 302
    answer = bagus.post(address, opened | {"rw": "8"})
    assert answer.status_code == 409
    assert "Keluarga pindah" in answer.content.decode()
    assert bagus.post(address, fields_of(answer)).status_code == 302
    family.refresh_from_db()
    assert (family.rt, family.rw) == ("9", "8")
