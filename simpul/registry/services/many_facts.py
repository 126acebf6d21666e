"""Facts of many people and families at once, as a list brings them: COPY to a temporary table, then INSERT … SELECT."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.expressions import RawSQL

from simpul.accounts.models import User
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import Event, record_many
from simpul.database.sealing import sealer
from simpul.database.staging import staged
from simpul.directory.models import Office
from simpul.directory.queries import current_edition
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry.models.facts import Fact
from simpul.registry.queries.facts import choices_of
from simpul.registry.queries.families import families_changeable_by
from simpul.registry.queries.people import people_changeable_by
from simpul.registry.rules import facts as rules
from simpul.registry.rules.catalogue import CATALOGUE, FactKind, FactType, Unit
from simpul.registry.rules.facts import UNKNOWN, Told, Value
from simpul.registry.services.facts import events_of_facts

STAGED = (
    "id uuid, subject uuid, code text, is_confidential bool, is_known bool, yes_no bool, whole int8, measure numeric,"
    " day date, choice text, choices text[], sealed bytea, edition int4, observed_on date, source text, said_by text,"
    " note bytea, is_implied bool"
)
_PLACE = {FactType.BOOL: 0, FactType.INT: 1, FactType.DECIMAL: 2, FactType.DATE: 3, FactType.CODE: 4, FactType.CODES: 5}


@dataclass(frozen=True, slots=True)
class IncomingFacts:
    """What a list says of one person or family. What follows from it (in_school, disabled) need not be said."""

    unit: Unit
    subject: UUID
    said: Mapping[str, Value]
    told: Told


@dataclass(frozen=True)
class ManyRecorded:
    """What came of it: rows, subjects, those that the same list told of before, and what was left out, with the reason."""

    facts: int = 0
    subjects: int = 0
    again: int = 0
    refused: Mapping[UUID, Refusal] = field(default_factory=dict)


@transaction.atomic
def record_many_facts(
    *, incoming: Iterable[IncomingFacts], act: UUID, office: Office, on: date, by: User
) -> ManyRecorded:
    """Record what a list says, as `record_facts` does one by one, save that what follows is worked out from the list alone.

    A subject with one fact that may not be recorded is left out whole, and named. `act` is the list: a subject of which it
    told before is passed over, so applying it again changes nothing. One call is one transaction held in memory: a long
    list comes in parts of some ten thousand subjects.
    """
    refused: dict[UUID, Refusal] = {}
    facts = subjects = again = 0
    everything = list(incoming)
    for unit in Unit:
        told_of = [one for one in everything if one.unit == unit]
        fit = list(_fit(unit, told_of, office, on=on, by=by, refused=refused))
        if fit:
            fresh = _without_told(unit, fit, act)
            again += len(fit) - len(fresh)
            subjects += len(fresh)
            facts += _write(unit, fresh, act, by=by)
            record_many(_events(unit, fresh, act, office, by=by))
    return ManyRecorded(facts, subjects, again, refused)


def _fit(
    unit: Unit, told_of: Collection[IncomingFacts], office: Office, *, on: date, by: User, refused: dict[UUID, Refusal]
) -> Iterator[IncomingFacts]:
    ids = [one.subject for one in told_of]
    ordinary = _within(unit, ids, Permission.RECORD_FACTS, office, by=by)
    confidential = _within(unit, ids, Permission.VIEW_CONFIDENTIAL_FACTS, office, by=by)
    offered = cache(lambda code: frozenset(choices_of(CATALOGUE[code], "id")))
    seen: set[UUID] = set()
    for one in told_of:
        if refusal := _refusal(one, ordinary, confidential, offered, on=on):
            refused[one.subject] = refusal
        elif one.subject in seen:
            refused[one.subject] = Refusal("fact_said_twice")
        else:
            seen.add(one.subject)
            yield one


def _within(unit: Unit, ids: Collection[UUID], permission: Permission, office: Office, *, by: User) -> frozenset[UUID]:
    """Those of these subjects of this office on whom `by` may use the permission."""
    reached: Any = (
        people_changeable_by(by, permission) if unit == Unit.PERSON else families_changeable_by(by, permission)
    )
    asked = RawSQL("SELECT unnest(%s::uuid[])", [list(ids)])
    return frozenset(reached.filter(office=office, pk__in=asked).order_by().values_list("pk", flat=True))


def _refusal(
    one: IncomingFacts, ordinary: frozenset[UUID], confidential: frozenset[UUID], offered: Any, *, on: date
) -> Refusal | None:
    if one.subject not in ordinary:
        return Refusal("outside_reach")
    if one.told.source not in Fact.Source.values or one.told.said_by not in ("", *Fact.SaidBy.values):
        return Refusal("fact_source_unfit")
    if not one.said:
        return Refusal("no_fact_said")
    for code, value in one.said.items():
        kind = CATALOGUE.get(code)
        if kind is None or kind.unit != one.unit:
            return Refusal("fact_unknown", {"fact": code})
        if kind.confidential and one.subject not in confidential:
            return Refusal("outside_reach")
        if refusal := rules.refusal_of_value(kind, value, offered(code)):
            return refusal
    return rules.refusal_to_record(one.told.observed_on, on=on)


def _without_told(unit: Unit, fit: list[IncomingFacts], act: UUID) -> list[IncomingFacts]:
    with staged("told_of", "subject uuid", ((one.subject,) for one in fit)) as cursor:
        cursor.execute(
            f"SELECT DISTINCT subject FROM told_of JOIN registry_{unit}fact said ON said.{unit}_id = subject"  # noqa: S608 - one of two words
            " WHERE said.act = %s",
            [act],
        )
        before = {subject for (subject,) in cursor.fetchall()}
    return [one for one in fit if one.subject not in before]


def _write(unit: Unit, fresh: Iterable[IncomingFacts], act: UUID, *, by: User) -> int:
    with staged("new_fact", STAGED, _rows(unit, fresh)) as cursor:
        columns = ", ".join(column.split()[0] for column in STAGED.split(", ") if not column.startswith("subject"))
        cursor.execute(
            f"INSERT INTO registry_{unit}fact ({unit}_id, {columns}, act, recorded_by, end_reason)"  # noqa: S608 - constants
            f" SELECT subject, {columns}, %s, %s, '' FROM new_fact ORDER BY subject",
            [act, by.pk],
        )
        return int(cursor.rowcount)


def _rows(unit: Unit, fresh: Iterable[IncomingFacts]) -> Iterator[tuple[Any, ...]]:
    seal, seal_note = sealer(f"registry.{unit}fact.value"), sealer(f"registry.{unit}fact.note")
    edition = cache(lambda name: current_edition(name) if name else None)
    for one in fresh:
        told = one.told
        note = seal_note(one.subject, told.note) if told.note else None
        follows = rules.implied(one.said, by=one.said)
        for values, is_implied in ((one.said, False), (follows, True)):
            for code, value in values.items():
                kind = CATALOGUE[code]
                plain, sealed = _columns(kind, value, seal, one.subject)
                yield (
                    new_id(), one.subject, code, kind.confidential, value is not UNKNOWN, *plain, sealed,
                    edition(kind.choices), told.observed_on, told.source, told.said_by, note, is_implied,
                )  # fmt: skip


def _columns(kind: FactKind, value: Value, seal: Any, subject: UUID) -> tuple[list[Any], bytes | None]:
    """The six columns of plain values, of which at most one is filled, and the sealed one."""
    plain: list[Any] = [None] * len(_PLACE)
    if value is UNKNOWN:
        return plain, None
    if kind.confidential:
        return plain, seal(subject, rules.to_text(value))
    plain[_PLACE[kind.type]] = sorted(value) if isinstance(value, frozenset) else value
    return plain, None


def _events(unit: Unit, fresh: Iterable[IncomingFacts], act: UUID, office: Office, *, by: User) -> Iterator[Event]:
    for one in fresh:
        yield from events_of_facts(
            unit=unit, subject=one.subject, said=one.said, told=one.told, office=office.pk, act=act, by=by, named=False
        )
