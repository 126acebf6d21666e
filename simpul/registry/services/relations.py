"""How people are related, whatever card they are on: parent, spouse, guardian, carer."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Person, Relation
from simpul.registry.queries.places import covers
from simpul.registry.rules import relations as rules
from simpul.registry.services import locks


class RelationRefused(Refused):
    """This relation may not be recorded, or not ended."""


@transaction.atomic
def record_relation(*, person: Person, other: Person, kind: str, by: User, from_on: date | None = None) -> Relation:
    """`person` is parent, spouse, guardian or carer of `other`."""
    person, other = _held(person, other, by=by)
    if kind not in Relation.Kind.values:
        raise RelationRefused(Refusal("relation_kind_unknown", {"kind": kind}))
    _refuse_future(from_on, person)
    standing = Relation.objects.filter(kind=kind, ended_at=None)
    refusal = rules.refusal_of_relation(
        kind,
        is_same=person.pk == other.pk,
        is_recorded=standing.filter(person=person, other=other).exists(),
        is_reversed=standing.filter(person=other, other=person).exists(),
    )
    if refusal:
        raise RelationRefused(refusal)
    relation = Relation.objects.create(person=person, other=other, kind=kind, from_on=from_on, recorded_by=by.pk)
    _record("registry.relation_recorded", relation, by=by)
    return relation


@transaction.atomic
def end_relation(*, relation: Relation, by: User, until_on: date | None = None) -> None:
    """A relation that is over (divorce, another guardian), or that was recorded by mistake."""
    _held(relation.person, relation.other, by=by)
    relation = Relation.objects.select_for_update(of=("self",)).select_related("person", "other").get(pk=relation.pk)
    if relation.ended_at:
        raise RelationRefused(Refusal("relation_has_ended"))
    _refuse_future(until_on, relation.person)
    if until_on and relation.from_on and until_on < relation.from_on:
        raise RelationRefused(Refusal("day_before_relation", {"from_on": relation.from_on}))
    relation.until_on, relation.ended_at, relation.ended_by = until_on, timezone.now(), by.pk
    relation.save()
    _record("registry.relation_ended", relation, by=by)


def _held(person: Person, other: Person, *, by: User) -> tuple[Person, Person]:
    """Both, locked, and within reach of whoever records it."""
    held = locks.lock_people({person.pk, other.pk})
    reach = access.reach(by, Permission.CHANGE_FAMILY, kind="person")
    for wanted in (person.pk, other.pk):
        if wanted not in held or not covers(reach, held[wanted]):
            raise locks.OutOfReach(Refusal("person_out_of_reach"))
    return held[person.pk], held[other.pk]


def _refuse_future(day: date | None, person: Person) -> None:
    if day and day > today(person.office.time_zone):
        raise RelationRefused(Refusal("day_in_future", {"on": day}))


def _record(act: str, relation: Relation, *, by: User) -> None:
    record(
        act,
        by=by,
        subject=relation.person_id,
        subject_kind="person",
        office=relation.person.office_id,
        kind=relation.kind,
        other=str(relation.other_id),
        relation=str(relation.pk),
    )
