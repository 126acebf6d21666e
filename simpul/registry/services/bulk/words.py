"""The words by which many people are found, kept in step with their names."""

from collections.abc import Iterable
from uuid import UUID

from simpul.database.staging import Rows, staged
from simpul.registry.models import Alias, Person
from simpul.registry.rules.people import search_words

COLUMNS = "person_id uuid, word text"
ADD = """
INSERT INTO registry_nameword (person_id, word) SELECT person_id, word FROM new_word wanted
WHERE NOT EXISTS (
    SELECT FROM registry_nameword kept WHERE kept.person_id = wanted.person_id AND kept.word = wanted.word
)
"""
REMOVE = """
DELETE FROM registry_nameword kept
WHERE person_id = ANY (%s) AND NOT EXISTS (
    SELECT FROM new_word wanted WHERE wanted.person_id = kept.person_id AND wanted.word = kept.word
)
"""


def add_words(named: Iterable[tuple[UUID, str, str]]) -> None:
    """The words of these people, who have none yet: id, name, and another name or nothing."""
    with staged("new_word", COLUMNS, _words(named)) as cursor:
        cursor.execute("INSERT INTO registry_nameword (person_id, word) SELECT person_id, word FROM new_word")


def keep_words_of_many(people: list[UUID]) -> None:
    """The words of the names and of the other names in use, no more and no less."""
    if not people:
        return
    names = list(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    names += Alias.objects.filter(person__in=people, ended_at=None).values_list("person", "name")
    rows = {(person, word) for person, name in names for word in search_words(name)}
    with staged("new_word", COLUMNS, rows) as cursor:
        cursor.execute(REMOVE, [people])
        cursor.execute(ADD)


def _words(named: Iterable[tuple[UUID, str, str]]) -> Rows:
    for person, name, alias in named:
        words = search_words(name)
        if alias:
            words = tuple(dict.fromkeys((*words, *search_words(alias))))
        for word in words:
            yield person, word
