"""What somebody says of a person or a family: recorded beside what was said before, and ended when it holds no more."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.audit.services import Event, record, record_many
from simpul.directory.queries import current_edition
from simpul.kit.refusals import Refusal, Refused, StaleRefused
from simpul.registry.models import FamilyFact, Person, PersonFact
from simpul.registry.models.facts import Fact
from simpul.registry.queries import facts as queries
from simpul.registry.queries.facts import COLUMNS, AnyFact, KnownFact, Subject
from simpul.registry.rules import facts as rules
from simpul.registry.rules.catalogue import CATALOGUE, FactKind, Unit
from simpul.registry.rules.facts import UNKNOWN, Told, Value
from simpul.registry.services import locks


class FactRefused(Refused):
    """Nothing was recorded of this subject, and nothing ended."""


@transaction.atomic
def record_facts(
    *, subject: Subject, said: Mapping[str, Value], told: Told, act: UUID, version: int | None, on: date, by: User
) -> int:
    """Record what was said of one subject, by the code of each fact, with what follows from it; how many rows came of it.

    `act` is made in the form: sending it twice is once, with other content it is refused. `version` is that of the facts
    which were before the eyes of whoever decided (queries.facts_version), None where nobody looked at any.
    """
    locks.hold_id(subject.pk)
    if refusal := _refusal(subject, said, told, on=on, by=by):
        raise FactRefused(refusal)
    if before := [row for row in queries.facts_said_of(subject, by).filter(act=act) if not row.is_implied]:
        return _answer_again(before, said, told)
    if version is not None and version != queries.facts_version(subject, by):
        raise StaleRefused(Refusal("stale"))
    follows = _follows(subject, said, told, on=on, by=by)
    for values, is_implied in ((said, False), (follows, True)):
        for code, value in values.items():
            _add(subject, CATALOGUE[code], value, told, act=act, is_implied=is_implied, by=by)
    unit, office = unit_of(subject), subject.office_id
    record_many(events_of_facts(unit=unit, subject=subject.pk, said=said, told=told, office=office, act=act, by=by))
    return len(said) + len(follows)


@transaction.atomic
def end_fact(
    *, subject: Subject, fact: KnownFact, reason: str, on: date, by: User, ended_on: date | None = None
) -> None:
    """What was said holds no more from a day, or was recorded by mistake; what followed from it goes along."""
    locks.hold_id(subject.pk)
    if not queries.may_record_facts(by, subject):
        raise FactRefused(Refusal("outside_reach"))
    is_over = reason == Fact.EndReason.OVER
    if reason not in Fact.EndReason.values or (ended_on is None) == is_over:
        raise FactRefused(Refusal("fact_end_unfit"))
    if ended_on and (refusal := rules.refusal_to_end(ended_on, observed_on=fact.observed_on, on=on)):
        raise FactRefused(refusal)
    rows = queries.facts_said_of(subject, by).filter(ended_at=None)
    row = rows.filter(pk=fact.id).first()
    if row is None:
        raise FactRefused(Refusal("fact_has_ended"))
    followed = [code for code, causes in rules.IMPLIED_BY.items() if row.code in causes]
    going = [row.pk, *rows.filter(act=row.act, is_implied=True, code__in=followed).values_list("pk", flat=True)]
    rows.filter(pk__in=going).update(ended_on=ended_on, end_reason=reason, ended_at=timezone.now(), ended_by=by.pk)
    if fact.kind.confidential:
        record("registry.confidential_fact_ended", by=by, subject=subject, office=subject.office_id, reason=reason)
    else:
        ended = {"reason": reason, "facts": [fact.kind.code]}
        record_many(
            [Event(f"registry.{unit_of(subject)}_fact_ended", by.pk, subject, office=subject.office_id, detail=ended)]
        )


@transaction.atomic
def view_confidential_facts(*, subject: Subject, by: User) -> None:
    """Write down that somebody reads what is confidential. The page shows it only after this."""
    if not queries.may_read_confidential(by, subject):
        raise FactRefused(Refusal("outside_reach"))
    record("registry.confidential_facts_viewed", by=by, subject=subject, office=subject.office_id)


def _refusal(subject: Subject, said: Mapping[str, Value], told: Told, *, on: date, by: User) -> Refusal | None:
    if not queries.may_record_facts(by, subject):
        return Refusal("outside_reach")
    if not said:
        return Refusal("no_fact_said")
    if told.source not in Fact.Source.values or told.said_by not in ("", *Fact.SaidBy.values):
        return Refusal("fact_source_unfit")
    unit = unit_of(subject)
    for code, value in said.items():
        kind = CATALOGUE.get(code)
        if kind is None or kind.unit != unit:
            return Refusal("fact_unknown", {"fact": code})
        if kind.confidential and not queries.may_read_confidential(by, subject):
            return Refusal("outside_reach")
        if refusal := rules.refusal_of_value(kind, value, queries.choices_of(kind, "id", on=told.observed_on)):
            return refusal
    born = subject.birth.earliest if isinstance(subject, Person) and subject.birth else None
    return rules.refusal_to_record(told.observed_on, on=on, born=born)


def _answer_again(before: list[AnyFact], said: Mapping[str, Value], told: Told) -> int:
    """The same form again; a correction that was ended since stays ended."""
    was = {row.code: queries.value_of(row) for row in before}
    first = before[0]
    if (was, first.observed_on, first.source, first.said_by, first.note or "") != (
        dict(said), told.observed_on, told.source, told.said_by, told.note,
    ):  # fmt: skip
        raise FactRefused(Refusal("sent_with_other_content"))
    return 0


def _follows(subject: Subject, said: Mapping[str, Value], told: Told, *, on: date, by: User) -> dict[str, Value]:
    """What follows from what was said and from all that holds on that day, as far as it is news."""
    held = {code: fact.value for code, fact in queries.facts_in_force(subject, viewer=by, on=told.observed_on).items()}
    found = rules.implied({**held, **said}, by=said)
    return {code: value for code, value in found.items() if held.get(code) != value}


def _add(subject: Subject, kind: FactKind, value: Value, told: Told, *, act: UUID, is_implied: bool, by: User) -> None:
    row = PersonFact(person=subject) if isinstance(subject, Person) else FamilyFact(family=subject)
    row.code, row.is_confidential, row.is_known = kind.code, kind.confidential, value is not UNKNOWN
    if value is not UNKNOWN:
        if kind.confidential:
            row.sealed = rules.to_text(value)
        else:
            kept = sorted(value) if isinstance(value, frozenset) else value
            setattr(row, COLUMNS[kind.type], kept)
    row.edition = current_edition(kind.choices) if kind.choices else None
    row.observed_on, row.source, row.said_by, row.note = told.observed_on, told.source, told.said_by, told.note or None
    row.act, row.is_implied, row.recorded_by = act, is_implied, by.pk
    row.save(force_insert=True)


def events_of_facts(
    *, unit: Unit, subject: UUID, said: Iterable[str], told: Told, office: UUID, act: UUID, by: User, named: bool = True
) -> Iterator[Event]:
    """Which facts were recorded, and never what; of confidential ones not even which, in an event of their own.

    Of a list (`named=False`) only how many: which, the rows tell that bear its id.
    """
    codes = list(said)
    ordinary = [code for code in codes if not CATALOGUE[code].confidential]
    detail = {"source": told.source, "on": told.observed_on, "sent": act}
    if ordinary:
        which = {"facts": ordinary} if named else {"count": len(ordinary)}
        yield Event(f"registry.{unit}_facts_recorded", by.pk, subject, unit, office, detail={**which, **detail})
    if sealed := len(codes) - len(ordinary):
        detail |= {"count": sealed}
        yield Event("registry.confidential_facts_recorded", by.pk, subject, unit, office, detail=detail)


def unit_of(subject: Subject) -> Unit:
    """Of which kind of subject these facts are."""
    return Unit.PERSON if isinstance(subject, Person) else Unit.FAMILY
