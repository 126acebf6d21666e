"""Nobody carries the registry away: look-ups by number and opened subjects are counted, on pages and the API alike."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.rules import throttle as rules
from simpul.accounts.rules.throttle import Rate
from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from tests.factories import registry as make

PEOPLE, API = "/registry/people/", "/api/registry/people/"


def nik(number):
    return f"320405{12 + 40:02}0868{number:04}"


def ask(client, number):
    return client.post(f"{API}search/", json.dumps({"text": nik(number)}), content_type="application/json")


def limit_events(cast):
    with acting_as(cast.sari.pk):
        return list(AuditEvent.objects.filter(act="accounts.reading_limit_reached").order_by("id"))


@pytest.fixture
def few(monkeypatch):
    """Four numbers, five lists and three subjects, so that a test need not ask three hundred times."""
    monkeypatch.setattr(rules, "NUMBERS", Rate(burst=4, seconds=60))
    monkeypatch.setattr(rules, "LISTS", Rate(burst=30, seconds=60))
    monkeypatch.setattr(rules, "SUBJECTS", Rate(burst=3, seconds=60))


def test_a_busy_counter_is_not_held_up(cast, sign_in):
    """Sixty numbers within ten minutes, twice each, and a hundred people opened: nobody notices."""
    client = sign_in("yuni")
    assert {ask(client, number).status_code for number in [*range(1, 61), *range(1, 61)]} == {200}
    assert {client.get(f"{API}{new_id()}/").status_code for _ in range(100)} == {404}
    assert limit_events(cast) == []


def test_three_hundred_numbers_come_to_an_end(cast, sign_in):
    client = sign_in("yuni")
    statuses = [ask(client, number).status_code for number in range(1, 200)]
    assert 120 <= statuses.index(429) <= 160, "generous, and no more"
    refused = ask(client, 999)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    assert refused.json()["code"] == "too_many_readings"
    assert [event.actor for event in limit_events(cast)] == [cast.yuni.pk], "one alarm, not one for each try"
    assert ask(sign_in("bagus"), 999).status_code == 200, "it is Yuni who asked too much, not her office"


def test_the_same_number_again_costs_nothing(few, cast, sign_in):
    client = sign_in("yuni")
    assert {ask(client, 1).status_code for _ in range(12)} == {200}


NUMBER_SURFACES = {
    "api_people": lambda c, n: ask(c, n),
    "api_families": lambda c, n: c.post("/api/registry/families/search/", {"text": nik(n)}, "application/json"),
    "people": lambda c, n: c.post(PEOPLE, {"text": nik(n)}, follow=True),
    "families": lambda c, n: c.post("/registry/families/", {"text": nik(n)}, follow=True),
    "desk": lambda c, n: c.post("/search/", {"q": nik(n)}, follow=True),
    "phone": lambda c, n: c.post(PEOPLE, {"text": f"0812000011{n:02}"}, follow=True),
    "likely": lambda c, n: c.post(f"{PEOPLE}likely/", {"name": "Siti", "national_number": nik(n)}),
    "look_before_registering": lambda c, n: c.post(
        f"{PEOPLE}register/", {"step": "look", "name": "Siti", "sex": "P", "national_number": nik(n)}, follow=True
    ),
}


@pytest.mark.parametrize("surface", NUMBER_SURFACES)
def test_numbers_are_counted_wherever_they_are_asked(few, sign_in, surface):
    client, ask_there = sign_in("yuni"), NUMBER_SURFACES[surface]
    statuses = [ask_there(client, number).status_code for number in range(10, 16)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:4]


def test_ways_share_one_count(few, sign_in):
    client = sign_in("yuni")
    statuses = [ask_there(client, 20 + place).status_code for place, ask_there in enumerate(NUMBER_SURFACES.values())]
    assert 429 in statuses[4:]


def test_picking_somebody_counts_too(few, cast, sign_in):
    aminah = make.person(cast.yuni, cast.office)
    client, path = sign_in("yuni"), f"{PEOPLE}{aminah.pk}/record-relation/"
    statuses = [client.post(path, {"other": nik(n), "kind": "parent"}).status_code for n in range(30, 36)]
    assert statuses[-1] == 429


def test_lists_come_to_an_end(few, sign_in):
    client = sign_in("yuni")
    assert [client.get(f"{PEOPLE}?registered=week").status_code for _ in range(31)][-1] == 429


OPENED = (
    f"{PEOPLE}{{}}/", f"{PEOPLE}{{}}/correct/", f"{PEOPLE}{{}}/print-extract/", "/registry/families/{}/",
    "/documents/papers/{}/print/", f"{API}{{}}/", "/api/registry/families/{}/", "/api/registry/families/{}/timeline/",
)  # fmt: skip


@pytest.mark.parametrize("path", OPENED)
def test_subjects_are_counted_wherever_they_are_opened(few, sign_in, path):
    client = sign_in("yuni")
    assert [client.get(path.format(new_id())).status_code for _ in range(4)] == [404, 404, 404, 429]


def test_page_says_when_to_go_on(few, cast, sign_in, monkeypatch):
    people = [make.person(cast.yuni, cast.office, name) for name in ("Ani Satu", "Budi Dua", "Cici Tiga", "Dodi Empat")]
    client = sign_in("yuni")
    answers = [client.get(f"{PEOPLE}{person.pk}/") for person in people]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Tunggu 1 menit" in answers[-1].content.decode()
    assert "Dodi" not in answers[-1].content.decode()
    assert int(answers[-1].headers["Retry-After"]) <= 60
    assert client.get(f"{PEOPLE}{people[0].pk}/").status_code == 200, "what is open may be opened again"
    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(f"{PEOPLE}{people[3].pk}/").status_code == 200


def test_alarm_reaches_the_data_protection_officer_once(few, cast, sign_in):
    client = sign_in("yuni")
    for _ in range(9):
        client.get(f"{PEOPLE}{new_id()}/")
    (event,) = limit_events(cast)
    assert (event.actor, event.office, event.detail) == (cast.yuni.pk, cast.office.pk, {"kind": "subjects"})
    page = sign_in("paulus").get(reverse("notices:list_notices")).content.decode()
    assert page.count("Yuni Astuti mencapai batas") == 1
    for other in ("ujang", "wati", "rina"):
        assert "mencapai batas" not in sign_in(other).get(reverse("notices:list_notices")).content.decode()
