"""Correcting many people at once: what a list knows of people who are recorded already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import Event, record_many
from simpul.database.sealing import indexer, sealer
from simpul.database.staging import Rows, staged
from simpul.directory.models import Area
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Membership, Person
from simpul.registry.queries.people import facts_of
from simpul.registry.queries.places import places_hidden_of
from simpul.registry.rules import bulk as bulk_rules
from simpul.registry.rules import people as rules
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import locks
from simpul.registry.services.bulk import numbers, words

REASONS = frozenset(Person.CORRECTION_REASONS) | {Person.ChangeReason.LIST}
FACTS = frozenset(PersonFacts.__dataclass_fields__)
COLUMNS = (
    "id uuid, area_code text, name text, sex text, birth_place text, birth_date date, birth_precision text,"
    " national_number bytea, national_number_index bytea, number_state text, address bytea, rt text, rw text,"
    " address_is_protected bool"
)
WRITE = """
UPDATE registry_person person SET
    area_code = new.area_code, name = new.name, sex = new.sex, birth_place = new.birth_place,
    birth_date = new.birth_date, birth_precision = new.birth_precision, national_number = new.national_number,
    national_number_index = new.national_number_index, number_state = new.number_state, address = new.address,
    rt = new.rt, rw = new.rw, address_is_protected = new.address_is_protected,
    change_reason = %s, change_note = NULL, version = version + 1, changed_at = now(), changed_by = %s
FROM new_facts new WHERE new.id = person.id
"""


class FillingRefused(Refused):
    """Nobody was changed."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Some facts of a person who was read in this version, by the names of PersonFacts."""

    person: UUID
    version: int
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Filled:
    """What came of it: counts, and the reason by id for each person who stays as they are."""

    people: int = 0
    again: int = 0  # have these facts already
    refused: Mapping[UUID, Refusal] = field(default_factory=dict)


@dataclass(frozen=True)
class Correction:
    """One person, as they are and as they will be."""

    person: Person
    before: PersonFacts
    facts: PersonFacts
    changed: tuple[str, ...]


@transaction.atomic
def fill_many(
    *, changes: Iterable[PersonChange], on: date, by: User, reason: str = "list", source: UUID | None = None
) -> Filled:
    """Change what is recorded of these people as `correct_person` does; who was changed meanwhile is named and left."""
    if reason not in REASONS:
        raise FillingRefused(Refusal("reason_unknown", {"reason": reason}))
    asked = {change.person: change for change in changes}
    people = locks.lock_people(asked)
    refusal_of = _refusals(people.values(), on=on, by=by)
    refused = dict.fromkeys(asked.keys() - people.keys(), Refusal("person_out_of_reach"))
    corrections = []
    for id, person in people.items():
        correction = _correction(person, asked[id].facts)
        if not correction.changed:
            continue
        refusal = Refusal("stale") if person.version != asked[id].version else refusal_of(correction)
        if refusal:
            refused[id] = refusal
        else:
            corrections.append(correction)
    _write(corrections, on=on, by=by, reason=reason, source=source)
    return Filled(len(corrections), len(asked) - len(corrections) - len(refused), refused)


def _correction(person: Person, facts: Mapping[str, Any]) -> Correction:
    if unknown := facts.keys() - FACTS:
        raise FillingRefused(Refusal("field_unknown", {"fact": min(unknown)}))
    before = facts_of(person)
    after = replace(before, **facts)
    return Correction(person, before, after, rules.changed_fields(before, after))


def _refusals(people: Iterable[Person], *, on: date, by: User) -> Any:
    """What speaks against a correction; what has to be asked of the database is asked once for all of them."""
    people = list(people)
    reach = access.reach(by, Permission.CORRECT_PERSON, kind="person")
    hidden = places_hidden_of(people) if reach.areas else set()
    placed = set(Membership.objects.filter(person__in=people, until_on=None).values_list("person", flat=True))

    def refusal(one: Correction) -> Refusal | None:
        person, facts = one.person, one.facts
        if not reach.covers(person.office_id, None if person.pk in hidden else person.area_id, person.pk):
            return Refusal("outside_reach")
        moves = "area_code" in one.changed
        if moves and not _is_area(facts.area_code):
            return Refusal("area_is_no_village", {"area": facts.area_code})
        return (
            rules.refusal_to_correct(facts, on=on, died=person.death, moves=moves, has_family=person.pk in placed)
            or bulk_rules.refusal_of_incoming(facts, alias="", on=on)
            or _refusal_of_place(one, reach)
        )

    return refusal


def _refusal_of_place(one: Correction, reach: access.Reach) -> Refusal | None:
    """Nobody puts a person where they do not reach them any more."""
    office, facts = one.person.office_id, one.facts
    if not reach.covers(office, facts.area_code):
        return Refusal("outside_reach")
    return Refusal("protected_by_office") if facts.address_is_protected and not reach.covers(office, None) else None


def _is_area(code: str | None) -> bool:
    return code is None or Area.objects.filter(pk=code).exists()


def _write(corrections: list[Correction], *, on: date, by: User, reason: str, source: UUID | None) -> None:
    if not corrections:
        return
    with staged("new_facts", COLUMNS, _rows(corrections)) as cursor:
        cursor.execute(WRITE, [reason, by.pk])
        if cursor.rowcount != len(corrections):
            raise FillingRefused(Refusal("outside_reach"))
    words.keep_words_of_many([one.person.pk for one in corrections if "name" in one.changed])
    papers = numbers.follow_numbers(corrections, on=on, by=by)
    record_many(_events(corrections, papers, by=by, reason=reason, source=source))


def _rows(corrections: Iterable[Correction]) -> Rows:
    seal_number, seal_address = sealer("registry.person.national_number"), sealer("registry.person.address")
    index = indexer("registry.person.national_number")
    for one in corrections:
        person, facts, born = one.person, one.facts, one.facts.birth
        number, address = facts.national_number, facts.address
        yield (
            person.pk, facts.area_code, facts.name, facts.sex, facts.birth_place, born.date if born else None,
            str(born.precision) if born else "day", seal_number(person.pk, number) if number else None,
            index(number) if number else None, facts.number_state,
            seal_address(person.pk, address) if address is not None else None, facts.rt, facts.rw,
            facts.address_is_protected,
        )  # fmt: skip


def _events(
    corrections: Iterable[Correction], papers: Mapping[UUID, list[str]], *, by: User, reason: str, source: UUID | None
) -> Iterable[Event]:
    for one in corrections:
        detail: dict[str, Any] = {"fields": list(one.changed), "reason": reason}
        if source:
            detail["source"] = source
        if said := papers.get(one.person.pk):
            detail["papers"] = said
        yield Event("registry.person_corrected", by, one.person.pk, "person", one.person.office_id, detail=detail)
