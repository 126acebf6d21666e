"""Finding people step by step: as typed, then as it sounds, then as it may have slipped; each step when few are found.

Every step asks for equal folds (or for a range of them), which row security lets the index answer. So whoever is out of
the viewer's sight is in no row and in no count, and the database need not meet them to know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from simpul.accounts.models import User
from simpul.registry.models import NameWord, Person
from simpul.registry.queries.named import EVERYWHERE, beginning, ids_named, one_of, people_named, sounding
from simpul.registry.queries.people import people_visible_to
from simpul.registry.queries.reach import today_for
from simpul.registry.queries.search import (
    EVERYBODY,
    Filters,
    PersonRow,
    in_order,
    matching_number,
    narrowed,
    rows_of,
    words_of_reached,
    words_within,
)
from simpul.registry.rules import search as rules
from simpul.registry.rules.people import search_words
from simpul.registry.rules.search import How, Reading, read_search

PAGE = 25
MOST_COUNTED = 200
MOST_SORTED = 5_000  # by name; beyond that, they are met soon enough by walking through everybody in the order of names
MOST_COMPARED = 300  # with what was typed
MOST_ALIKE = 80  # of them, the nearest: who only sounds so, or may have been mistyped
MOST_READINGS = 5  # of one text, that are looked for in each step


@dataclass(frozen=True)
class SearchPage:
    """Some lines of a search, how many there are (counted up to a limit), and after whom the next page begins."""

    rows: Sequence[PersonRow] = ()
    count: int = 0
    has_more_than_counted: bool = False
    next_after: UUID | None = None
    alike: int = 0  # of those counted, who has not the words that were typed


def find_people(
    viewer: User, text: str, filters: Filters = EVERYBODY, *, on: date | None = None, after: UUID | None = None
) -> SearchPage:
    """The page of those found that begins after somebody; the first when nobody is named, or is not there any more.

    Records that were merged into others are found too: the row is the record that stands for them.
    """
    search = read_search(text, on=on or today_for(viewer))
    people = narrowed(people_visible_to(viewer), filters, viewer)
    if search.words:
        return _by_words(_Found(people, search.words, words_of_reached(viewer), filters), after)
    if search:
        people = matching_number(people, search)
    elif text.strip() or not filters:
        return SearchPage()
    known = dict(people.values_list("pk", "name")[: MOST_COUNTED + 1])
    if len(known) > MOST_COUNTED:
        return _page_by_name(people, after)
    return _page(_Found(people, how=dict.fromkeys(known, How.NUMBER), names=known), after)


def people_sounding_like(viewer: User, name: str) -> list[UUID]:
    """Those within reach whose names sound like this one or are a slip away from it, the likest first."""
    found = _Found(people_visible_to(viewer).filter(merged_into=None), search_words(name), words_of_reached(viewer))
    found.go_on()
    return found.in_order()


@dataclass
class _Found:
    """Who is found so far, how, and by what name."""

    people: QuerySet[Person]
    words: Sequence[str] = ()
    reached: Q = EVERYWHERE
    filters: Filters = EVERYBODY
    how: dict[UUID, How] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words_of, self.typed = cache(search_words), rules.Typed(self.words)

    def go_on(self) -> None:
        """By sound and by slips, as long as few are found; a name that somebody has to the letter was not mistyped."""
        self._add(rules.by_sound(self.words), How.SOUND, enough=rules.ENOUGH_WORDS)
        if How.WORDS in self.how.values():
            return
        self._add(rules.by_slips(self.words), How.SLIP, enough=rules.ENOUGH_SOUNDS)
        self._add(rules.by_more_slips(self.words), How.SLIP, enough=1)

    def ids(self, reading: Iterable[Q], most: int) -> list[UUID]:
        """At most so many of these people whose names have a word for each condition."""
        among = self.reached & words_within(self.filters)
        if not self.filters:  # then the words alone tell: their policy is the people's
            return ids_named(list(reading), among=among, most=most)
        words = people_named(*reading, among=among)
        return list(self.people.filter(one_of(words)).values_list("pk", flat=True)[:most])

    def name(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        return dict(self.people.filter(one_of(list(ids))).values_list("pk", "name"))

    def in_order(self) -> list[UUID]:
        """The surest first, then the nearest, then by name whatever the capitals."""
        return sorted(
            self.how, key=lambda pk: (self.how[pk], self._distance(self.names[pk]), self.names[pk].upper(), pk)
        )

    def _add(self, readings: Iterable[Reading], how: How, *, enough: int) -> None:
        for place, reading in enumerate(readings):
            if len(self.how) >= enough or place == MOST_READINGS:
                return
            fresh = [pk for pk in self.ids(_conditions(reading), MOST_COMPARED) if pk not in self.how]
            names = self.name(fresh) if fresh else {}
            likely = [pk for pk, name in names.items() if how < How.SLIP or self._is_slip(name)]
            for pk in nsmallest(MOST_ALIKE, likely, key=lambda pk: self._distance(names[pk])):
                self.how[pk], self.names[pk] = how, names[pk]

    def _is_slip(self, name: str) -> bool:
        return self.typed.is_slip_of(self.words_of(name))

    def _distance(self, name: str) -> tuple[int, int]:
        return self.typed.distance(self.words_of(name)) if self.words else (0, 0)


def _by_words(found: _Found, after: UUID | None) -> SearchPage:
    as_typed = [beginning(word) for word in sorted(found.words, key=len, reverse=True)]
    ids = found.ids(as_typed, MOST_SORTED + 1)
    if len(ids) > MOST_SORTED:
        return _page_by_name(found.people.filter(*(_met_with(condition) for condition in as_typed)), after)
    if len(ids) > MOST_COUNTED:
        return _page_by_name(found.people.filter(one_of(ids)), after)
    found.names = found.name(ids)
    for pk, name in found.names.items():
        found.how[pk] = How.WORDS if set(found.words) <= set(found.words_of(name)) else How.BEGINNINGS
    found.go_on()
    return _page(found, after)


def _conditions(reading: Reading) -> list[Q]:
    """The longest folds first: they are the rarest."""
    by_length = sorted(reading, key=lambda heard: -max(map(len, heard.sounds), default=0))
    return [sounding(sounds=heard.sounds, begun=heard.beginning) for heard in by_length]


def _met_with(condition: Q) -> Q:
    """For who is met on the way: whether they have such a word. As one value, so that nobody collects them first."""
    mine = NameWord.objects.filter(condition, person=OuterRef("pk")).values("person")
    return Q(pk=Subquery(mine[:1]))


def _page(found: _Found, after: UUID | None) -> SearchPage:
    order = found.in_order()
    begun = order.index(after) + 1 if after in found.how else 0
    shown = order[begun : begun + PAGE]
    people = Person.objects.in_bulk(shown)
    return SearchPage(
        rows=rows_of((people[pk] for pk in shown if pk in people), found.how),
        count=len(order),
        next_after=shown[-1] if len(order) > begun + PAGE else None,
        alike=sum(how >= How.SOUND for how in found.how.values()),
    )


def _page_by_name(people: QuerySet[Person], after: UUID | None) -> SearchPage:
    """Of many: all of them are in order by name, and none is told to be nearer than another."""
    found = list(_following(in_order(people), after)[: PAGE + 1])
    return SearchPage(
        rows=rows_of(found[:PAGE]),
        count=MOST_COUNTED,
        has_more_than_counted=True,
        next_after=found[PAGE - 1].pk if len(found) > PAGE else None,
    )


def _following(found: QuerySet[Any], after: UUID | None) -> QuerySet[Any]:
    reached = found.filter(pk=after).values_list("sort_name", flat=True).first() if after else None
    if reached is None:
        return found
    return found.filter(Q(sort_name__gt=reached) | Q(sort_name=reached, pk__gt=after))
