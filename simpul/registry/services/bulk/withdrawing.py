"""Taking registrations back: of people who were registered by mistake, as long as nothing rests on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.db import connection, transaction

from simpul.accounts.models import User
from simpul.audit.services import Event, record_many
from simpul.directory.models import Office
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Person
from simpul.registry.services import locks
from simpul.registry.services.bulk.numbers import settle_numbers
from simpul.registry.signals import dependants_asked

REASONS = frozenset(Person.Withdrawal.values)
ALREADY = "withdrawn_already"


class WithdrawalRefused(Refused):
    """Nobody was withdrawn."""


@dataclass(frozen=True)
class Withdrawn:
    """What came of it: counts, and the reason by id for each person who stays."""

    people: int = 0
    families: int = 0
    again: int = 0  # were withdrawn before
    refused: Mapping[UUID, Refusal] = field(default_factory=dict)


@transaction.atomic
def withdraw_many(
    *, people: Iterable[UUID], office: Office, by: User, reason: str, source: UUID | None = None
) -> Withdrawn:
    """These people were registered by mistake: they are in no list, search and count any more; history and audit stay.

    Whoever was changed, added to, printed about or joined by somebody since stays, and is named with the reason. People
    who came together are taken back together: a head goes with the whole family, and a family with its last member.
    """
    if reason not in REASONS:
        raise WithdrawalRefused(Refusal("reason_unknown", {"reason": reason}))
    asked = _held(set(people))
    codes = _codes("SELECT person, code FROM registry_refusals_to_withdraw(%s)", asked)
    again = [person for person, code in codes if code == ALREADY]
    refused = {person: Refusal(code) for person, code in codes if code and code != ALREADY}
    going = asked.difference(again, refused)
    refused |= _of_other_offices(going, office) | _by_others(going, by)
    going.difference_update(refused)
    families, unfit = _families(going)
    while unfit:  # who stays keeps their head
        refused |= unfit
        going.difference_update(unfit)
        families, unfit = _families(going)
    _withdraw(going, families, office=office, by=by, reason=reason, source=source)
    gone = {family for family, code in families.values() if code == "goes"}
    return Withdrawn(len(going), len(gone), len(again), refused)


def withdraw_person(*, person: Person, reason: str, by: User) -> None:
    """The same of one person."""
    answer = withdraw_many(people=[person.pk], office=person.office, by=by, reason=reason)
    if refusal := answer.refused.get(person.pk):
        raise WithdrawalRefused(refusal)


def _held(people: set[UUID]) -> set[UUID]:
    """Families first, then people: whoever changes one of them meanwhile comes before or after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT family_id FROM registry_membership WHERE person_id = ANY (%s) AND until_on IS NULL",
            [list(people)],
        )
        locks.lock_families(family for (family,) in cursor.fetchall())
        cursor.execute(
            "SELECT id FROM registry_person WHERE id = ANY (%s) ORDER BY id FOR NO KEY UPDATE", [list(people)]
        )
    return people


def _codes(statement: str, people: Iterable[UUID]) -> list[tuple[UUID, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(people)])
        return cast(list[tuple[UUID, str | None]], cursor.fetchall())


def _of_other_offices(people: set[UUID], office: Office) -> dict[UUID, Refusal]:
    elsewhere = Person.objects.filter(pk__in=people).exclude(office=office).values_list("pk", flat=True)
    return dict.fromkeys(elsewhere, Refusal("person_of_other_office"))


def _by_others(people: set[UUID], by: User) -> dict[UUID, Refusal]:
    """What the modules above say: “something of mine rests on this person”."""
    refused: dict[UUID, Refusal] = {}
    for _, answer in dependants_asked.send(sender=Person, people=frozenset(people), by=by):
        refused |= cast(Mapping[UUID, Refusal], answer)
    return refused


def _families(people: set[UUID]) -> tuple[dict[UUID, tuple[UUID, str]], dict[UUID, Refusal]]:
    """By person: the family and what becomes of it; and who may not leave theirs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT family, person, code FROM registry_families_to_withdraw(%s)", [list(people)])
        rows = cursor.fetchall()
    fit = {person: (family, code) for family, person, code in rows if code in ("goes", "leaves")}
    return fit, {person: Refusal(code) for _, person, code in rows if person not in fit}


def _withdraw(
    people: set[UUID],
    families: Mapping[UUID, tuple[UUID, str]],
    *,
    office: Office,
    by: User,
    reason: str,
    source: UUID | None,
) -> None:
    if not people:
        return
    numbers = Person.objects.filter(pk__in=people).exclude(national_number_index=None)
    indexes = [bytes(index) for index in numbers.values_list("national_number_index", flat=True) if index]
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_withdraw(%s, %s)", [list(people), reason])
    detail = {"reason": reason} | ({"source": source} if source else {})
    record_many(
        Event("registry.person_withdrawn", by, person, "person", office.pk, detail=detail) for person in sorted(people)
    )
    acts = {"goes": "registry.family_withdrawn", "leaves": "registry.member_withdrawn"}
    record_many(
        Event(acts[code], by, family, "family", office.pk, detail=detail)
        for family, code in sorted(set(families.values()))
    )
    settle_numbers(indexes, by=by)
