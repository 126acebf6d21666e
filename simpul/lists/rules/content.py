"""What is kept of one row between arriving and being applied, as one text: it is sealed as a whole."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.remarks import Remark
from simpul.lists.rules.dates import split_place
from simpul.lists.rules.fields import Field, Finding, Weight
from simpul.lists.rules.people import ListPerson

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ENCODER = json.JSONEncoder(default=str, separators=(",", ":"), ensure_ascii=False, check_circular=False)


@dataclass(frozen=True)
class Difference:
    """A value of the list beside the one that is recorded."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Match:
    """Who in the registry the row speaks of, or may speak of, and what it would change."""

    person: UUID | None = None  # the one shown beside the row
    version: int = 0
    is_sure: bool = False  # the same number and name: nobody has to say so
    reasons: tuple[str, ...] = ()  # codes: why they may be one
    fills: tuple[str, ...] = ()  # facts that are not recorded yet
    renews: tuple[Difference, ...] = ()  # the place within the village: the list is newer
    differences: tuple[Difference, ...] = ()
    others: int = 0  # further people who may be meant


NO_MATCH = Match()


@dataclass(frozen=True)
class Applied:
    """What applying did: enough to put it back."""

    person: UUID
    version: int = 0
    filled: Mapping[str, str | None] = field(default_factory=dict)  # what stood there before


@dataclass(frozen=True)
class RowContent:
    """The cells as they came, what somebody wrote instead, and what was made of them."""

    cells: tuple[str, ...] = ()
    carried: Mapping[Field, str] = field(default_factory=dict)  # from a merged cell above
    mended: Mapping[Field, str] = field(default_factory=dict)
    accepted: tuple[tuple[str, str], ...] = ()  # field and code of what is right all the same
    findings: tuple[Finding, ...] = ()
    person: ListPerson = field(default_factory=ListPerson)
    family: UUID | None = None  # the family they join or found
    is_new_family: bool = False
    match: Match = field(default_factory=Match)
    is_rounded: bool = False  # the file lost the last digit of the national number
    same_as: UUID | None = None  # who somebody said it is
    not_the_same: tuple[UUID, ...] = ()  # of whom somebody said that this is another person
    kin: UUID | None = None  # whose family somebody said this person belongs to
    take: tuple[str, ...] = ()  # differing values that somebody took from the list
    applied: Applied | None = None

    def texts(self, columns: Mapping[Field, int]) -> dict[Field, str]:
        """The cells by meaning, with what was written instead."""
        came = {
            f: self.cells[at].strip() for f, at in columns.items() if at < len(self.cells) and self.cells[at].strip()
        }
        texts = {**self.carried, **came}
        if Field.BIRTH_DATE in self.mended or Field.BIRTH_PLACE in self.mended:
            texts = _apart(texts)
        return {f: text for f, text in {**texts, **self.mended}.items() if text}

    @property
    def changes(self) -> tuple[str, ...]:
        """The facts of a known person that applying this row writes."""
        taken = tuple(one.field for one in self.match.differences if one.field in self.take)
        return (*self.match.fills, *(one.field for one in self.match.renews), *taken)

    @property
    def codes(self) -> list[str]:
        """The codes of all that somebody has to look at or write anew: they say nothing of the person."""
        return sorted({f.code for f in self.findings if f.weight > Weight.NOTE})


def to_text(content: RowContent) -> str:
    """Short: what is empty is left out."""
    told: dict[str, Any] = {"c": content.cells}
    if content.carried:
        told["k"] = {f.value: text for f, text in content.carried.items()}
    if content.mended:
        told["m"] = {f.value: text for f, text in content.mended.items()}
    if content.accepted:
        told["a"] = content.accepted
    if content.findings:
        told["f"] = [[f.field.value, f.code, dict(f.remark.params), int(f.weight)] for f in content.findings]
    told["p"] = {name: value for name, value in vars(content.person).items() if value}
    if content.person.birth:
        told["p"]["birth"] = _plain(content.person.birth)
    if content.family:
        told["h"] = [str(content.family), content.is_new_family]
    if content.match != NO_MATCH:
        told["x"] = _told(content.match)
    if content.is_rounded:
        told["r"] = True
    if content.same_as or content.not_the_same or content.kin:
        told["s"] = [content.same_as, content.not_the_same, content.kin]
    if content.take:
        told["t"] = content.take
    if content.applied:
        told["d"] = asdict(content.applied)
    return _ENCODER.encode(told)


def from_text(text: str) -> RowContent:
    """The same again."""
    told = json.loads(text)
    family, is_new = told.get("h", (None, False))
    same_as, not_the_same, kin = told.get("s", (None, (), None))
    return RowContent(
        cells=tuple(told["c"]),
        carried={Field(name): value for name, value in told.get("k", {}).items()},
        mended={Field(name): value for name, value in told.get("m", {}).items()},
        accepted=tuple((name, code) for name, code in told.get("a", ())),
        findings=tuple(_finding(*parts) for parts in told.get("f", ())),
        person=_person(told.get("p", {})),
        family=_id(family),
        is_new_family=is_new,
        match=_match(told["x"]) if "x" in told else NO_MATCH,
        is_rounded=told.get("r", False),
        same_as=_id(same_as),
        not_the_same=tuple(UUID(one) for one in not_the_same),
        kin=_id(kin),
        take=tuple(told.get("t", ())),
        applied=_applied(told["d"]) if "d" in told else None,
    )


def _told(match: Match) -> dict[str, Any]:
    """`asdict`, without a copy of everything in it."""
    told = dict(vars(match))
    for name in ("renews", "differences"):
        told[name] = [vars(one) for one in told[name]]
    return told


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _apart(texts: Mapping[Field, str]) -> dict[Field, str]:
    """Place and date of one cell as two, so that one of them can be written anew."""
    place, born = split_place(texts.get(Field.BIRTH, ""))
    apart: dict[Field, str] = {Field.BIRTH_PLACE: place, Field.BIRTH_DATE: born}
    apart.update((f, text) for f, text in texts.items() if f is not Field.BIRTH)
    return apart


def _plain(birth: BirthDate) -> list[str]:
    return [birth.date.isoformat(), birth.precision.value]


def _finding(name: str, code: str, params: dict[str, Any], weight: int) -> Finding:
    known = {key: date.fromisoformat(v) if isinstance(v, str) and _ISO.fullmatch(v) else v for key, v in params.items()}
    return Finding(Field(name), Remark(code, known), Weight(weight))


def _person(told: dict[str, Any]) -> ListPerson:
    born = told.pop("birth", None)
    person = ListPerson(**told)
    return replace(person, birth=BirthDate(date.fromisoformat(born[0]), Precision(born[1]))) if born else person


def _match(told: dict[str, Any]) -> Match:
    return Match(
        person=_id(told["person"]),
        version=told["version"],
        is_sure=told["is_sure"],
        reasons=tuple(told["reasons"]),
        fills=tuple(told["fills"]),
        renews=tuple(Difference(**one) for one in told["renews"]),
        differences=tuple(Difference(**one) for one in told["differences"]),
        others=told["others"],
    )


def _applied(told: dict[str, Any]) -> Applied:
    return Applied(UUID(told["person"]), told["version"], told["filled"])
