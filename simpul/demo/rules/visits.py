"""What a visit to a family of the demo brought home: its answers as facts of the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from simpul.demo.rules.facts import facts_of_family, facts_of_person
from simpul.demo.rules.people import DemoFamily
from simpul.registry.rules.catalogue import Unit
from simpul.registry.rules.facts import Value, from_answers

ROUND = 240  # days within which everybody was visited


@dataclass(frozen=True, slots=True)
class Visited:
    """One family or member, and what was said of them on that day."""

    unit: Unit
    subject: UUID
    said: Mapping[str, Value]
    on: date


def visit(family: DemoFamily, *, today: date) -> Iterator[Visited]:
    """The house and everybody living in it."""
    on = today - timedelta(days=min(family.days_ago, family.ordinal % ROUND))
    yield Visited(Unit.FAMILY, family.id, from_answers(facts_of_family(family)), on)
    for member in family.members:
        if member.died_on is None:
            yield Visited(Unit.PERSON, member.id, from_answers(facts_of_person(family, member)), on)
