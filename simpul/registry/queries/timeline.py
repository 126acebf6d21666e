"""Everything that happened to a family and its people, in one column, within the access of whoever reads.

Each act has left exactly one event in the audit, with ids, codes and dates. The database hands out those about families
and people that the reader may see, and never who looked at what. Names are looked up here, within the reader's reach.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries.people import names_of
from simpul.directory.queries import label, path_in_words
from simpul.registry.models import Family, Membership, Person
from simpul.registry.queries.family_pages import FamilyPage
from simpul.registry.queries.places import hides_place
from simpul.registry.signals import timeline_asked

LONGEST = 200
OF_PEOPLE = (
    "registry.person_corrected", "registry.people_merged", "registry.people_unmerged", "registry.person_facts_recorded",
)  # fmt: skip
OF_FAMILIES = (
    "registry.family_founded", "registry.family_joined", "registry.family_left", "registry.head_changed",
    "registry.family_split", "registry.families_merged", "registry.family_took_in", "registry.family_moved",
    "registry.family_number_changed", "registry.membership_corrected", "registry.family_ended", "registry.family_facts_recorded",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing that happened; the page finds the sentence by code, in the reader's language."""

    code: str
    on: date  # the day it happened
    params: Mapping[str, object] = field(default_factory=dict)
    at: datetime | None = None  # the moment it was recorded
    by: str = ""  # who recorded it
    version: int | None = None  # of the family, after it
    family: UUID | None = None  # the other family it leads to
    url: str = ""  # of an entry from another module


@dataclass(frozen=True)
class _Event:
    at: datetime
    actor: UUID | None
    act: str
    subject: UUID
    detail: Mapping[str, Any]

    @property
    def people(self) -> list[UUID]:
        if self.act in OF_PEOPLE:
            return [self.subject]
        return [UUID(person) for person in self.detail.get("people", ())]


def timeline(family: Family, *, viewer: User, language: str, page: FamilyPage | None = None) -> list[Entry]:
    """What happened to the family and to whoever belongs to it, newest first; other modules add what they know.

    What happened only to people whom this reader may not know is left out, and they are in no number either. What the
    page tells already, where there is one, is not asked again.
    """
    people = page.people if page else set(Membership.objects.filter(family=family).values_list("person", flat=True))
    events = _events_about([family.pk, *people])
    named = Person.objects.only("name", "died_on")
    known = named.in_bulk(list(people.union(*(event.people for event in events))))
    staff = names_of(event.actor for event in events)
    hidden = page.hides_place if page else hides_place(family)
    told = [event for event in events if not event.people or known.keys() & set(event.people)]
    entries = [_entry(event, known, staff, language, hidden) for event in told]
    entries += [_death(known[person]) for person in people if person in known and known[person].died_on]
    for _, answer in timeline_asked.send(sender=Family, family=family, people=people, viewer=viewer):
        entries += cast(list[Entry], answer)
    return sorted(entries, key=_newest_last, reverse=True)


def _newest_last(entry: Entry) -> tuple[date, bool, datetime, int]:
    at = entry.at or timezone.now()
    return entry.on, entry.at is not None, at, entry.version or 0


def _events_about(subjects: Iterable[UUID]) -> list[_Event]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT at, actor, act, subject, detail::text FROM registry_acts_on(%s, %s, %s)",
            [list(subjects), [*OF_FAMILIES, *OF_PEOPLE], LONGEST],
        )
        rows = cursor.fetchall()
    return [_Event(at, actor, act, subject, json.loads(detail)) for at, actor, act, subject, detail in rows]


def _entry(
    event: _Event, known: Mapping[UUID, Person], staff: Mapping[UUID, str], language: str, hidden: bool
) -> Entry:
    detail = event.detail
    other = detail.get("into") if event.act not in OF_PEOPLE else None
    other = other or detail.get("other") or detail.get("split_from")
    return Entry(
        code=_code(event, hidden),
        on=date.fromisoformat(detail["on"]) if "on" in detail else timezone.localdate(event.at),
        params=_params(event, known, language),
        at=event.at,
        by=staff.get(event.actor, "") if event.actor else "",
        version=detail.get("version") if event.act in OF_FAMILIES else None,
        family=UUID(other) if other else None,
    )


def _code(event: _Event, hidden: bool) -> str:
    """The act, and what makes another sentence of it."""
    match event.act, event.detail:
        case "registry.family_founded", {"split_from": str()}:
            return "registry.family_founded.by_split"
        case "registry.family_founded", {"count": int()}:
            return "registry.family_founded.from_list"
        case "registry.family_left", {"reason": "died"}:
            return "registry.family_left.died"
        case "registry.family_moved", {"area": str()} if not hidden:
            return "registry.family_moved.to"
    return event.act


def _params(event: _Event, known: Mapping[UUID, Person], language: str) -> dict[str, object]:
    """What the sentences need: the names of those whom the reader may know."""
    params: dict[str, object] = {"people": ", ".join(known[p].name for p in event.people if p in known)}
    if "count" in event.detail:
        params["count"] = event.detail["count"]
    if "relation" in event.detail:
        params["relation"] = label("shdk", event.detail["relation"], language)
    if event.act == "registry.family_moved" and event.detail.get("area"):
        params["place"] = path_in_words(event.detail["area"])
    return params


def _death(person: Person) -> Entry:
    return Entry("registry.person_died", person.died_on or date.max, {"people": person.name})
