"""Registering somebody: it does, it refuses, it hides, it is recorded, and twice is once."""

import re
from datetime import date, timedelta
from urllib.parse import unquote_plus

import pytest
from django.utils import timezone

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.kit.ids import new_id
from simpul.registry.models import Family, Membership, PaperTask, Person
from simpul.registry.services import RegistrationRefused, register_person
from tests.factories import registry as make
from tests.factories.families import make_family
from tests.registry.events import events_of

URL = "/registry/people/register/"


def form(**more):
    known = {
        "step": "save", "id": str(new_id()), "name": "Aminah binti Sobari", "sex": "P", "birth_date": "12-8-1968",
        "birth_place": "Bandung", "national_number": make.NIK, "placement": "head", "family_number": make.KK,
        "address": "Kp. Cikadu 7", "rt": "3", "rw": "2",
    }  # fmt: skip
    return known | more


def everybody(cast):
    with acting_as(cast.yuni.pk):
        return list(Person.objects.order_by("registered_at"))


def test_whole_family_is_registered_at_once(cast, sign_in):
    village = cast.cecep.assignments.get().area_id
    sent = form(village=village, phone="0812 3456 7890", safety="careful", rule="Hanya pagi", alias="Mak Inah")
    response = sign_in("yuni").post(URL, sent)
    (person,) = everybody(cast)
    assert response.url == f"/registry/people/{person.pk}/"
    with acting_as(cast.yuni.pk):
        assert (person.national_number, person.birth, person.area_id) == (
            make.NIK,
            BirthDate(date(1968, 8, 12)),
            village,
        )
        assert (person.office, person.registered_by, person.version) == (cast.office, cast.yuni.pk, 1)
        membership = Membership.objects.get(person=person)
        assert (membership.relation, membership.family.numbers.get().number) == ("1", make.KK)
        assert person.contacts.get().rule == "Hanya pagi"
        assert set(person.name_words.values_list("word", flat=True)) == {"AMINAH", "SOBARI", "MAK", "INAH"}
    event = events_of(person, "registry.person_registered").get()
    assert (event["actor"], event["office"]) == (cast.yuni.pk, cast.office.pk)
    assert "Aminah" not in str(event)
    assert make.NIK not in str(event)


def test_a_spouse_joins_by_the_number_of_the_card(cast, sign_in):
    make.person(cast.yuni, cast.office, "Udin", family=True)
    sent = form(name="Siti", national_number="", number_state="not_shown", placement="member", relation="3")
    assert sign_in("yuni").post(URL, sent).status_code == 302
    with acting_as(cast.yuni.pk):
        assert set(Family.objects.get().memberships.values_list("relation", flat=True)) == {"1", "3"}


def test_no_number_is_a_state_and_opens_a_task(cast, sign_in):
    sign_in("yuni").post(URL, form(national_number="", number_state="none_yet", placement="none", family_number=""))
    (person,) = everybody(cast)
    with acting_as(cast.yuni.pk):
        task = PaperTask.objects.get()
        assert (task.person_id, task.assigned_to, task.paper) == (person.pk, cast.yuni.pk, "national_number")
        assert (task.due_on - task.opened_at.date()).days in (29, 30, 31)


def test_number_that_was_not_brought_opens_none(cast, sign_in):
    sign_in("yuni").post(URL, form(national_number="", number_state="not_shown"))
    with acting_as(cast.yuni.pk):
        assert (len(everybody(cast)), PaperTask.objects.count()) == (1, 0)


def test_odd_number_is_kept_and_said(cast, sign_in):
    client = sign_in("yuni")
    client.post(URL, form(national_number="3204055508680001", sex="L"))
    (person,) = everybody(cast)
    page = client.get(f"/registry/people/{person.pk}/").content.decode()
    assert person.national_number == "3204055508680001"
    assert "Menurut nomor ini lahir 15 Agustus 1968" in page
    assert "jenis kelaminnya P" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Tulis namanya"),
        ("name", "\x00\u200b", "Tulis namanya"),
        ("name", "12345", "Nama harus berisi huruf"),
        ("name", "A" * 201, "Paling banyak 200"),
        ("sex", "", "Pilih jenis kelaminnya"),
        ("birth_date", "31-2-1990", "tidak ada di kalender"),
        ("birth_date", "1-1-26", "Tahun 1926 atau 2026?"),
        ("birth_date", "1-1-2999", "sesudah hari ini"),
        ("birth_date", "1-1-1799", "lebih dari 130 tahun"),
        ("national_number", "320405520868", "12 angka, seharusnya 16"),
        ("national_number", "3,20405E+15", "angka terakhir hilang"),
        ("national_number", "", "Tulis NIK, atau pilih"),
        ("rt", "1a", "RT berisi angka"),
        ("village", "Antahberantah", "Tidak ada desa"),
        ("village", "sukamaju", "Pilih salah satu"),
        ("national_number", "12ab", "Ada huruf di antara angkanya"),
        ("national_number", "belum ada", "Ini bukan nomor"),
        ("family_number", "tidak tahu", "Ini bukan nomor"),
        ("phone", "telepon", "Nomor HP ini tidak terbaca"),
        ("phone", "bukan nomor", "Nomor HP ini tidak terbaca"),
        ("phone", "081234567890", "aman dihubungi"),
        ("placement", "member", "Pilih hubungannya"),
        ("id", "nonsense", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_lost(cast, sign_in, field, value, sentence):
    response = sign_in("yuni").post(URL, form(**{field: value}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "error-summary" in page
    assert sentence in page
    assert "Kp. Cikadu 7" in page
    assert everybody(cast) == []


@pytest.mark.parametrize(
    "other",
    [
        {"national_number": "", "number_state": "not_shown"},  # same name and birth date
        {"name": "Orang Lain", "birth_date": "1-1-1970"},  # same number
    ],
)
def test_perhaps_the_same_person_needs_a_word(cast, sign_in, other):
    known = make.person(cast.yuni, cast.office, national_number=make.NIK)
    client, sent = sign_in("yuni"), form(placement="none", family_number="", **other)
    response = client.post(URL, sent)
    assert response.status_code == 422
    assert "Bukan, ini orang lain" in response.content.decode()
    assert f"/registry/people/{known.pk}/" in response.content.decode()
    assert len(everybody(cast)) == 1
    assert client.post(URL, sent | {"not_the_same_as": [str(known.pk)]}).status_code == 302
    assert len(everybody(cast)) == 2


def test_looking_comes_first_and_carries_over(cast, sign_in):
    known = make.person(cast.yuni, cast.office, national_number=make.NIK)
    client, sent = sign_in("yuni"), {"step": "look", "name": "Aminah Sobari", "birth_date": "1968"}
    looked = client.post(URL, sent, follow=True).content.decode()
    assert known.name in looked
    assert "••••••••••••0001" in looked
    assert make.NIK not in looked
    assert f'name="seen" value="{known.pk}"' in looked
    onward = client.post(URL, sent | {"step": "other", "seen": [str(known.pk)]}, follow=True).content.decode()
    assert 'value="Aminah Sobari"' in onward
    assert 'value="1968"' in onward
    assert str(known.pk) in onward
    assert 'value="save"' in client.post(URL, {"step": "look", "name": "Tono"}, follow=True).content.decode()


def test_each_step_has_an_address_that_nobody_else_can_read(cast, sign_in):
    """Going back shows the page again instead of asking to send the form again; a log learns nothing."""
    client = sign_in("yuni")
    sent = {"step": "look", "name": "Aminah Sobari", "national_number": make.NIK, "birth_date": "12-8-1968"}
    answer = client.post(URL, sent)
    assert answer.status_code == 302
    for typed in sent.values():
        assert typed not in unquote_plus(answer.url)
    for _ in range(2):
        page = client.get(answer.url).content.decode()
        assert 'value="save"' in page
        assert 'value="Aminah Sobari"' in page
    assert "Aminah Sobari" not in sign_in("bagus").get(answer.url).content.decode()


def test_what_was_typed_is_kept_for_a_short_time_only(sign_in, monkeypatch):
    client = sign_in("yuni")
    address = client.post(URL, {"step": "look", "name": "Aminah Sobari"}).url
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    page = client.get(address).content.decode()
    assert "Aminah Sobari" not in page
    assert "sudah terlalu lama" in page


def test_who_turns_up_meanwhile_is_shown_before_going_on(cast, sign_in):
    client = sign_in("yuni")
    address = client.post(URL, {"step": "look", "name": "Aminah Sobari"}).url
    assert 'value="save"' in client.get(address).content.decode()
    make.person(cast.yuni, cast.office)
    page = client.get(address).content.decode()
    assert 'value="save"' not in page
    assert "Sudah tercatat?" in page


def test_likely_people_hide_what_is_out_of_reach(cast, sign_in):
    make.person(cast.yuni, cast.office, national_number=make.NIK)
    sent = {"name": "Aminah binti Sobari", "national_number": make.NIK, "birth_date": "12-8-1968"}
    yuni, wati = sign_in("yuni"), sign_in("wati")
    assert "NIK sama" in yuni.post("/registry/people/likely/", sent).content.decode()
    assert "NIK sama" not in wati.post("/registry/people/likely/", sent).content.decode()
    assert wati.post(URL, form()).status_code == 302  # and is no oracle: the other office registers


@pytest.mark.parametrize("typed", ["Asep Ros", "rosadi a", "asep rosadi", "Ase"])
def test_a_name_is_found_while_it_is_written(cast, sign_in, typed):
    make.person(cast.yuni, cast.office, "Asep Rosadi")
    client = sign_in("yuni")
    assert "Asep Rosadi" in client.post("/registry/people/likely/", {"name": typed}).content.decode()
    looked = client.post(URL, {"step": "look", "name": typed}, follow=True).content.decode()
    assert "Sudah tercatat?" in looked


@pytest.mark.parametrize("typed", ["As", "Asep Bud", "Rosa Ase Udin", ""])
def test_other_names_are_not(cast, sign_in, typed):
    make.person(cast.yuni, cast.office, "Asep Rosadi")
    page = sign_in("yuni").post("/registry/people/likely/", {"name": typed}).content.decode()
    assert "Asep Rosadi" not in page


def test_those_alike_are_told_apart_by_village_and_family(cast, sign_in):
    village = cast.cecep.assignments.get().area
    with acting_as(cast.yuni.pk):
        make_family(cast.yuni, cast.office, ("Asep Rosadi", "4"), head="Zulkarnaen", area=village)
    page = sign_in("yuni").post("/registry/people/likely/", {"name": "asep ros"}).content.decode()
    assert village.name in page
    assert "Anak · Zulkarnaen" in page


@pytest.mark.parametrize(
    ("typed", "read"), [("1-1-27", "1 Januari 1927, umur 99 th"), ("17-8-90", "17 Agustus 1990, umur 36 th")]
)
def test_the_century_that_was_read_is_said(sign_in, typed, read):
    client = sign_in("yuni")
    live = client.post("/registry/people/likely/", {"name": "Tono", "birth_date": typed}).content.decode()
    onward = client.post(URL, {"step": "look", "name": "Tono", "birth_date": typed}, follow=True).content.decode()
    assert f"Dibaca {read}" in live
    assert f"Dibaca {read}" in onward


def test_a_name_of_one_letter_is_remarked_and_registered(cast, sign_in):
    client = sign_in("yuni")
    page = client.post(URL, {"step": "look", "name": "X"}, follow=True).content.decode()
    assert "Namanya hanya satu huruf" in page
    assert client.post(URL, form(name="X")).status_code == 302


def test_no_browser_cuts_a_name_off(sign_in):
    page = sign_in("yuni").get(URL).content.decode()
    assert "maxlength" not in page.split('name="name"')[1].split(">")[0]


def order_of_mistakes(page):
    """Where the fields named in the summary stand on the page, in the order of the summary."""
    summary = page.split('class="error-summary"')[1].split("</div>")[0]
    rest = page.split('class="error-summary"')[1]
    return [rest.index(f'id="{target}"') for target in re.findall(r'href="#([^"]+)"', summary)]


def test_what_is_wrong_is_told_in_the_order_of_the_page(cast, sign_in):
    known = make.person(cast.yuni, cast.office)
    client = sign_in("yuni")
    wrong = {"step": "save", "national_number": "12", "phone": "x", "rt": "x", "birth_date": "x", "placement": "member"}
    pages = [
        client.post(URL, wrong),
        client.post(URL, {"step": "look", "national_number": "12", "birth_date": "x"}),
        client.post(f"/registry/people/{known.pk}/correct/", {"rt": "x", "birth_date": "x"}),
    ]
    for page in pages:
        places = order_of_mistakes(page.content.decode())
        assert len(places) > 2
        assert places == sorted(places)


def test_a_question_in_the_summary_keeps_one_mark(cast, sign_in):
    known = make.person(cast.yuni, cast.office)
    page = sign_in("yuni").post(f"/registry/people/{known.pk}/correct/", {"version": 1}).content.decode()
    assert "Mengapa diubah? Pilih alasannya." in page
    assert "Jenis kelamin: Pilih" in page


def test_nothing_is_called_optional_that_is_refused_when_empty(sign_in):
    """Labels of the fields that some other answer calls for."""
    page = sign_in("yuni").post(URL, {"step": "look", "name": "Tono"}, follow=True).content.decode()
    for name in ("Bila NIK kosong", "Aman dihubungi?", "Hubungan dengan kepala keluarga"):
        label = page.split(name)[1].split("</l")[0]
        assert "boleh kosong" not in label, name
    assert 'data-when="national_number="' in page
    assert "boleh kosong" in page.split("Tempat lahir")[1].split("</l")[0]


def test_find_villages_answers_with_choices(sign_in):
    page = sign_in("yuni").post("/registry/people/villages/", {"village": "cileunyi kulon"}).content.decode()
    assert "Desa Cileunyi Kulon, Kec. Cileunyi, Kab. Bandung" in page


def test_the_same_form_twice_is_once(cast, sign_in):
    client, sent = sign_in("yuni"), form()
    first, second = client.post(URL, sent), client.post(URL, sent)
    assert first.url == second.url
    assert len(everybody(cast)) == 1
    other = client.post(URL, sent | {"birth_place": "Garut"})
    assert other.status_code == 422
    assert "sudah dikirim dengan isi lain" in other.content.decode()


def test_nobody_registers_outside_their_area(cast, sign_in):
    with acting_as(cast.cecep.pk), pytest.raises(RegistrationRefused) as refused:
        register_person(
            id=new_id(),
            facts=make.facts(area_code="32.05.01.2001"),
            office=cast.office,
            on=date(2026, 11, 24),
            by=cast.cecep,
        )
    assert refused.value.refusal.code == "outside_reach"
    own = cast.cecep.assignments.get().area_id
    client = sign_in("cecep")
    assert (
        client.post(URL, form(village="32.04.05.2001" if own != "32.04.05.2001" else "32.04.06.2001")).status_code
        == 422
    )
    assert client.post(URL, form(village=own)).status_code == 302


def test_fields_that_the_form_does_not_ask_for_do_not_stick(cast, sign_in):
    planted = {
        "office": str(cast.other_office.pk),
        "version": "9",
        "registered_by": str(cast.wati.pk),
        "merged_into": "x",
        "died_on": "2020-01-01",
    }
    sign_in("yuni").post(URL, form(**planted))
    (person,) = everybody(cast)
    assert (person.office, person.version, person.registered_by, person.died_on) == (cast.office, 1, cast.yuni.pk, None)


@pytest.mark.parametrize("name", ["sari", "agus", "gatot", "maria", "putu"])
def test_refused_to_roles_that_do_not_register(sign_in, name):
    assert sign_in(name).post(URL, form()).status_code == 403
