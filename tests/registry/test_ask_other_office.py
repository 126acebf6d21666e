"""A number that another office has: so much is told, seldom, never of the protected, and that office can be asked."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from simpul.accounts.models import Grant
from simpul.accounts.rules import throttle
from simpul.accounts.rules.throttle import Rate
from simpul.database.context import acting_as
from simpul.notices.models import Notice
from simpul.registry.forms.sealed import sealed_text
from simpul.registry.queries.elsewhere import known_elsewhere
from simpul.registry.services import AskingRefused, ask_other_office
from tests.factories import registry as make

URL, ASK = "/registry/people/", "/registry/people/ask-other-office/"
HINT = "Nomor ini tercatat di kantor lain"
ABSENT = "3204055208680099"


@pytest.fixture
def theirs(cast):
    return make.person(cast.yuni, cast.office, national_number=make.NIK)


def asked_for(client, number):
    return client.post(URL, {"text": number}, follow=True)


def events(cast, act):
    """As the auditors of both offices read them."""
    rows = []
    for auditor in (cast.sari, cast.ujang):
        with acting_as(auditor.pk), connection.cursor() as cursor:
            cursor.execute("SELECT actor, subject, office, detail::text FROM audit_event WHERE act = %s", [act])
            rows += cursor.fetchall()
    return rows


def test_searching_and_registering_tell_of_it_and_of_nothing_more(cast, sign_in, theirs):
    wati = sign_in("wati")
    typed = {"name": "Siti Lain", "national_number": make.NIK, "birth_date": "1968", "step": "look"}
    answers = [
        asked_for(wati, make.NIK),
        wati.post("/search/", {"q": make.NIK}, follow=True),
        wati.post(f"{URL}register/", typed, follow=True),
    ]
    for answer in answers:
        text = answer.content.decode()
        assert HINT in text
        assert "Aminah" not in text
        assert str(theirs.pk) not in text
        assert cast.office.name not in text
    noted = events(cast, "registry.number_known_elsewhere")
    assert set(noted) == {(cast.wati.pk, cast.wati.pk, cast.other_office.pk, "{}")}


def test_those_who_see_the_person_are_not_told(sign_in, theirs):
    assert HINT not in asked_for(sign_in("yuni"), make.NIK).content.decode()


def test_whoever_registers_nobody_is_not_told(sign_in, theirs):
    assert HINT not in asked_for(sign_in("ujang"), make.NIK).content.decode()


def test_a_village_account_is_not_told_of_its_own_office(cast, sign_in, theirs):
    assert HINT not in asked_for(sign_in("cecep"), make.NIK).content.decode()


def _protect(cast, person):
    type(person).objects.filter(pk=person.pk).update(address_is_protected=True)


def _keep_somebody_from(cast, person):
    Grant.objects.create(user=cast.rina, kind="person", object=person.pk, effect="deny", granted_by=cast.yuni.pk)


def _merge(cast, person):
    into = make.person(cast.yuni, cast.office, "Aminah Lagi")
    type(person).objects.filter(pk=person.pk).update(merged_into=into)


@pytest.mark.parametrize("hide", [_protect, _keep_somebody_from, _merge])
def test_the_protected_answer_like_the_absent(cast, sign_in, theirs, hide):
    """The same page to the letter, by the same questions to the database."""
    with acting_as(cast.yuni.pk):
        hide(cast, theirs)
    wati = sign_in("wati")
    asked_for(wati, "3204055208680098")
    pages, asked = [], []
    for number in (make.NIK, ABSENT):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            pages.append(_plain(asked_for(wati, number), number))
        asked.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured])
    assert pages[0] == pages[1]
    assert asked[0] == asked[1]
    assert events(cast, "registry.number_known_elsewhere") == []
    with acting_as(cast.wati.pk), pytest.raises(AskingRefused, match="nobody_to_ask"):
        ask_other_office(number=make.NIK, reason="moved", by=cast.wati)


def _plain(response, number):
    """Without what differs from one answer to the next: what was typed, seals and tokens."""
    return re.sub(r"[\w%-]{60,}", "", response.content.decode().replace(number, "NUMBER"))


def test_it_is_told_seldom_and_nobody_notices_the_end(cast, sign_in, theirs, monkeypatch):
    monkeypatch.setattr(throttle, "HINTS", Rate(burst=2, seconds=3600))
    wati = sign_in("wati")
    for number in (ABSENT, "3204055208680097"):
        assert HINT not in asked_for(wati, number).content.decode()
    answer = asked_for(wati, make.NIK)
    assert (answer.status_code, HINT in answer.content.decode()) == (200, False)


def test_asking_tells_the_counter_there_who_asks_and_why(cast, sign_in, theirs):
    wati = sign_in("wati")
    address = re.search(rf'href="({ASK}[^"]*)"', asked_for(wati, make.NIK).content.decode())[1]
    assert make.NIK not in address
    assert wati.get(address).status_code == 200
    assert wati.post(address, {}).status_code == 422
    answer = wati.post(address, {"reason": "moved"}, follow=True)
    assert "Kantor itu sudah ditanya" in answer.content.decode()
    told = {}
    for name in ("yuni", "rina", "cecep", "asep", "sari"):
        with acting_as(getattr(cast, name).pk):
            told[name] = list(Notice.objects.values_list("code", "link", "params"))
    params = {"name": "Wati Rohayati", "office": cast.other_office.name}
    assert told["yuni"] == [("asked_by_other_office.moved", f"{URL}{theirs.pk}/", params)]
    assert told["cecep"] == told["asep"] == told["sari"] == []
    page = sign_in("yuni").get("/notices/").content.decode()
    assert "Wati Rohayati" in page
    assert f"{URL}{theirs.pk}/" in page
    (event,) = events(cast, "registry.other_office_asked")
    assert event == (cast.wati.pk, theirs.pk, cast.office.pk, '{"reason": "moved"}')


def test_asking_twice_a_day_is_once(cast, theirs, monkeypatch):
    with acting_as(cast.wati.pk):
        ask_other_office(number=make.NIK, reason="helping", by=cast.wati)
        with pytest.raises(AskingRefused, match="asked_already"):
            ask_other_office(number=make.NIK, reason="helping", by=cast.wati)
        now = timezone.now() + timedelta(days=1, minutes=1)
        monkeypatch.setattr(timezone, "now", lambda: now)
        ask_other_office(number=make.NIK, reason="helping", by=cast.wati)
        with pytest.raises(AskingRefused, match="asking_reason_unknown"):
            ask_other_office(number=make.NIK, reason="nosy", by=cast.wati)


def test_an_address_without_a_number_asks_nobody(cast, sign_in):
    wati = sign_in("wati")
    assert wati.get(ASK).status_code == 404
    assert wati.get(f"{ASK}?search={sealed_text(make.NIK, cast.yuni)}").status_code == 404  # somebody else's


def test_the_database_answers_to_a_keyed_hash_alone(cast, theirs):
    """A question past the program: without the key no number can be tried, and nobody who registers nobody is answered."""
    with acting_as(cast.wati.pk), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_known_elsewhere(ARRAY[sha256(%s::bytea)])", [make.NIK.encode()])
        assert cursor.fetchall() == []
        assert known_elsewhere(make.NIK).person == theirs.pk
    for name in ("ujang", "agus", "yuni"):
        with acting_as(getattr(cast, name).pk):
            assert known_elsewhere(make.NIK) is None
