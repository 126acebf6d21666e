"""What a value of a fact may be, what follows from it, and when it is too old to rely on. Plain values only."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Protocol, TypeVar, cast
from uuid import UUID

from simpul.kit.refusals import Refusal
from simpul.registry.rules.catalogue import (
    BY_QUESTION,
    CATALOGUE,
    LEFT_OUT,
    MEANS_NONE,
    MEANS_UNKNOWN,
    FactKind,
    FactType,
)


class Unknown(Enum):
    """Somebody asked, and it is not known: neither no, nor never asked."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN
Value = bool | int | Decimal | date | str | frozenset[str] | Unknown
Known = bool | int | Decimal | date | str | frozenset[str]
MOST = 10**15  # no count and no measure of a household is beyond this; DECIMAL(18,2) holds it
CENT = Decimal("0.01")
_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]*)?")


@dataclass(frozen=True)
class Told:
    """How the office came to know: of which day it was said, where, by whom (codes of models.facts.Fact)."""

    observed_on: date
    source: str
    said_by: str = ""
    note: str = ""


def refusal_of_value(kind: FactKind, value: object, codes: Collection[str]) -> Refusal | None:
    """Whether this can be the value of this fact; `codes` are those that its list offers."""
    if value is UNKNOWN:
        return None
    return None if _fits(kind.type, value, codes) else Refusal("fact_value_unfit", {"fact": kind.code})


def _fits(type_: FactType, value: object, codes: Collection[str]) -> bool:
    if type_ == FactType.BOOL:
        return isinstance(value, bool)
    if type_ == FactType.INT:
        return type(value) is int and 0 <= value <= MOST
    if type_ == FactType.DECIMAL:
        return isinstance(value, Decimal) and _is_measure(value)
    if type_ == FactType.DATE:
        return type(value) is date
    if type_ == FactType.CODE:
        return isinstance(value, str) and value in codes
    return isinstance(value, frozenset) and all(code in codes for code in value)


def refusal_to_record(observed_on: date, *, on: date, born: date | None = None) -> Refusal | None:
    """What is said is said of today or of a day before, and not of a time before the person was born."""
    if observed_on > on:
        return Refusal("fact_in_future", {"on": on})
    if born and observed_on < born:
        return Refusal("fact_before_birth", {"on": born})
    return None


def refusal_to_end(ended_on: date, *, observed_on: date, on: date) -> Refusal | None:
    """A fact ends after the day of which it was told, and not in the future."""
    if ended_on > on:
        return Refusal("fact_in_future", {"on": on})
    return Refusal("fact_ends_before_it_begins", {"on": observed_on}) if ended_on <= observed_on else None


class Dated(Protocol):
    """One row of what was said."""

    @property
    def id(self) -> UUID: ...
    @property
    def code(self) -> str: ...
    @property
    def observed_on(self) -> date: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def ended_on(self) -> date | None: ...
    @property
    def end_reason(self) -> str: ...


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Iterable[Row], *, on: date) -> dict[str, Row]:
    """Of everything that was said of one subject, what holds on a day: the latest observation, by its fact.

    Of two observations of one day the one recorded later wins: that is a correction. What was recorded by mistake was
    never said, so what stood before holds again; what is over leaves nothing.
    """
    latest: dict[str, Row] = {}
    for row in rows:
        if row.observed_on <= on and row.end_reason != "mistake":
            before = latest.get(row.code)
            if before is None or _order(before) < _order(row):
                latest[row.code] = row
    return {code: row for code, row in latest.items() if row.ended_on is None or row.ended_on > on}


def _order(row: Dated) -> tuple[date, datetime, UUID]:
    return row.observed_on, row.recorded_at, row.id


def is_doubtful(kind: FactKind, observed_on: date, *, on: date) -> bool:
    """Whether the answer is older than it is trusted."""
    return kind.trusted_days is not None and (on - observed_on).days > kind.trusted_days


def from_answer(kind: FactKind, answer: object) -> Value:
    """What a number of the questionnaire means: 7 of question 305 is “305.7”; 5 of 431a is its bits 1 and 4.

    Values of the right type already pass through; refusal_of_value judges the result.
    """
    if kind.type == FactType.CODES and type(answer) is int:
        return _bits(kind.question, answer)
    if kind.type == FactType.CODE and type(answer) is int:
        answer = f"scale_{answer}" if kind.question.startswith("428") else f"{kind.question}.{answer}"
    if kind.type == FactType.DECIMAL and type(answer) is int:
        return Decimal(answer)
    if isinstance(answer, str) and answer in MEANS_UNKNOWN:
        return UNKNOWN
    if isinstance(answer, (set, frozenset, list, tuple)):
        return frozenset(answer) - MEANS_NONE
    return cast(Value, answer)


def from_answers(answers: Mapping[str, object]) -> dict[str, Value]:
    """A filled questionnaire as facts: answers by the number of their question, or by the code of a fact of ours.

    Questions that are no facts are passed over (catalogue.LEFT_OUT); whoever asks for one that nobody knows is told.
    """
    found: dict[str, Value] = {}
    for question, answer in answers.items():
        if question not in LEFT_OUT:
            kind = BY_QUESTION.get(question) or CATALOGUE[question]
            found[kind.code] = from_answer(kind, answer)
    return found


def _bits(question: str, total: int) -> Value:
    """The marks that were summed; what says “not known” is no mark."""
    if f"{question}.{total}" in MEANS_UNKNOWN:
        return UNKNOWN
    return frozenset(f"{question}.{1 << bit}" for bit in range(total.bit_length()) if total >> bit & 1)


def _is_measure(value: Decimal) -> bool:
    return value.is_finite() and 0 <= value <= MOST and value == value.quantize(CENT)


_STILL_IN_SCHOOL = "412.2"
_SEVERE = frozenset({"scale_1", "scale_2"})  # “cannot at all” and “a lot of difficulty”
# The short set of the Washington Group; Regsosek's other three functions count where they are severe.
_SHORT_SET = (
    "difficulty_seeing", "difficulty_hearing", "difficulty_walking", "difficulty_remembering", "difficulty_self_care",
    "difficulty_communicating",
)  # fmt: skip
_ALL_FUNCTIONS = (*_SHORT_SET, "difficulty_using_hands", "difficulty_learning", "difficulty_behaviour")
IMPLIED_BY: Mapping[str, tuple[str, ...]] = {
    "in_school": ("school_participation",),
    "disabled": (*_ALL_FUNCTIONS, "disability_kinds"),
}


def implied(known: Mapping[str, Value], *, by: Iterable[str]) -> dict[str, Value]:
    """The facts that follow from others and that policies ask for, where one of `by` bears on them.

    `known` is everything in force together with what has just been said. Nothing follows from what is not known.
    """
    news = set(by)
    found: dict[str, Value] = {}
    for code, causes in IMPLIED_BY.items():
        if code not in news and news.intersection(causes):
            value = _in_school(known) if code == "in_school" else _disabled(known)
            if value is not None:
                found[code] = value
    return found


def _in_school(known: Mapping[str, Value]) -> bool | None:
    said = known.get("school_participation", UNKNOWN)
    return None if said is UNKNOWN else said == _STILL_IN_SCHOOL


def _disabled(known: Mapping[str, Value]) -> bool | None:
    if any(known.get(code) in _SEVERE for code in _ALL_FUNCTIONS):
        return True
    kinds = known.get("disability_kinds", UNKNOWN)
    if isinstance(kinds, frozenset) and kinds:
        return True
    is_told = all(isinstance(known.get(code), str) for code in _SHORT_SET)
    return False if is_told else None


def to_text(value: Known) -> str:
    """A value as text, to be sealed: equal values give equal texts."""
    if isinstance(value, frozenset):
        return json.dumps(sorted(value))
    if isinstance(value, (Decimal, date)):
        return json.dumps(str(value))
    return json.dumps(value)


def from_text(kind: FactKind, text: str) -> Known:
    """The value that such a text holds."""
    value = json.loads(text)
    if kind.type == FactType.CODES:
        return frozenset(value)
    if kind.type == FactType.DECIMAL:
        return Decimal(value)
    if kind.type == FactType.DATE:
        return date.fromisoformat(value)
    return cast(Known, value)


def to_decimal(text: str) -> Decimal | None:
    """A measure as people write it: 36, 36,5 or 36.5; 1.250 and 1.250,5 are more than a thousand."""
    text = text.strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return value if _is_measure(value) else None
