"""Opening what is masked: with a reason, in the body only, and written down."""

import logging

import pytest
from django.urls import reverse

from simpul.registry.services import NewContact
from tests.factories import registry as make
from tests.registry.events import events_of

PHONE = "+6281234567890"


def url(person):
    return reverse("registry:reveal_number", args=[person.pk])


@pytest.fixture
def aminah(cast):
    contact = NewContact(PHONE, "safe")
    return make.person(
        cast.yuni, cast.office, national_number=make.NIK, family=True, contact=contact, address="Jalan Rahasia 1",
        address_is_protected=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "needle"),
    [("national_number", make.NIK), ("family_number", make.KK), ("phone", PHONE), ("address", "Jalan Rahasia 1")],
)
def test_opens_what_was_asked_and_nothing_else(sign_in, aminah, field, needle):
    page = sign_in("yuni").post(url(aminah), {"fields_opened": [field], "reason": "counter"}).content.decode()
    others = {make.NIK, make.KK, PHONE, "Jalan Rahasia 1"} - {needle}
    assert needle in page
    assert not any(other in page for other in others)


def test_is_recorded_with_reason_and_without_the_number(cast, sign_in, aminah, caplog):
    with caplog.at_level(logging.DEBUG):
        sign_in("yuni").post(url(aminah), {"fields_opened": ["phone", "national_number"], "reason": "contacting"})
    event = events_of(aminah, "registry.number_revealed").get()
    assert event["actor"] == cast.yuni.pk
    assert event["detail"] == {"fields": ["national_number", "phone"], "reason": "contacting"}
    assert make.NIK not in caplog.text
    assert PHONE not in caplog.text


@pytest.mark.parametrize(
    "sent", [{}, {"fields_opened": ["phone"]}, {"reason": "counter"}, {"fields_opened": ["sex"], "reason": "counter"}]
)
def test_without_reason_or_choice_nothing_opens_and_nothing_is_recorded(sign_in, aminah, sent):
    response = sign_in("yuni").post(url(aminah), sent)
    assert response.status_code == 422
    assert make.NIK not in response.content.decode()
    assert events_of(aminah, "registry.number_revealed") == []


def test_is_no_address_to_follow(sign_in, aminah):
    assert sign_in("yuni").get(url(aminah)).status_code == 405


@pytest.mark.parametrize(
    ("name", "status"), [("wati", 404), ("dedi", 404), ("sari", 403), ("cecep", 403), ("agus", 403)]
)
def test_refused_outside_role_and_reach(sign_in, aminah, name, status):
    response = sign_in(name).post(url(aminah), {"fields_opened": ["national_number"], "reason": "counter"})
    assert response.status_code == status
    assert make.NIK not in response.content.decode()
