"""Who of many is known already: numbers and names of a whole list, each looked up in one statement.

The answers are those of `people_with_number` and `people_like`, one by one; a test compares them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from simpul.accounts.models import User
from simpul.database.sealing import indexers
from simpul.database.staging import staged
from simpul.kit.birth_dates import BirthDate
from simpul.registry.models import Contact, FamilyNumber, Person
from simpul.registry.queries.families import families_visible_to
from simpul.registry.queries.likeness import MOST_COMPARED, MOST_SHOWN
from simpul.registry.queries.people import people_visible_to
from simpul.registry.rules.people import Likeness, PersonFacts, likeness_of_names, search_words

NUMBER, CARD, PHONE = "registry.person.national_number", "registry.familynumber.number", "registry.contact.number"
COMMON = 10_000  # beyond which it does not matter how common a word is
BEARERS_AT_ONCE = 20_000  # no statement may take longer than the program's role is given
IDS_AT_ONCE = 5_000
INDEXES = "SELECT number_index FROM asked_number"  # of the temporary table that holds what is asked

Known = dict[str, list[UUID]]


def known_numbers(by: User, numbers: Iterable[str]) -> Known:
    """The people within reach who have one of these national numbers, by number; merged records are nobody's own."""
    found = people_visible_to(by).filter(merged_into=None, national_number_index__in=RawSQL(INDEXES, []))  # noqa: S611
    return _known(NUMBER, numbers, found, "national_number_index", "pk")


def known_cards(by: User, numbers: Iterable[str]) -> Known:
    """The families within reach whose card has one of these numbers today, by number."""
    cards = FamilyNumber.objects.filter(until_on=None, number_index__in=RawSQL(INDEXES, []))  # noqa: S611
    known = _known(CARD, numbers, cards, "number_index", "family")
    here = families_visible_to(by).filter(ended_on=None)
    seen = {id for (id,) in _within(here, {family for families in known.values() for family in families}, "pk")}
    within = {number: [family for family in families if family in seen] for number, families in known.items()}
    return {number: families for number, families in within.items() if families}


def _known(column: str, numbers: Iterable[str], rows: QuerySet[Any], index: str, subject: str) -> Known:
    keyed = indexers(column)
    indexes = {index(number): number for number in set(numbers) for index in keyed}
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
# Everybody with one of these words, once for each, however often a list asks: in the order in which people are shown.
NAMED = """
SELECT asked.word, ARRAY(SELECT also.word FROM registry_nameword also WHERE also.person_id = person.id), person.*
FROM asked_word asked JOIN registry_nameword kept ON kept.word = asked.word JOIN ({visible}) person
  ON person.id = kept.person_id
WHERE asked.years IS NULL OR person.birth_date IS NULL
   OR extract(year FROM person.birth_date)::int4 = ANY (asked.years)
ORDER BY person.birth_date DESC, person.id
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
        contacts = Contact.objects.filter(ended_at=None, number_index__in=RawSQL(INDEXES, []))  # noqa: S611
        having = list(contacts.values_list("number_index", "person"))
    # Asked apart: joined while nobody has counted the rows yet, each number may be compared with everybody.
    seen = {id: _Candidate(id, *rest) for id, *rest in _within(people, {person for _, person in having}, *COLUMNS)}
    for index, person in having:
        if person in seen:
            for place in places[bytes(index or b"")]:
                yield place, seen[person]


def _within(rows: QuerySet[Any], ids: Iterable[UUID], *columns: str) -> Iterator[tuple[Any, ...]]:
    """These columns of the rows with one of these ids."""
    wanted = list(ids)
    for start in range(0, len(wanted), IDS_AT_ONCE):
        yield from rows.order_by().filter(pk__in=wanted[start : start + IDS_AT_ONCE]).values_list(*columns)


def _places(column: str, numbers: Iterable[str | None]) -> dict[bytes, list[int]]:
    """Where in the list each number stands, by its blind indexes."""
    keyed = indexers(column)
    places: dict[bytes, list[int]] = {}
    for place, number in enumerate(numbers):
        if number:
            for index in keyed:
                places.setdefault(index(number), []).append(place)
    return places


def _with_name(people: QuerySet[Person], described: Sequence[Described]) -> Iterator[tuple[int, _Candidate]]:
    """The rarest word leads: of those who have it, whoever has the other words too."""
    words = [search_words(one.facts.name) for one in described]
    counts = _how_common({word for each in words for word in each})
    led: dict[str, list[int]] = {}
    for place, each in enumerate(words):
        if each and all(counts[word] for word in each):
            led.setdefault(min(each, key=counts.__getitem__), []).append(place)
    visible, params = people.order_by().values(*COLUMNS).query.sql_with_params()
    for some in _at_once(led, counts):
        asked = [(word, _years(described[place].facts.birth for place in led[word])) for word in some]
        with staged("asked_word", "word text, years int4[]", asked) as cursor:
            cursor.execute(NAMED.format(visible=visible), params)
            bearers = _Bearers(cursor.fetchall())
        for word in some:
            for place in led[word]:
                for candidate in bearers.having(word, words[place], described[place].facts.birth):
                    yield place, candidate


def _at_once(words: Iterable[str], counts: Mapping[str, int]) -> Iterator[list[str]]:
    """As many words at a time as few enough people have."""
    some: list[str] = []
    bearers = 0
    for word in words:
        if some and bearers + counts[word] > BEARERS_AT_ONCE:
            yield some
            some, bearers = [], 0
        some.append(word)
        bearers += counts[word]
    if some:
        yield some


def _years(births: Iterable[BirthDate | None]) -> list[int] | None:
    """The years of birth that are asked for; None when somebody may be of any age."""
    years = {birth.date.year if birth else None for birth in births}
    return None if None in years else sorted(year for year in years if year)


class _Bearers:
    """Everybody who has one of some words, by word and year of birth."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._of: dict[str, dict[int | None, list[tuple[int, frozenset[str], _Candidate]]]] = {}
        for rank, (word, words, *columns) in enumerate(rows):
            candidate = _Candidate(*columns)
            year = candidate.birth_date.year if candidate.birth_date else None
            self._of.setdefault(word, {}).setdefault(year, []).append((rank, frozenset(words), candidate))

    def having(self, word: str, words: Sequence[str], birth: BirthDate | None) -> list[_Candidate]:
        """The first who have all these words and may be born in that year."""
        by_year = self._of.get(word, {})
        asked = {None, birth.date.year} if birth else set(by_year)
        found = [
            (rank, candidate)
            for year in asked
            for rank, theirs, candidate in by_year.get(year, ())
            if theirs.issuperset(words)
        ]
        return [candidate for _, candidate in sorted(found, key=itemgetter(0))[:MOST_COMPARED]]


def _how_common(words: set[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(HOW_COMMON, [COMMON, list(words)])
        return dict(cursor.fetchall())
