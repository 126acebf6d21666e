"""Finding people whose names are spelt otherwise or mistyped; as narrowly as by their words, and never beyond reach."""

import sys
from datetime import date

import pytest
from django.db import connection

from simpul.accounts.models import Grant
from simpul.database.context import acting_as
from simpul.directory.models import Area
from simpul.kit.birth_dates import BirthDate
from simpul.registry import queries
from simpul.registry.models import NameWord
from simpul.registry.queries import Filters, find_people
from simpul.registry.rules.search import How
from simpul.registry.services import correct_person
from tests.factories import registry as make

TODAY = date(2026, 11, 24)
EVERYBODY_THERE = Filters()
EVERYBODY = ("yuni", "rina", "dedi", "asep", "cecep", "sari", "agus", "wati", "ujang", "maria")


@pytest.fixture
def village(cast):
    return cast.cecep.assignments.get().area_id


@pytest.fixture
def crowd(cast, village):
    """Ours by name: two in the village, one without a place, one protected; and one of each spelling in Garut."""
    places = {"Muhammad Yusuf": village, "Nurhayati Fauziah": village, "Soekarno": None, "Abdurrahman Syarif": None}
    ours = {name: make.person(cast.yuni, cast.office, name, area_code=area) for name, area in places.items()}
    for name in ("Mochamad Yusup", "Nur Hajati Pauziah", "Sukarno", "Abdul Rahman Sarif"):
        make.person(cast.wati, cast.other_office, name)
    return ours


def found(viewer, text, filters=EVERYBODY_THERE):
    with acting_as(viewer.pk):
        return {row.person.name: row.how for row in find_people(viewer, text, filters).rows}


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("muhammad yusuf", "Muhammad Yusuf", How.WORDS),
        ("yus muh", "Muhammad Yusuf", How.BEGINNINGS),
        ("moch. jusup", "Muhammad Yusuf", How.SLIP),  # old j for y is a slip more
        ("M. Yusup", "Muhammad Yusuf", How.SOUND),
        ("nur hayati", "Nurhayati Fauziah", How.SOUND),
        ("pauziyah nurhayatie", "Nurhayati Fauziah", How.SLIP),
        ("sukarno", "Soekarno", How.SOUND),
        ("sukatno", "Soekarno", How.SLIP),
        ("skuarno", "Soekarno", How.SLIP),
        ("abd. rachman sjarif", "Abdurrahman Syarif", How.SOUND),
        ("abdul rahmna sarif", "Abdurrahman Syarif", How.SLIP),
    ],
)
def test_found_step_by_step_and_it_is_said_how(cast, crowd, text, name, how):
    assert found(cast.yuni, text) == {name: how}


@pytest.mark.parametrize("text", ["sukaryo widodo", "bambang", "yusman", "soeharto", "nur"[:2] + "x", "muhammad fauzi"])
def test_others_are_not(cast, crowd, text):
    assert found(cast.yuni, text) == {}


def test_whoever_has_the_words_comes_first_and_many_of_them_are_enough(cast, monkeypatch):
    for name in ("Udin Satu", "Oedin Dua", "Udin Tiga"):
        make.person(cast.yuni, cast.office, name, birth=None)
    assert list(found(cast.yuni, "udin").items()) == [
        ("Udin Satu", How.WORDS), ("Udin Tiga", How.WORDS), ("Oedin Dua", How.SOUND),
    ]  # fmt: skip
    for many in ("ENOUGH_WORDS", "ENOUGH_SOUNDS"):
        monkeypatch.setattr(sys.modules["simpul.registry.rules.search"], many, 2)
    assert list(found(cast.yuni, "udin")) == ["Udin Satu", "Udin Tiga"]


def test_the_page_says_how_and_the_next_one_goes_on(cast, sign_in, monkeypatch, crowd):
    response = sign_in("yuni").post("/registry/people/", {"text": "sukarno"}, follow=True)
    assert "bunyinya mirip" in response.content.decode()
    assert (response.context["page"].count, response.context["page"].alike) == (1, 1)
    monkeypatch.setattr(sys.modules[find_people.__module__], "PAGE", 1)
    make.person(cast.yuni, cast.office, "Sukarno Putra", birth=None)
    with acting_as(cast.yuni.pk):
        first = find_people(cast.yuni, "sukarno")
        second = find_people(cast.yuni, "sukarno", after=first.next_after)
    assert [row.person.name for row in (*first.rows, *second.rows)] == ["Sukarno Putra", "Soekarno"]
    assert second.next_after is None


def test_nobody_is_found_beyond_reach_by_any_step(cast, crowd):
    """What each viewer is told of by sound and by slip is theirs: in rows and in the count."""
    with acting_as(cast.yuni.pk):
        Grant.objects.create(
            user=cast.rina, kind="person", object=crowd["Soekarno"].pk, effect="deny", granted_by=cast.yuni.pk
        )
    told = {}
    for name in EVERYBODY:
        viewer = getattr(cast, name)
        with acting_as(viewer.pk):
            pages = [find_people(viewer, text) for text in ("soekarnoe", "mohamad yusof", "abdul rohman syarief")]
        assert all(page.count == len(page.rows) for page in pages)
        told[name] = sorted(row.person.name for page in pages for row in page.rows)
    ours = ["Abdurrahman Syarif", "Muhammad Yusuf", "Soekarno"]
    theirs = ["Abdul Rahman Sarif", "Mochamad Yusup", "Sukarno"]
    assert told["yuni"] == told["sari"] == ours
    assert told["rina"] == ours[:2]
    assert told["wati"] == told["ujang"] == theirs
    assert told["cecep"] == told["asep"] == told["dedi"] == ["Muhammad Yusuf"]
    assert told["agus"] == told["maria"] == []


def test_a_question_that_forgets_the_filter_finds_nobody_else(cast, crowd):
    """Row security by itself, asked for sounds: another office's words are not there."""
    with acting_as(cast.wati.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT person_id FROM registry_nameword WHERE sound = ANY (ARRAY['SUKARNO', 'IUSUP', 'MUAMAT'])"
        )
        seen = {pk for (pk,) in cursor.fetchall()}
    assert len(seen) == 2
    assert seen.isdisjoint(person.pk for person in crowd.values())


def test_filters_narrow_every_step(cast, crowd, village):
    young = make.person(cast.yuni, cast.office, "Soekarno Muda", birth=BirthDate(date(1990, 5, 1)), sex="L")
    assert found(cast.yuni, "sukarno", Filters(birth_year=1990)) == {young.name: How.SOUND}
    assert found(cast.yuni, "sukarno", Filters(birth_year=1991, years_around=1)) == {young.name: How.SOUND}
    assert found(cast.yuni, "sukatno", Filters(sex="L")) == {young.name: How.SLIP}
    assert found(cast.yuni, "yusup", Filters(area=village)) == {"Muhammad Yusuf": How.SOUND}
    assert found(cast.yuni, "sukarno", Filters(area=village)) == {}
    assert found(cast.yuni, "", Filters(without_number=True, birth_year=1990)) == {young.name: How.NUMBER}


def test_a_district_narrows_too(cast, sign_in, crowd, village):
    """What else has its name is offered beside it, and the district is chosen."""
    district, client = Area.objects.get(pk=village.rpartition(".")[0]), sign_in("yuni")
    typed = {"text": "yusup", "village": f"{district.name} Bandung"}
    asked = client.post("/registry/people/", typed)
    assert district.pk in (asked.url if asked.status_code == 302 else asked.content.decode())
    response = client.post("/registry/people/", {**typed, "village_code": district.pk}, follow=True)
    assert f"village={district.pk}" in response.redirect_chain[0][0]
    assert [row.person.name for row in response.context["page"].rows] == ["Muhammad Yusuf"]


def test_sounds_follow_the_name(cast, crowd):
    person = crowd["Soekarno"]
    with acting_as(cast.yuni.pk):
        facts = make.facts("Ahmad Soekardi")
        correct_person(person=person, version=person.version, facts=facts, reason="typing", on=TODAY, by=cast.yuni)
        assert dict(NameWord.objects.filter(person=person).values_list("word", "sound")) == {
            "AHMAD": "AMAT", "SOEKARDI": "SUKARDI",
        }  # fmt: skip
    assert found(cast.yuni, "sukarno soekarno") == {}


def test_other_spellings_are_shown_before_somebody_is_registered(cast, crowd):
    with acting_as(cast.yuni.pk):
        alike = queries.people_like(cast.yuni, make.facts("Moch. Yusup"), is_begun=True)
        born_later = make.facts("Moch. Yusup", birth=BirthDate(date(2001, 1, 1)))
        assert queries.people_like(cast.yuni, born_later, is_begun=True) == []
    assert [like.person.name for like in alike] == ["Muhammad Yusuf"]
