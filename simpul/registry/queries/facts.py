"""What is known of somebody or of a family on a day, who said so and when, and what was said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.queries.people import names_of
from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import entries, entry
from simpul.directory.rules.code_lists import Entry
from simpul.registry.models import Family, FamilyFact, Membership, Person, PersonFact
from simpul.registry.models.facts import Fact
from simpul.registry.queries.families import families_changeable_by, families_visible_to
from simpul.registry.queries.people import people_changeable_by, people_visible_to
from simpul.registry.queries.places import covers
from simpul.registry.rules import facts as rules
from simpul.registry.rules.catalogue import (
    CATALOGUE,
    MEANS_NONE,
    MEANS_UNKNOWN,
    NO_ANSWER,
    FactKind,
    FactType,
    Topic,
    Unit,
    kinds_of,
)
from simpul.registry.rules.facts import UNKNOWN, Value

Subject: TypeAlias = Person | Family
AnyFact: TypeAlias = PersonFact | FamilyFact
# The column in which a value of each type stands; a confidential one stands in none of them.
COLUMNS: Mapping[FactType, str] = {
    FactType.BOOL: "yes_no", FactType.INT: "whole", FactType.DECIMAL: "measure", FactType.DATE: "day",
    FactType.CODE: "choice", FactType.CODES: "choices",
}  # fmt: skip

AID = tuple(kind.code for kind in kinds_of(Unit.FAMILY) if kind.topic == Topic.AID)


@dataclass(frozen=True)
class KnownFact:
    """One thing that was said: the value, of which day, where the office has it from, who recorded it."""

    id: UUID
    kind: FactKind
    value: Value
    observed_on: date
    source: str
    said_by: str
    note: str
    recorded_at: datetime
    by: str
    edition: int | None
    is_implied: bool
    is_doubtful: bool  # older than such an answer is trusted
    ended_on: date | None
    end_reason: str
    ended_by: str


def person_facts_visible_to(viewer: User, *, ordinary: bool = False) -> QuerySet[PersonFact]:
    """Everything said of the people whom the viewer sees; what is confidential, where the viewer may read it.

    `ordinary` leaves out what is confidential.
    """
    said = PersonFact.objects.filter(person__in=people_visible_to(viewer))
    if ordinary:
        return said.filter(is_confidential=False)
    may_read = people_changeable_by(viewer, Permission.VIEW_CONFIDENTIAL_FACTS)
    return said.filter(Q(is_confidential=False) | Q(person__in=may_read))


def family_facts_visible_to(viewer: User, *, ordinary: bool = False) -> QuerySet[FamilyFact]:
    """The same of families."""
    said = FamilyFact.objects.filter(family__in=families_visible_to(viewer))
    if ordinary:
        return said.filter(is_confidential=False)
    may_read = families_changeable_by(viewer, Permission.VIEW_CONFIDENTIAL_FACTS)
    return said.filter(Q(is_confidential=False) | Q(family__in=may_read))


def facts_said_of(
    subject: Subject, viewer: User, *, ordinary: bool = False
) -> QuerySet[PersonFact] | QuerySet[FamilyFact]:
    """Everything said of one subject, of a person under every record merged into theirs; nothing was re-pointed."""
    if isinstance(subject, Person):
        return person_facts_visible_to(viewer, ordinary=ordinary).filter(person__in=_records_of(subject))
    return family_facts_visible_to(viewer, ordinary=ordinary).filter(family=subject)


def facts_in_force(
    subject: Subject, *, viewer: User, on: date, confidential: bool | None = None
) -> dict[str, KnownFact]:
    """What holds on a day, by the code of the fact: all that this viewer may know, or only one class of it."""
    rows = facts_said_of(subject, viewer, ordinary=confidential is False)
    if confidential:
        rows = rows.filter(is_confidential=True)
    held = rules.in_force(cast(Iterable[AnyFact], rows), on=on)
    return {fact.kind.code: fact for fact in _known(list(held.values()), on=on)}


def fact_history(subject: Subject, *, viewer: User, on: date, confidential: bool) -> list[KnownFact]:
    """Everything that was said, the latest first: what was ended and what was corrected too."""
    rows = facts_said_of(subject, viewer, ordinary=not confidential)
    if confidential:
        rows = rows.filter(is_confidential=True)
    return _known(list(rows.order_by("-recorded_at", "-pk")), on=on)


def fact_said(subject: Subject, id: UUID, *, viewer: User, on: date) -> KnownFact | None:
    """One thing that was said of this subject, where the viewer may know it."""
    rows = cast(Iterable[AnyFact], facts_said_of(subject, viewer).filter(pk=id))
    return next(iter(_known(list(rows), on=on)), None)


@dataclass(frozen=True, slots=True)
class AidSaid:
    """One kind of aid that a family was said to receive, and of which day."""

    kind: FactKind
    observed_on: date


def aid_of_families(people: Iterable[UUID], viewer: User, *, on: date) -> dict[UUID, list[AidSaid]]:
    """What the families of these people are said to receive, by person, as far as the viewer may know it."""
    places = dict(Membership.objects.filter(person__in=set(people), until_on=None).values_list("person", "family"))
    said: dict[UUID, list[FamilyFact]] = {}
    for row in family_facts_visible_to(viewer).filter(family__in=set(places.values()), code__in=AID).order_by():
        said.setdefault(row.family_id, []).append(row)
    held = {family: rules.in_force(rows, on=on) for family, rows in said.items()}
    received = {
        family: [AidSaid(CATALOGUE[code], rows[code].observed_on) for code in AID if code in rows and rows[code].yes_no]
        for family, rows in held.items()
    }
    return {person: received[family] for person, family in places.items() if received.get(family)}


def facts_version(subject: Subject, viewer: User) -> int:
    """A number that grows with every act on the facts of this subject that this viewer may see."""
    said = facts_said_of(subject, viewer)
    return said.count() + said.exclude(ended_at=None).count()


def may_record_facts(viewer: User, subject: Subject) -> bool:
    """Whether the viewer may say something of this very subject."""
    return _reaches(viewer, Permission.RECORD_FACTS, subject)


def may_read_confidential(viewer: User, subject: Subject) -> bool:
    """Whether the viewer may know what is confidential of this very subject."""
    return _reaches(viewer, Permission.VIEW_CONFIDENTIAL_FACTS, subject)


def choices_of(kind: FactKind, language: str, *, on: date | None = None) -> dict[str, str]:
    """What may be answered, code and words, as the code list offers it; nothing for what is no choice.

    “Nobody knows” and “none of them” are answers of their own, whatever the list calls them.
    """
    if not kind.choices:
        return {}
    offered = entries(kind.choices, on=on)
    if kind.choices == "regsosek_choices":
        offered = [entry for entry in offered if entry.values.extra.get("question") == kind.question]
    left_out = MEANS_UNKNOWN | MEANS_NONE | NO_ANSWER
    return {entry.code: _words(entry, language) for entry in offered if entry.code not in left_out}


def answer_in_words(kind: FactKind, code: str, language: str, *, edition: int | None = None) -> str:
    """What a code says, as the list had it when it was said."""
    found = entry(kind.choices, code, edition=edition)
    return _words(found, language) if found else code


def question_in_words(kind: FactKind, language: str) -> str:
    """What the list calls the fact; nothing where no list asks it (then the catalogue has a label)."""
    found = entry(kind.questions, kind.question) if kind.question else None
    return found.label(language) if found else ""


def _words(entry: Entry, language: str) -> str:
    """The words for screens, where the list has kinder ones than its own."""
    kinder = "" if language.startswith("en") else str(entry.values.extra.get("label_screen") or "")
    return kinder or entry.label(language)


def value_of(row: Fact) -> Value:
    """The value that a row holds."""
    kind = CATALOGUE[row.code]
    if not row.is_known:
        return UNKNOWN
    if kind.confidential:
        return rules.from_text(kind, row.sealed)  # type: ignore[attr-defined]
    value = getattr(row, COLUMNS[kind.type])
    return frozenset(value) if kind.type == FactType.CODES else value


def _reaches(viewer: User, permission: Permission, subject: Subject) -> bool:
    kind = "person" if isinstance(subject, Person) else "family"
    return covers(access.reach(viewer, permission, kind=kind), subject)


def _records_of(person: Person) -> list[UUID]:
    """The person's own record and all that were merged into it, by whatever way."""
    found, ahead = [person.pk], [person.pk]
    while ahead := list(
        Person.objects.filter(merged_into__in=ahead).exclude(pk__in=found).values_list("pk", flat=True)
    ):
        found += ahead
    return found


def _known(rows: Sequence[AnyFact], *, on: date) -> list[KnownFact]:
    """Rows whose fact is in the catalogue, with the names of who wrote them; one that was left out since is passed by."""
    rows = [row for row in rows if row.code in CATALOGUE]
    names = names_of({row.recorded_by for row in rows} | {row.ended_by for row in rows if row.ended_by})
    return [
        KnownFact(
            id=row.pk,
            kind=CATALOGUE[row.code],
            value=value_of(row),
            observed_on=row.observed_on,
            source=row.source,
            said_by=row.said_by,
            note=row.note or "",
            recorded_at=row.recorded_at,
            by=names.get(row.recorded_by, ""),
            edition=row.edition,
            is_implied=row.is_implied,
            is_doubtful=rules.is_doubtful(CATALOGUE[row.code], row.observed_on, on=on),
            ended_on=row.ended_on,
            end_reason=row.end_reason,
            ended_by=names.get(row.ended_by, "") if row.ended_by else "",
        )
        for row in rows
    ]
