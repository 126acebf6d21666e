"""Choosing somebody who is recorded already: what is found is a question to answer, never a mistake."""

import re

import pytest

from simpul.database.context import acting_as
from simpul.registry.models import Person
from simpul.registry.services import NewContact
from tests.factories import registry as make
from tests.factories.families import make_family, make_person, places_of, villages

PHONE = "+6281234567890"


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        return make_family(cast.yuni, cast.office, ("Budi", "4"), head="Zulkarnaen")


@pytest.fixture
def siti(cast):
    area = villages()[1].pk
    known = {"national_number": make.NIK, "area_code": area, "contact": NewContact(PHONE, "safe")}
    return make.person(cast.yuni, cast.office, "Siti Rohimah", **known)


def join(client, family, **sent):
    body = {"version": family.version, "relation": "9", "on": "1-6-2026", **sent}
    return client.post(f"/registry/families/{family.pk}/join/", body)


def radios(page):
    """What can be chosen, by id, each with the rest of its tag."""
    return dict(re.findall(r'type="radio"[^>]*name="person_chosen" value="([^"]+)"([^>]*)>', page))


@pytest.mark.parametrize("text", ["rohimah", "sit"])
def test_a_name_asks_which_one_is_meant_and_scolds_nobody(cast, sign_in, family, siti, text):
    client = sign_in("yuni")
    answer = join(client, family, person=text)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" not in page
    assert "Perlu diperbaiki" not in page
    assert "Pilih yang dimaksud, lalu lanjutkan" in page
    assert "checked" in radios(page)[str(siti.pk)]
    done = join(client, family, person=text, person_typed=text, person_chosen=siti.pk)
    assert done.status_code == 302
    assert places_of_seen(cast, family)["Siti Rohimah"] == "9"


def places_of_seen(cast, family):
    with acting_as(cast.yuni.pk):
        return places_of(family)


@pytest.mark.parametrize("text", [make.NIK, "0812-3456-7890"])
def test_a_whole_number_that_one_person_has_goes_on(cast, sign_in, family, siti, text):
    assert join(sign_in("yuni"), family, person=text).status_code == 302
    assert "Siti Rohimah" in places_of_seen(cast, family)


def test_those_found_are_told_apart_by_village_number_and_family(cast, sign_in, family, siti):
    page = join(sign_in("yuni"), family, person="siti").content.decode()
    village = villages()[1].name
    for words in (village, "••••••••••••0001", "(1968)"):
        assert words in page
    page = join(sign_in("yuni"), family, person="budi").content.decode()
    assert "Anak · Zulkarnaen" in page


def test_who_would_be_refused_cannot_be_chosen_and_it_is_said_why(cast, sign_in, family):
    with acting_as(cast.yuni.pk):
        make_family(cast.yuni, cast.office, head="Zulkifli")
        make_person(cast.yuni, cast.office, "Zulaeha")
    client = sign_in("yuni")
    page = join(client, family, person="zul").content.decode()
    states = list(radios(page).values())
    assert sum("disabled" in state for state in states) == 2
    assert "sudah anggota keluarga ini" in page
    assert "masih anggota sebuah keluarga" in page
    alone = join(client, family, person="zulkarnaen")
    assert alone.status_code == 422
    assert "sebabnya tertulis di samping namanya" in alone.content.decode()


def test_the_head_of_this_family_hears_that_they_are_in_it(cast, sign_in, family):
    with acting_as(cast.yuni.pk):
        head = Person.objects.get(name="Zulkarnaen")
    page = join(sign_in("yuni"), family, person=head.pk).content.decode()
    assert "sudah anggota keluarga ini" in page
    assert "keluarga lain" not in page.split("error-summary")[1].split("</div>")[0]


def test_half_a_number_is_named_as_such(sign_in, family):
    answer = join(sign_in("yuni"), family, person="3204")
    assert answer.status_code == 422
    assert "4 angka, seharusnya 16" in answer.content.decode()


def test_while_typing_those_found_are_offered(cast, sign_in, family, siti):
    client = sign_in("yuni")
    page = join(client, family, person="roh", suggest="person").content.decode()
    assert "checked" in radios(page)[str(siti.pk)]
    assert 'name="person_typed" value="roh"' in page
    assert "<html" not in page
    for text in ("ro", "3204", "nobody"):
        assert radios(join(client, family, person=text, suggest="person").content.decode()) == {}
    assert join(sign_in("wati"), family, person="roh", suggest="person").status_code == 404


def test_nobody_is_found_beyond_ones_reach(cast, sign_in, siti):
    with acting_as(cast.wati.pk):
        other = make_family(cast.wati, cast.other_office, head="Euis")
    answer = join(sign_in("wati"), other, person="rohimah", suggest="person")
    assert radios(answer.content.decode()) == {}


def test_who_is_not_recorded_yet_is_registered_into_the_family(sign_in, family):
    client = sign_in("yuni")
    answer = join(client, family, person="Neneng Kurnia", register="1")
    assert f"family={family.pk}" in answer.url
    assert "Neneng" not in answer.url
    assert 'value="Neneng Kurnia"' in client.get(answer.url).content.decode()


def test_other_mistakes_stay_mistakes(sign_in, family, siti):
    answer = join(sign_in("yuni"), family, person="rohimah", relation="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "error-summary" in page
    assert "Pilih yang dimaksud, lalu lanjutkan" in page


def test_families_are_told_apart_and_the_own_one_is_no_choice(cast, sign_in, family):
    with acting_as(cast.yuni.pk):
        other = make_family(cast.yuni, cast.office, head="Zulkifli")
    body = {"version": family.version, "on": "1-6-2026", "into": "zul"}
    page = sign_in("yuni").post(f"/registry/families/{family.pk}/merge/", body).content.decode()
    assert f'value="{other.pk}"' in page
    assert "keluarga ini sendiri" in page
    assert "tanpa nomor KK" in page


def test_nobody_is_related_to_themselves(cast, sign_in, siti):
    page = sign_in("yuni").post(f"/registry/people/{siti.pk}/record-relation/", {"other": "siti", "kind": "parent"})
    assert "orang ini sendiri" in page.content.decode()
