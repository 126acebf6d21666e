"""Who of many is known already: numbers and names of a whole list, each looked up in one statement.

The answers are those of `people_with_number` and `people_like`, one by one; a test compares them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from simpul.accounts.models import User
from simpul.database.encryption import blind_indexes
from simpul.database.staging import staged
from simpul.kit.birth_dates import BirthDate
from simpul.registry.models import Contact, FamilyNumber, Person
from simpul.registry.queries.families import families_visible_to
from simpul.registry.queries.likeness import MOST_COMPARED, MOST_SHOWN
from simpul.registry.queries.people import people_visible_to
from simpul.registry.rules.people import Likeness, PersonFacts, likeness_of_names, search_words

NUMBER, CARD, PHONE = "registry.person.national_number", "registry.familynumber.number", "registry.contact.number"
COMMON = 1_000  # beyond which it does not matter how common a word is
NAMES_AT_ONCE = 500  # no statement may take longer than the program's role is given
INDEXES = "SELECT number_index FROM asked_number"  # of the temporary table that holds what is asked

Known = dict[str, list[UUID]]


def known_numbers(by: User, numbers: Iterable[str]) -> Known:
    """The people within reach who have one of these national numbers, by number; merged records are nobody's own."""
    found = people_visible_to(by).filter(merged_into=None, national_number_index__in=RawSQL(INDEXES, []))  # noqa: S611
    return _known(NUMBER, numbers, found, "national_number_index", "pk")


def known_cards(by: User, numbers: Iterable[str]) -> Known:
    """The families within reach whose card has one of these numbers today, by number."""
    here = families_visible_to(by).filter(ended_on=None)
    cards = FamilyNumber.objects.filter(until_on=None, number_index__in=RawSQL(INDEXES, []))  # noqa: S611
    return _known(CARD, numbers, cards.filter(family__in=here), "number_index", "family")


def _known(column: str, numbers: Iterable[str], rows: QuerySet[Any], index: str, subject: str) -> Known:
    indexes = {index: number for number in set(numbers) for index in blind_indexes(column, number)}
    known: Known = {}
    with staged("asked_number", "number_index bytea", ((index,) for index in indexes)):
        for found, id in rows.values_list(index, subject).order_by(subject):
            known.setdefault(indexes[bytes(found)], []).append(id)
    return known


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody on a list, under whatever key the list has for them."""

    key: UUID
    facts: PersonFacts
    phone: str | None = None


class Similar(NamedTuple):
    """Somebody within reach, and how much they look like who was described."""

    person: UUID
    likeness: Likeness


class _Candidate(NamedTuple):
    id: UUID
    name: str
    birth_date: date | None
    birth_precision: str

    @property
    def birth(self) -> BirthDate | None:
        return BirthDate(self.birth_date, self.birth_precision) if self.birth_date else None  # type: ignore[arg-type]


COLUMNS = ("id", "name", "birth_date", "birth_precision")
# The rarest word leads; whoever has it must have the others too.
NAMED = """
SELECT asked.place, likely.* FROM asked_name asked CROSS JOIN LATERAL (
    SELECT person.* FROM registry_nameword kept JOIN ({visible}) person ON person.id = kept.person_id
    WHERE kept.word = asked.rarest
      AND NOT EXISTS (SELECT FROM unnest(asked.others) other WHERE NOT EXISTS (
          SELECT FROM registry_nameword also WHERE also.person_id = kept.person_id AND also.word = other))
      AND (asked.year IS NULL OR person.birth_date IS NULL OR (
          person.birth_date >= make_date(asked.year, 1, 1) AND person.birth_date <= make_date(asked.year, 12, 31)))
    ORDER BY person.birth_date DESC, person.id LIMIT %s
) likely
"""
HOW_COMMON = """
SELECT word, (SELECT count(*) FROM (SELECT FROM registry_nameword kept WHERE kept.word = asked.word LIMIT %s) counted)
FROM unnest(%s::text[]) asked (word)
"""


def similar_people(by: User, described: Sequence[Described]) -> dict[UUID, list[Similar]]:
    """What `people_like` answers for each of these, the likest first; who resembles nobody is not in the answer."""
    likes: list[dict[UUID, tuple[Likeness, str]]] = [{} for _ in described]
    people = people_visible_to(by).filter(merged_into=None)
    for place, candidate in _with_number(people, described):
        likes[place][candidate.id] = (Likeness.SAME_NUMBER, candidate.name)
    for place, candidate in _with_name(people, described):
        facts = described[place].facts
        likeness = likeness_of_names(facts.name, facts.birth, candidate.name, candidate.birth)
        if likeness:
            likes[place].setdefault(candidate.id, (likeness, candidate.name))
    for place, candidate in _with_phone(people, described):
        if likes[place].get(candidate.id, (0, ""))[0] < Likeness.SAME_PHONE:
            likes[place][candidate.id] = (Likeness.SAME_PHONE, candidate.name)
    return {one.key: _likest(found) for one, found in zip(described, likes, strict=True) if found}


def _likest(found: Mapping[UUID, tuple[Likeness, str]]) -> list[Similar]:
    ordered = sorted(found.items(), key=lambda item: (-item[1][0], item[1][1]))
    return [Similar(id, likeness) for id, (likeness, _) in ordered[:MOST_SHOWN]]


def _with_number(people: QuerySet[Person], described: Sequence[Described]) -> Iterator[tuple[int, _Candidate]]:
    places = _places(NUMBER, (one.facts.national_number for one in described))
    with staged("asked_number", "number_index bytea", ((index,) for index in places)):
        found = people.filter(national_number_index__in=RawSQL(INDEXES, []))  # noqa: S611
        for index, *candidate in found.values_list("national_number_index", *COLUMNS):
            for place in places[bytes(index)]:
                yield place, _Candidate(*candidate)


def _with_phone(people: QuerySet[Person], described: Sequence[Described]) -> Iterator[tuple[int, _Candidate]]:
    places = _places(PHONE, (one.phone for one in described))
    with staged("asked_number", "number_index bytea", ((index,) for index in places)):
        contacts = Contact.objects.filter(ended_at=None, number_index__in=RawSQL(INDEXES, []), person__in=people)  # noqa: S611
        for index, *candidate in contacts.values_list("number_index", *(f"person__{name}" for name in COLUMNS)):
            for place in places[bytes(index)]:
                yield place, _Candidate(*candidate)


def _places(column: str, numbers: Iterable[str | None]) -> dict[bytes, list[int]]:
    """Where in the list each number stands, by its blind indexes."""
    places: dict[bytes, list[int]] = {}
    for place, number in enumerate(numbers):
        for index in blind_indexes(column, number) if number else ():
            places.setdefault(index, []).append(place)
    return places


def _with_name(people: QuerySet[Person], described: Sequence[Described]) -> Iterator[tuple[int, _Candidate]]:
    words = [search_words(one.facts.name) for one in described]
    counts = _how_common({word for each in words for word in each})
    rows = []
    for place, (one, each) in enumerate(zip(described, words, strict=True)):
        if each and all(counts[word] for word in each):
            rarest = min(each, key=counts.__getitem__)
            year = one.facts.birth.date.year if one.facts.birth else None
            rows.append((place, rarest, [word for word in each if word != rarest], year))
    visible, params = people.order_by().values(*COLUMNS).query.sql_with_params()
    for begun in range(0, len(rows), NAMES_AT_ONCE):
        part = rows[begun : begun + NAMES_AT_ONCE]
        with staged("asked_name", "place int4, rarest text, others text[], year int4", part) as cursor:
            cursor.execute(NAMED.format(visible=visible), [*params, MOST_COMPARED])
            for place, *candidate in cursor.fetchall():
                yield place, _Candidate(*candidate)


def _how_common(words: set[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(HOW_COMMON, [COMMON, list(words)])
        return dict(cursor.fetchall())
