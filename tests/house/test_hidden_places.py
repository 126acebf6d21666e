"""Somebody whose address is protected lives with others: none of their pages, rows, answers or papers may tell where."""

import json
import re
from datetime import date

import pytest

from simpul.accounts.services import give_grant
from simpul.database.context import acting_as
from simpul.directory.models import Area
from simpul.directory.queries import path_in_words
from simpul.kit.ids import new_id
from simpul.registry import queries
from simpul.registry.models import Alias, Contact, Membership, PaperTask
from simpul.registry.services import (
    JoinFamily,
    NewContact,
    NewFamily,
    add_alias,
    merge_people,
    move_family,
    register_person,
)
from tests.factories.registry import KK, facts
from tests.house.test_routes import patterns
from tests.registry.test_print_extract import ASKED, text_of

PEOPLE, FAMILIES, API = "/registry/people/", "/registry/families/", "/api/registry/"
ON, SECRET, NEW = date(2026, 11, 24), "Jl. Rahasia 99", "Gg. Tersembunyi 5"
VIEWERS = ("yuni", "rina", "bambang", "sari", "paulus")


@pytest.fixture
def mother(cast):
    """Protected, at the head of a family."""
    return _register(cast, "Rahayu Ibu", address_is_protected=True, placement=NewFamily(KK))


@pytest.fixture
def child(cast, mother):
    """Registered into her family, at her address, and not protected."""
    with acting_as(cast.yuni.pk):
        family = Membership.objects.get(person=mother).family
    return _register(cast, "Rahayu Anak", placement=JoinFamily(family, "4"), birth=None, known=[mother])


@pytest.fixture
def places(cast):
    """Where they live, and where they move to."""
    here = cast.cecep.assignments.get().area
    return here, Area.objects.filter(level=4, parent=here.parent, valid_until=None).exclude(pk=here.pk).first()


def test_no_address_of_the_program_tells_where_the_child_lives(cast, sign_in, mother, child, places):
    paths = _paths(cast, child)
    for name in VIEWERS:
        assert _told(sign_in(name), paths, places) == {}, name


def test_nor_after_the_family_moved(cast, sign_in, mother, child, places):
    _move(cast, child, places[1])
    paths = _paths(cast, child)
    for name in VIEWERS:
        assert _told(sign_in(name), paths, places) == {}, name


def test_nor_to_whoever_may_not_know_the_mother(cast, sign_in, mother, child, places):
    """The protected person is not there for this viewer, and protects all the same."""
    give_grant(user=cast.yuni, kind="person", subject=mother.pk, effect="deny", relation="kin", by=None)
    client = sign_in("yuni")
    assert client.get(f"{PEOPLE}{mother.pk}/").status_code == 404
    assert _told(client, _paths(cast, child), places) == {}


def test_searches_tell_no_place_and_a_village_finds_nobody(cast, sign_in, mother, child, places):
    here = places[0].pk
    client = sign_in("yuni")
    for path, field in ((PEOPLE, "text"), (FAMILIES, "text"), ("/search/", "q"), (f"{PEOPLE}likely/", "name")):
        answer = client.post(path, {field: "Rahayu"}, follow=True)
        assert "Rahayu" in answer.content.decode(), path
        assert _needles(answer.content.decode(), places) == [], path
        assert child.name not in client.post(path, {field: "", "village": here}, follow=True).content.decode(), path
    for asked in ({"text": "Rahayu"}, {"text": "Rahayu", "area_code": here}, {"area_code": here}):
        for kind in ("people", "families"):
            answer = client.post(f"{API}{kind}/search/", json.dumps(asked), content_type="application/json")
            assert _needles(answer.content.decode(), places) == [], (kind, asked)
            assert len(answer.json()["rows"]) == (0 if "area_code" in asked else {"people": 2, "families": 1}[kind])


def test_the_paper_bears_the_address_of_the_office(cast, sign_in, mother, child, places):
    pdf = sign_in("yuni").post(f"{PEOPLE}{child.pk}/print-extract/", ASKED).content
    text = " ".join(text_of(pdf).split())
    assert _needles(text, places) == []
    assert (cast.office.address or cast.office.name) in text


def test_what_is_masked_opens_with_a_reason(sign_in, mother, child):
    sent = {"fields_opened": ["address"], "reason": "visit"}
    assert SECRET in sign_in("yuni").post(f"{PEOPLE}{child.pk}/reveal-number/", sent).content.decode()


def test_correcting_without_a_place_keeps_the_one_that_is_hidden(cast, sign_in, mother, child):
    """On the page the boxes are empty, in the API the values are null: neither may overwrite what was not shown."""
    client = sign_in("yuni")
    form = {
        "version": 1,
        "name": child.name,
        "sex": "P",
        "number_state": "not_shown",
        "reason": "typing",
        "birth_place": "Garut",
    }
    assert client.post(f"{PEOPLE}{child.pk}/correct/", form).status_code == 302
    told = client.get(f"{API}people/{child.pk}/").json()
    assert (told["address"], told["place_is_protected"], told["address_is_protected"]) == (None, True, False)
    asked = {"version": 2, "name": child.name, "sex": "P", "birth_place": "Bandung", "reason": "typing"}
    key = {"Idempotency-Key": str(new_id())}
    sent = client.post(
        f"{API}people/{child.pk}/correct/", json.dumps(asked), content_type="application/json", headers=key
    )
    assert sent.status_code == 200, sent.content
    with acting_as(cast.yuni.pk):
        child.refresh_from_db()
    assert (child.birth_place, child.address, child.area_id) == ("Bandung", SECRET, mother.area_id)


def test_a_record_merged_with_a_protected_one_is_hidden_too(cast, sign_in, mother, places):
    twin = _register(cast, "Rahayu Ibunda", known=[mother])
    with acting_as(cast.yuni.pk):
        merge_people(person=mother, into=twin, reason="asked_the_person", by=cast.yuni)
    assert _needles(sign_in("yuni").get(f"{PEOPLE}{twin.pk}/").content.decode(), places) == []


def test_whoever_lives_alone_is_not_hidden(cast, sign_in, places):
    other = _register(cast, "Rahayu Lain", placement=NewFamily())
    assert _needles(sign_in("yuni").get(f"{PEOPLE}{other.pk}/").content.decode(), places)


def test_one_question_for_many(cast, mother, child, django_assert_max_num_queries):
    """A list asks once, however long it is."""
    with acting_as(cast.yuni.pk), django_assert_max_num_queries(1):
        assert queries.places_hidden_of([mother, child]) == {mother.pk, child.pk}


def _register(cast, name, *, placement=None, known=(), **more):
    with acting_as(cast.yuni.pk):
        return register_person(
            id=new_id(), facts=facts(name, area_code=cast.cecep.assignments.get().area_id, address=SECRET, **more),
            office=cast.office, on=ON, by=cast.yuni, placement=placement, contact=NewContact("+6281200009999", "safe"),
            not_the_same_as=[person.pk for person in known],
        )  # fmt: skip


def _move(cast, child, to):
    with acting_as(cast.yuni.pk):
        family = Membership.objects.get(person=child).family
        move_family(family=family, area_id=to.pk, address=NEW, rt="9", rw="9", on=ON, number=None, by=cast.yuni)


def _paths(cast, child):
    """Every address of the program about this person or the family, with what hangs on them."""
    with acting_as(cast.yuni.pk):
        add_alias(person=child, name="Ayu", kind="called", by=cast.yuni)
        place = Membership.objects.get(person=child)
        inner = {
            "alias_pk": Alias.objects.get(person=child).pk, "contact_pk": Contact.objects.get(person=child).pk,
            "place_pk": place.pk, "subject": child.pk,
            "task_pk": PaperTask.objects.create(
                person=child, office=cast.office, paper="family_card", assigned_to=cast.yuni.pk, due_on=ON,
                opened_by=cast.yuni.pk,
            ).pk,
        }  # fmt: skip
    found = []
    for pattern, _, _ in patterns():
        path = re.sub(r"\\[AZ]|[\^$]", "", pattern).replace("<uuidstr:", "<uuid:")
        if not path.startswith(("registry/", "api/registry/", "audit/")):
            continue
        path = path.replace("<uuid:pk>", str(place.family_id if "families/" in path else child.pk))
        for gap, pk in inner.items():
            path = path.replace(f"<uuid:{gap}>", str(pk))
        found += [f"/{path}"] if "<" not in path and (str(child.pk) in path or str(place.family_id) in path) else []
    assert len(found) > 25
    return [*found, f"{PEOPLE}?registered=week", "/paper-tasks/", "/", FAMILIES, "/audit/"]


def _told(client, paths, places):
    """The needles in the answers, by address."""
    told, opened = {}, 0
    for path in paths:
        answer = client.get(path)
        opened += answer.status_code == 200
        assert answer.status_code in (200, 302, 403, 404, 405), (path, answer.status_code)
        if needles := _needles(answer.content.decode(), places):
            told[path] = needles
    assert opened >= 6
    return told


def _needles(text, places):
    """What tells where somebody lives, as far as it stands in a text."""
    villages = [path_in_words(place.pk).partition(",")[0] for place in places]
    needles = [SECRET, NEW, *villages, *(place.pk for place in places)]
    return [needle for needle in needles if needle in text]
