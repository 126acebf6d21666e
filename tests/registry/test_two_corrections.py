"""Two people correct one person at once: neither undoes the other, and only what both changed is asked."""

import re
from html import unescape

import pytest
from django.urls import reverse

from simpul.database.context import acting_as
from simpul.registry.models import Person
from tests.factories import registry as make
from tests.registry.test_correct_person import OTHER_NIK

THIRD_NIK = "3204055208680003"


@pytest.fixture
def aminah(cast):
    return make.person(cast.yuni, cast.office, national_number=make.NIK)


def url(person):
    return reverse("registry:correct_person", args=[person.pk])


def fields_of(response):
    """What a browser would send of this page: boxes, chosen circles, ticked squares."""
    page = response.content.decode().split("<main")[1]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", page):
        attrs = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if attrs.get("type") not in ("radio", "checkbox") or " checked" in tag:
            sent[attrs.get("name", "")] = attrs.get("value", "on" if attrs.get("type") == "checkbox" else "")
    return sent


class Clerk:
    """Somebody with the form of a person open."""

    def __init__(self, client, person):
        self.client, self.address = client, url(person)
        self.opened = fields_of(client.get(self.address)) | {"reason": "report"}

    def save(self, **typed):
        self.answer = self.client.post(self.address, self.opened | typed)
        return self.answer.status_code

    def send_again(self, **typed):
        """The page that shows both versions, sent as it stands."""
        return self.client.post(self.address, fields_of(self.answer) | typed).status_code

    def row(self, label):
        page = " ".join(re.sub(r"<[^>]+>", " ", self.answer.content.decode().split("<tbody>")[1]).split())
        return page[page.index(label) :][:120]


@pytest.fixture
def clerks(sign_in, aminah):
    return Clerk(sign_in("yuni"), aminah), Clerk(sign_in("bagus"), aminah)


def now(cast, person):
    with acting_as(cast.yuni.pk):
        return Person.objects.get(pk=person.pk)


def test_changes_of_different_fields_are_both_kept(cast, aminah, clerks):
    yuni, bagus = clerks
    assert yuni.save(name="Aminah Setiawan") == 302
    assert bagus.save(rt="9") == 409
    assert "hanya diubah orang lain" in bagus.row("Nama seperti pada kartu")
    assert "hanya Anda ubah" in bagus.row("RT")
    assert bagus.send_again() == 302
    person = now(cast, aminah)
    assert (person.name, person.rt, person.national_number) == ("Aminah Setiawan", "9", make.NIK)


@pytest.mark.parametrize(("taken", "kept"), [("mine", "Ciwidey"), ("saved", "Garut")])
def test_what_both_changed_is_chosen(cast, aminah, clerks, taken, kept):
    yuni, bagus = clerks
    yuni.save(birth_place="Garut", rw="8")
    assert bagus.save(birth_place="Ciwidey") == 409
    assert "diubah keduanya" in bagus.row("Tempat lahir")
    assert bagus.send_again() == 422  # no answer
    assert bagus.send_again(**{"birth_place-taken": taken}) == 302
    assert (now(cast, aminah).birth_place, now(cast, aminah).rw) == (kept, "8")


def test_a_new_number_is_not_lost_to_another_one(cast, aminah, clerks):
    yuni, bagus = clerks
    yuni.save(national_number=OTHER_NIK)
    assert bagus.save(national_number=THIRD_NIK) == 409
    assert "diubah keduanya" in bagus.row("NIK")
    assert OTHER_NIK not in bagus.answer.content.decode()
    assert bagus.send_again(**{"national_number-taken": "saved"}) == 302
    assert now(cast, aminah).national_number == OTHER_NIK


def test_taking_a_number_away_does_not_take_a_new_one(cast, aminah, clerks):
    yuni, bagus = clerks
    yuni.save(national_number=OTHER_NIK)
    assert bagus.save(number_state="none_yet") == 409
    assert "diubah keduanya" in bagus.row("Bila NIK kosong")
    assert now(cast, aminah).national_number == OTHER_NIK


def test_a_number_taken_away_meanwhile_is_no_mistake_of_the_other(cast, aminah, clerks):
    yuni, bagus = clerks
    yuni.save(number_state="not_shown")
    assert bagus.save(rt="9") == 409
    assert bagus.send_again() == 302
    assert (now(cast, aminah).number_state, now(cast, aminah).rt) == ("not_shown", "9")


def test_an_address_protected_meanwhile_stays_out_of_sight_and_is_kept(cast, aminah, clerks):
    yuni, bagus = clerks
    yuni.save(address_is_protected="on", address="Rumah aman", rt="", rw="")
    assert bagus.save(birth_place="Garut") == 409
    assert "Rumah aman" not in bagus.answer.content.decode()
    assert bagus.send_again() == 302
    person = now(cast, aminah)
    assert (person.address, person.address_is_protected, person.birth_place) == ("Rumah aman", True, "Garut")


def test_a_third_correction_in_between_is_compared_anew(cast, aminah, clerks):
    yuni, bagus = clerks
    yuni.save(name="Aminah Setiawan")
    bagus.save(rt="9")
    yuni.opened = fields_of(yuni.client.get(yuni.address)) | {"reason": "report"}
    yuni.save(rw="8")
    bagus.answer = bagus.client.post(bagus.address, fields_of(bagus.answer))
    assert bagus.answer.status_code == 409
    assert bagus.send_again() == 302
    person = now(cast, aminah)
    assert (person.name, person.rt, person.rw) == ("Aminah Setiawan", "9", "8")
