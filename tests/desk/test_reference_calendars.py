"""The calendar: a year is shown; declare_holiday, withdraw_holiday, set_working_hours, announce_year do and refuse."""

from datetime import date

import pytest

from simpul.directory.models import AnnouncedYear, Holiday
from simpul.directory.queries import calendar as working_calendar
from tests.desk.events import done_to

LOCAL = {"on": "20 April 2026", "name": "Hari jadi kabupaten", "source": "SE Bupati 1/2026", "kind": "local"}


def url(office, act=""):
    return f"/office/{office.pk}/calendar/" + (f"{act}/" if act else "")


def test_calendar_shows_a_year(cast, sign_in):
    page = sign_in("rina").get(url(cast.office) + "?year=2026").content.decode()
    assert page.count('class="month"') == 12
    assert page.count("<td") - page.count("<td></td>") >= 365
    assert "lengkap menurut" in page
    assert "Kamis, 1 Januari 2026" in page


def test_a_year_nobody_announced_is_remarked(cast, sign_in):
    page = sign_in("rina").get(url(cast.office) + "?year=2030").content.decode()
    assert "Hari libur nasional 2030 belum dinyatakan lengkap" in page


@pytest.mark.parametrize("year", ["1999", "2101", "abc", "²⁰²⁶", "9" * 5000])
def test_a_year_that_is_none(cast, sign_in, year):
    assert sign_in("rina").get(url(cast.office), {"year": year}).status_code == 404


def test_declare_holiday_and_withdraw_holiday(cast, sign_in, recorded):
    client, day = sign_in("rina"), date(2026, 4, 20)
    assert client.post(url(cast.office, "declare"), LOCAL).status_code == 302
    holiday = Holiday.objects.get(on=day)
    assert (holiday.office_id, holiday.kind) == (cast.office.pk, "local")
    assert not working_calendar(cast.office.pk).is_working_day(day)
    assert working_calendar(cast.other_office.pk).is_working_day(day)
    away = url(cast.office, f"{holiday.pk}/withdraw")
    assert "Hari jadi kabupaten" in client.get(away).content.decode()
    assert client.post(away).status_code == 302
    assert working_calendar(cast.office.pk).is_working_day(day)
    assert "dibatalkan" in client.get(url(cast.office) + "?year=2026").content.decode()
    assert [(event.act, event.office) for event in done_to(recorded)] == [
        ("directory.holiday_declared", cast.office.pk), ("directory.holiday_withdrawn", cast.office.pk),
    ]  # fmt: skip
    assert client.post(away).status_code == 422  # twice is said, not done


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "30-2-2026"}, "Tulis tanggal"),
        ({"on": "1-1-1890"}, "antara tahun 2000 dan 2100"),
        ({"name": " "}, "perlu diisi"),
        ({"source": ""}, "perlu diisi"),
        ({"kind": "weekly"}, "weekly"),
    ],
)
def test_bad_input_is_said_and_nothing_lost(cast, sign_in, wrong, sentence):
    answer = sign_in("rina").post(url(cast.office, "declare"), {**LOCAL, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Holiday.objects.filter(name="Hari jadi kabupaten").exists()


def test_the_same_holiday_twice_is_refused(cast, sign_in):
    client = sign_in("rina")
    client.post(url(cast.office, "declare"), LOCAL)
    again = client.post(url(cast.office, "declare"), LOCAL)
    assert again.status_code == 422
    assert "Hari libur itu sudah tercatat." in again.content.decode()


def test_the_country_is_not_for_whoever_only_manages_an_office(cast, sign_in):
    """The head of an office keeps its own days; what holds for every office is kept by who keeps the code lists."""
    client = sign_in("bambang")
    assert client.post(url(cast.office, "declare"), {**LOCAL, "kind": "national"}).status_code == 422
    national = Holiday.objects.filter(office=None, on__year=2026).first()
    assert client.post(url(cast.office, f"{national.pk}/withdraw")).status_code == 404
    assert client.post(url(cast.office, "2030/announce"), {"decree": "x", "source": "y"}).status_code == 403
    assert client.post(url(cast.office, "declare"), LOCAL).status_code == 302
    assert not Holiday.objects.get(pk=national.pk).is_withdrawn


def test_a_national_holiday_holds_for_every_office(cast, sign_in):
    sign_in("agus").post(url(cast.office, "declare"), {**LOCAL, "on": "5-6-2030", "kind": "national"})
    assert not working_calendar(cast.other_office.pk).is_working_day(date(2030, 6, 5))


def test_announce_year(cast, sign_in, recorded):
    client, decree = sign_in("agus"), {"decree": "SKB 1/2029", "source": "setneg.go.id"}
    empty = client.post(url(cast.office, "2030/announce"), decree)
    assert empty.status_code == 422
    assert "Catat dahulu hari libur nasionalnya." in empty.content.decode()
    client.post(url(cast.office, "declare"), {**LOCAL, "on": "1-1-2030", "kind": "national"})
    assert client.post(url(cast.office, "2030/announce"), {**decree, "decree": ""}).status_code == 422
    assert client.post(url(cast.office, "2030/announce"), decree).status_code == 302
    assert AnnouncedYear.objects.get(pk=2030).announced_by == cast.agus.pk
    assert "directory.year_announced" in [event.act for event in recorded]
    assert "lengkap menurut SKB 1/2029" in client.get(url(cast.office) + "?year=2030").content.decode()
    assert client.post(url(cast.office, "2030/announce"), decree).status_code == 422


def test_set_working_hours(cast, sign_in, recorded):
    client = sign_in("rina")
    six = {"weekdays": ["1", "2", "3", "4", "5", "6"]}
    assert client.post(url(cast.office, "working-hours"), six).status_code == 302
    assert working_calendar(cast.office.pk).weekdays == {1, 2, 3, 4, 5, 6}
    assert working_calendar(cast.other_office.pk).weekdays == {1, 2, 3, 4, 5}
    assert [event.detail["weekdays"] for event in done_to(recorded)] == [[1, 2, 3, 4, 5, 6]]
    for nothing in ({}, {"weekdays": ["8"]}, {"weekdays": ["x"]}):
        assert client.post(url(cast.office, "working-hours"), nothing).status_code == 422
    assert "Senin–Sabtu" in client.get(url(cast.office)).content.decode()


@pytest.mark.parametrize("act", ["", "declare", "working-hours"])
def test_the_calendar_of_an_office_out_of_reach_is_not_there(cast, sign_in, act):
    assert sign_in("rina").get(url(cast.other_office, act)).status_code == 404


def test_the_holiday_of_another_office_is_not_there(cast, sign_in):
    from simpul.directory.services import declare_holiday

    theirs = declare_holiday(on=date(2026, 4, 21), name="Hari jadi", source="SE", by=None, office=cast.other_office)
    assert sign_in("rina").post(url(cast.office, f"{theirs.pk}/withdraw")).status_code == 404


@pytest.mark.parametrize("who", ["yuni", "sari", "cecep"])
def test_other_roles_are_refused(cast, sign_in, who):
    client = sign_in(who)
    acts = ("", "declare", "working-hours", "2030/announce")
    assert {client.get(url(cast.office, act)).status_code for act in acts} == {403}
    assert client.post(url(cast.office, "declare"), LOCAL).status_code == 403
    assert not Holiday.objects.filter(name="Hari jadi kabupaten").exists()
