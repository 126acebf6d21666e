"""Correcting what is recorded: nothing is lost when two people do so at once, and history tells what it was."""

from datetime import date

import pytest
from django.urls import reverse

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.registry.models import NameWord, Person
from tests.factories import registry as make
from tests.registry.events import events_of

OTHER_NIK = "3204055208680002"


def url(person):
    return reverse("registry:correct_person", args=[person.pk])


def form(**more):
    known = {
        "version": "1", "name": "Aminah binti Sobari", "sex": "P", "birth_place": "Bandung", "birth_date": "12-8-1968",
        "national_number": "", "number_state": "known", "address": "Kp. Cikadu 7", "rt": "3", "rw": "2",
        "reason": "document", "note": "KTP baru",
    }  # fmt: skip
    return known | more


def now(cast, person):
    with acting_as(cast.yuni.pk):
        return Person.objects.get(pk=person.pk)


@pytest.fixture
def aminah(cast):
    return make.person(cast.yuni, cast.office, national_number=make.NIK)


def test_a_birth_date_is_corrected_and_history_tells(cast, sign_in, aminah):
    client = sign_in("yuni")
    assert client.post(url(aminah), form(birth_date="21-8-1968")).status_code == 302
    person = now(cast, aminah)
    assert (person.birth, person.version, person.national_number) == (BirthDate(date(1968, 8, 21)), 2, make.NIK)
    page = client.get(f"/registry/people/{aminah.pk}/").content.decode()
    for words in ("semula 12 Agustus 1968 – menjadi 21 Agustus 1968", "Dokumen baru", "KTP baru", "Yuni Astuti"):
        assert words in " ".join(page.split()), words


def test_is_recorded_by_names_of_fields_only(cast, sign_in, aminah):
    sign_in("yuni").post(url(aminah), form(name="Aminah Sobari", national_number=OTHER_NIK))
    event = events_of(aminah, "registry.person_corrected").get()
    assert event["detail"] == {"fields": ["name", "national_number"], "reason": "document"}
    assert event["actor"] == cast.yuni.pk


def test_a_new_name_finds_and_the_old_one_does_not(cast, sign_in, aminah):
    sign_in("yuni").post(url(aminah), form(name="Aminah Sobarri"))
    with acting_as(cast.yuni.pk):
        assert set(NameWord.objects.values_list("word", flat=True)) == {"AMINAH", "SOBARRI"}


def test_stored_number_is_not_in_the_form(sign_in, aminah):
    page = sign_in("yuni").get(url(aminah)).content.decode()
    assert make.NIK not in page
    assert "••••••••••••0001" in page


def test_number_history_is_masked(cast, sign_in, aminah):
    client = sign_in("yuni")
    client.post(url(aminah), form(national_number=OTHER_NIK))
    page = client.get(f"/registry/people/{aminah.pk}/").content.decode()
    assert "••••••••••••0001" in page
    assert "••••••••••••0002" in page
    assert make.NIK not in page
    assert OTHER_NIK not in page


def test_stale_edit_shows_both_and_keeps_both(cast, sign_in, aminah):
    yuni, bagus = sign_in("yuni"), sign_in("bagus")
    bagus.post(url(aminah), form(birth_place="Garut"))
    response = yuni.post(url(aminah), form(birth_place="Ciwidey", note="Katanya"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Garut" in page
    assert "Ciwidey" in page
    assert "Bagus Prasetyo" in page
    assert 'value="Katanya"' in page
    assert now(cast, aminah).birth_place == "Garut"
    assert yuni.post(url(aminah), form(birth_place="Ciwidey", version="2")).status_code == 302
    assert now(cast, aminah).birth_place == "Ciwidey"


def test_the_same_correction_twice_is_once(cast, sign_in, aminah):
    client = sign_in("yuni")
    for _ in range(2):
        assert client.post(url(aminah), form(birth_place="Ciwidey")).status_code == 302
    assert now(cast, aminah).version == 2
    events_of(aminah, "registry.person_corrected").get()


def test_a_number_that_comes_closes_the_task(cast, sign_in):
    person = make.person(cast.yuni, cast.office, number_state="none_yet")
    sign_in("yuni").post(url(person), form(national_number=make.NIK, number_state="none_yet"))
    with acting_as(cast.yuni.pk):
        assert person.paper_tasks.get().outcome == "obtained"


def test_who_has_a_family_moves_with_it(cast, sign_in):
    village = cast.cecep.assignments.get().area_id
    person = make.person(cast.yuni, cast.office, national_number=make.NIK, family=True, area_code=village)
    client = sign_in("yuni")
    assert 'name="village"' not in client.get(url(person)).content.decode()
    client.post(url(person), form(village="", birth_place="Ciwidey"))
    assert (now(cast, person).area_id, now(cast, person).birth_place) == (village, "Ciwidey")


def test_protected_address_stays_hidden_and_is_kept(cast, sign_in):
    person = make.person(
        cast.yuni, cast.office, national_number=make.NIK, address="Jalan Rahasia 1", address_is_protected=True
    )
    client, empty = sign_in("yuni"), {"address": "", "rt": "", "rw": "", "address_is_protected": "on"}
    assert "Jalan Rahasia" not in client.get(url(person)).content.decode()
    client.post(url(person), form(birth_place="Ciwidey", **empty))
    assert (now(cast, person).address, now(cast, person).rt) == ("Jalan Rahasia 1", "3")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reason", "", "Pilih alasannya"),
        ("reason", "because", "because"),
        ("name", "", "Tulis namanya"),
        ("birth_date", "1-1-2999", "sesudah hari ini"),
        ("version", "", ""),
        ("number_state", "", "Tulis NIK, atau pilih"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(cast, sign_in, aminah, field, value, sentence):
    response = sign_in("yuni").post(url(aminah), form(address="Kp. Baru 9", **{field: value}))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Kp. Baru 9" in response.content.decode()
    assert now(cast, aminah).version == 1


def test_fields_that_the_form_does_not_ask_for_do_not_stick(cast, sign_in, aminah):
    planted = {"office": str(cast.other_office.pk), "registered_by": str(cast.wati.pk), "died_on": "2020-01-01"}
    sign_in("yuni").post(url(aminah), form(birth_place="Ciwidey", **planted))
    person = now(cast, aminah)
    assert (person.office, person.registered_by, person.died_on) == (cast.office, cast.yuni.pk, None)


@pytest.mark.parametrize(("name", "status"), [("wati", 404), ("cecep", 404), ("sari", 403), ("agus", 403)])
def test_refused_outside_role_and_reach(cast, sign_in, aminah, name, status):
    assert sign_in(name).post(url(aminah), form(name="Lain")).status_code == status
    assert now(cast, aminah).name == "Aminah binti Sobari"
