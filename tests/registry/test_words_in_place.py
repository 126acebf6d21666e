"""The words of a name are seen exactly where their person is: the database keeps the copies of office and area right."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from simpul.accounts.models import Grant
from simpul.database.context import acting_as
from simpul.registry.models import NameWord, Person
from simpul.registry.services import correct_person
from tests.factories import registry as make

EVERYBODY = ("yuni", "rina", "dedi", "asep", "cecep", "sari", "agus", "wati", "ujang", "maria")


@pytest.fixture
def village(cast):
    return cast.cecep.assignments.get().area_id


@pytest.fixture
def aminah(cast, village):
    return make.person(cast.yuni, cast.office, "Aminah Sobari", area_code=village)


def seen_by(user):
    """Whose rows, and whose words."""
    with acting_as(user.pk):
        return set(Person.objects.values_list("pk", flat=True)), set(NameWord.objects.values_list("person", flat=True))


def grant(cast, user, person, effect):
    Grant.objects.create(user=user, kind="person", object=person.pk, effect=effect, granted_by=cast.yuni.pk)


def test_words_are_seen_where_the_person_is(cast, aminah):
    make.person(cast.yuni, cast.office, "Siti Tanpa Desa")
    make.person(cast.wati, cast.other_office, "Udin Garut")
    grant(cast, cast.maria, aminah, "allow")
    grant(cast, cast.rina, aminah, "deny")
    seen = {name: seen_by(getattr(cast, name)) for name in EVERYBODY}
    assert all(people == words for people, words in seen.values()), seen
    assert [len(seen[name][0]) for name in ("yuni", "rina", "cecep", "wati", "maria", "agus")] == [2, 1, 1, 1, 1, 0]


def test_words_move_with_the_person(cast, aminah):
    assert aminah.pk in seen_by(cast.cecep)[1]
    with acting_as(cast.yuni.pk):
        facts = make.facts("Aminah Sobari", area_code=None)
        correct_person(
            person=aminah, version=aminah.version, facts=facts, reason="typing", on=date(2026, 11, 24), by=cast.yuni
        )
    assert aminah.pk not in seen_by(cast.cecep)[1]
    assert aminah.pk in seen_by(cast.yuni)[1]


def test_nobody_says_where_a_word_belongs(cast, aminah):
    """Another office is said on adding and on changing: the database writes down the person's own."""
    elsewhere = cast.other_office.pk
    with acting_as(cast.yuni.pk):
        NameWord.objects.create(person=aminah, word="PALSU", office_id=elsewhere, area_code="32.05")
        NameWord.objects.filter(person=aminah).update(office_id=elsewhere, area_code=None)
        kept = set(NameWord.objects.filter(person=aminah).values_list("office_id", "area_code"))
    assert kept == {(cast.office.pk, aminah.area_id)}
    assert seen_by(cast.wati)[1] == set()


def test_nobody_adds_a_word_to_whom_they_do_not_see(cast, aminah):
    with acting_as(cast.wati.pk), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        NameWord.objects.create(person=aminah, word="CURI", office_id=cast.other_office.pk)


def test_the_two_policies_say_the_same(db):
    """The words' policy is the people's, of another column: neither is changed alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT polrelid::regclass::text, pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = 'app_view'"
            " AND polrelid IN ('registry_person'::regclass, 'registry_nameword'::regclass)"
        )
        said = dict(cursor.fetchall())
    words = said["registry_nameword"].replace("person_id", "id").replace("registry_nameword", "registry_person")
    # A person who is being written is not in the function's answer yet; a word is written after its person.
    hidden = "(id IN ( SELECT registry_hidden_people() AS registry_hidden_people))"
    # Whoever was withdrawn has no words any more.
    people = said["registry_person"].replace(f"(address_is_protected OR {hidden})", hidden)
    assert people == f"((withdrawn_at IS NULL) AND {words[1:-1]})"
