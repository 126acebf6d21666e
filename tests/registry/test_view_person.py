"""One person's page: facts with masked numbers, for those who may see the person."""

import re

import pytest
from django.urls import reverse

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.registry.services import NewContact
from tests.costs import costs_of
from tests.factories import registry as make

PHONE = "+6281234567890"


def url(person):
    return reverse("registry:view_person", args=[person.pk])


@pytest.fixture
def aminah(cast):
    contact = NewContact(PHONE, "careful", "Hanya pagi")
    return make.person(cast.yuni, cast.office, national_number=make.NIK, family=True, contact=contact)


def test_facts_stand_there_and_numbers_are_masked(sign_in, aminah):
    page = sign_in("yuni").get(url(aminah)).content.decode()
    for words in (
        "Aminah binti Sobari",
        "12 Agustus 1968",
        "Hanya pagi",
        "Kepala keluarga",
        "Kp. Cikadu 7",
        "Didaftarkan",
    ):
        assert words in page
    for needle in (make.NIK, make.KK, PHONE, PHONE[1:], "081234567890"):
        assert needle not in page
    assert page.index("Hanya pagi") < page.index("12 Agustus 1968")  # how to reach somebody safely comes first


def test_protected_address_shows_as_the_office(cast, sign_in):
    village = cast.cecep.assignments.get().area_id
    person = make.person(
        cast.yuni, cast.office, address="Jalan Rahasia 1", area_code=village, address_is_protected=True
    )
    page = sign_in("yuni").get(url(person)).content.decode()
    assert "Jalan Rahasia" not in page
    assert "Kec. " not in page
    assert cast.office.name in page


@pytest.mark.parametrize("name", ["bagus", "sari", "hana", "putu"])
def test_colleagues_of_the_office_see(sign_in, aminah, name):
    assert sign_in(name).get(url(aminah)).status_code == 200


def test_absent_and_forbidden_answer_alike(sign_in, aminah):
    client = sign_in("wati")
    hidden, absent = (client.get(address) for address in (url(aminah), f"/registry/people/{new_id()}/"))
    assert hidden.status_code == absent.status_code == 404
    assert _without_number(hidden) == _without_number(absent)


def test_absent_and_forbidden_cost_the_same(sign_in, aminah):
    client = sign_in("wati")
    hidden, absent = costs_of(client.get, url(aminah), f"/registry/people/{new_id()}/")
    assert abs(hidden.seconds - absent.seconds) < 0.010, (hidden, absent)
    assert hidden.statements == absent.statements


def test_a_denied_person_is_gone_at_the_next_request(cast, sign_in, aminah):
    from simpul.accounts.services import give_grant

    client = sign_in("yuni")
    assert client.get(url(aminah)).status_code == 200
    with acting_as(cast.rina.pk):
        give_grant(user=cast.yuni, kind="person", subject=aminah.pk, effect="deny", relation="kinship", by=cast.rina)
    assert client.get(url(aminah)).status_code == 404


def test_who_only_looks_has_no_buttons(sign_in, aminah):
    page = sign_in("sari").get(url(aminah)).content.decode()
    assert "/correct/" not in page
    assert "/reveal-number/" not in page
    assert "/record-death/" not in page


def _without_number(response):
    page = response.content.decode()
    for token in (response.get("X-Request-Id", "-"), response.wsgi_request.path):
        page = page.replace(token, "")
    page = re.sub(r"pukul \d\d\.\d\d", "", page)  # a minute may end between two answers
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]
