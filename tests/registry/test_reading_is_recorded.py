"""Whoever opens somebody's data leaves an event: what was shown in full, and on paper what it was for."""

import pytest
from django.urls import reverse

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry.services import CorrectionRefused, NewContact, correct_person, print_extract
from simpul.registry.services.extracts import ExtractRefused
from tests.factories import registry as make
from tests.factories.families import code_of
from tests.registry.events import events_of
from tests.registry.test_print_extract import ASKED

PHONE, RULE, NOTE = "+6281234567890", "Jangan lewat suami", "menurut tetangga"


@pytest.fixture
def aminah(cast):
    return make.person(
        cast.yuni, cast.office, national_number=make.NIK, family=True, contact=NewContact(PHONE, "careful", RULE)
    )


def page(person):
    return reverse("registry:view_person", args=[person.pk])


@pytest.mark.parametrize(
    ("path", "shown"), [("{}", ["address", "contact_rule"]), ("/api{}", ["address", "contact_rule"])]
)
def test_each_opening_is_one_event_and_says_what_was_shown(cast, sign_in, aminah, path, shown):
    client = sign_in("rina")
    for times in (1, 2):
        assert client.get(path.format(page(aminah))).status_code == 200
        events = events_of(aminah, "registry.person_viewed")
        assert len(events) == times
    assert (events[0]["actor"], events[0]["office"]) == (cast.rina.pk, cast.office.pk)
    assert events[0]["detail"] == {"fields": shown}


def test_a_note_counts_and_a_hidden_address_does_not(cast, sign_in, aminah):
    with acting_as(cast.yuni.pk):
        known = make.facts(national_number=make.NIK, address_is_protected=True)
        correct_person(person=aminah, version=1, facts=known, reason="report", note=NOTE, on=make.TODAY, by=cast.yuni)
    assert NOTE in sign_in("rina").get(page(aminah)).content.decode()
    assert events_of(aminah, "registry.person_viewed").get()["detail"] == {"fields": ["contact_rule", "note"]}


def test_no_value_stands_in_the_event(sign_in, aminah):
    sign_in("rina").get(page(aminah))
    told = str(events_of(aminah, "registry.person_viewed"))
    assert not any(needle in told for needle in (PHONE, RULE, "Cikadu", "Aminah"))


def test_who_does_not_see_the_person_leaves_none(sign_in, aminah):
    assert sign_in("wati").get(page(aminah)).status_code == 404
    assert sign_in("rina").get(f"{reverse('registry:find_person')}{new_id()}/").status_code == 404
    assert events_of(aminah, "registry.person_viewed") == []


def test_what_cannot_be_recorded_is_not_shown(sign_in, aminah, monkeypatch):
    from simpul.registry.services import reading

    def broken(*told, **more):
        raise CorrectionRefused(Refusal("outside_reach"))

    monkeypatch.setattr(reading, "record", broken)
    client = sign_in("rina")
    client.raise_request_exception = False
    answer = client.get(page(aminah))
    assert answer.status_code >= 400
    assert RULE not in answer.content.decode()


def test_an_extract_says_what_for(cast, sign_in, aminah):
    sign_in("yuni").post(reverse("registry:print_extract", args=[aminah.pk]), ASKED)
    detail = events_of(aminah, "registry.extract_printed").get()["detail"]
    assert detail == {"fields": ["national_number", "family_number", "address"], "purpose": "school"}


@pytest.mark.parametrize("purpose", ["", "pengurusan sekolah"])
def test_without_a_purpose_nothing_is_printed(cast, sign_in, aminah, purpose):
    answer = sign_in("yuni").post(reverse("registry:print_extract", args=[aminah.pk]), ASKED | {"purpose": purpose})
    assert answer.status_code == 422
    with acting_as(cast.yuni.pk), pytest.raises(ExtractRefused) as refused:
        print_extract(person=aminah, purpose=purpose, paper="a4", language="id", by=cast.yuni)
    assert code_of(refused) == "reason_unknown"
    assert events_of(aminah, "registry.extract_printed") == []


def test_printing_again_asks_what_for(cast, sign_in, aminah):
    with acting_as(cast.yuni.pk):
        paper, content = print_extract(person=aminah, purpose="school", paper="a4", language="id", by=cast.yuni)
    client, url = sign_in("rina"), reverse("documents:print_paper", args=[paper.pk])
    assert "Untuk apa dicetak lagi?" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert events_of(aminah, "documents.paper_printed") == []
    assert client.post(url, {"reason": "lost"}).content == content
    assert events_of(aminah, "documents.paper_printed").get()["detail"] == {"reason": "lost", "paper": str(paper.pk)}
