"""What a visit to a family of the demo brought home: its answers in the words of the catalogue of facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from simpul.demo.rules.facts import Answer, facts_of_family, facts_of_person
from simpul.demo.rules.people import DemoFamily
from simpul.registry.rules.catalogue import (
    BY_QUESTION,
    CATALOGUE,
    LEFT_OUT,
    MEANS_NONE,
    MEANS_UNKNOWN,
    FactKind,
    FactType,
    Unit,
)
from simpul.registry.rules.facts import UNKNOWN, Value

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
    yield Visited(Unit.FAMILY, family.id, said(facts_of_family(family)), on)
    for member in family.members:
        if member.died_on is None:
            yield Visited(Unit.PERSON, member.id, said(facts_of_person(family, member)), on)


def said(answers: Mapping[str, Answer]) -> dict[str, Value]:
    """Answers by question as facts by code."""
    kinds = {
        question: BY_QUESTION.get(question) or CATALOGUE.get(question)
        for question in answers
        if question not in LEFT_OUT
    }
    return {kind.code: _value(kind, answers[question]) for question, kind in kinds.items() if kind}


def _value(kind: FactKind, answer: Answer) -> Value:
    if isinstance(answer, tuple):
        return frozenset(answer)
    if kind.type is FactType.CODES:
        return _marks(kind, int(answer))
    if kind.type is FactType.CODE:
        code = f"{kind.question}.{answer}" if kind.choices == "regsosek_choices" else f"scale_{answer}"
        return UNKNOWN if code in MEANS_UNKNOWN else code
    return Decimal(int(answer)) if kind.type is FactType.DECIMAL else answer


def _marks(kind: FactKind, answer: int) -> Value:
    """Several marks come as one number, the sum of their bits."""
    if f"{kind.question}.{answer}" in MEANS_UNKNOWN:
        return UNKNOWN
    marks = (1 << bit for bit in range(answer.bit_length()) if answer >> bit & 1)
    return frozenset(f"{kind.question}.{mark}" for mark in marks) - MEANS_NONE
