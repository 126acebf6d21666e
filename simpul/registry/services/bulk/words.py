"""The words by which many people are found, kept in step with their names."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from simpul.database.staging import Rows, staged
from simpul.registry.models import Alias, Person
from simpul.registry.rules.people import search_sounds

COLUMNS = "person_id uuid, word text, sound text"
ADD = """
INSERT INTO registry_nameword (person_id, word, sound) SELECT person_id, word, sound FROM new_word wanted
WHERE NOT EXISTS (
    SELECT FROM registry_nameword kept WHERE kept.person_id = wanted.person_id AND kept.word = wanted.word
)
"""
REMOVE = """
DELETE FROM registry_nameword kept
WHERE person_id = ANY (%s) AND NOT EXISTS (
    SELECT FROM new_word wanted
    WHERE wanted.person_id = kept.person_id AND wanted.word = kept.word AND wanted.sound = kept.sound
)
"""


def words_of(named: Iterable[tuple[UUID, str, str]]) -> Iterator[tuple[UUID, str, str]]:
    """Person, word and sound for each word of these people: of their id, their name, and another name or nothing."""
    return ((person, *pair) for person, name, alias in named for pair in _sounds(name, alias).items())


def add_words(rows: Rows) -> None:
    """The words of people who have none yet."""
    with staged("new_word", COLUMNS, rows) as cursor:
        cursor.execute(
            "INSERT INTO registry_nameword (person_id, word, sound) SELECT person_id, word, sound FROM new_word"
        )


def keep_words_of_many(people: list[UUID]) -> None:
    """The words of the names and of the other names in use, no more and no less."""
    if not people:
        return
    others: dict[UUID, list[str]] = {}
    for person, name in Alias.objects.filter(person__in=people, ended_at=None).values_list("person", "name"):
        others.setdefault(person, []).append(name)
    named = Person.objects.filter(pk__in=people).values_list("pk", "name")
    rows: Rows = ((person, *pair) for person, name in named for pair in _sounds(name, *others.get(person, ())).items())
    with staged("new_word", COLUMNS, rows) as cursor:
        cursor.execute(REMOVE, [people])
        cursor.execute(ADD)


def _sounds(name: str, *others: str) -> dict[str, str]:
    """Each word once with how it sounds; the name itself has the last say."""
    return {word: sound for one in (*others, name) if one for word, sound in search_sounds(one).items()}
