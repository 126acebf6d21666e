"""Two records of one person become one to the reader, by one column, and apart again by the same."""

from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.kit.refusals import Refusal, Refused, StaleRefused
from simpul.registry.models import Person
from simpul.registry.queries.places import covers
from simpul.registry.services import locks
from simpul.registry.services.versions import save_version
from simpul.registry.signals import people_merged, people_unmerged

MERGE_REASONS = ("same_number", "same_card", "asked_the_person", "office_decided")


class MergeRefused(Refused):
    """These two records may not be merged, or not be taken apart."""


class PersonChanged(MergeRefused, StaleRefused):
    """Somebody changed one of the two since they were read side by side."""

    status = 409


@transaction.atomic
def merge_people(
    *,
    person: Person,
    into: Person,
    reason: str,
    by: User,
    version: int | None = None,
    into_version: int | None = None,
) -> None:
    """Both records are the same human being, and `into` stands for them from now on. Nothing is re-pointed."""
    if person.pk == into.pk:
        raise MergeRefused(Refusal("merge_with_oneself"))
    if reason not in MERGE_REASONS:
        raise MergeRefused(Refusal("reason_unknown", {"reason": reason}))
    person, into = _held(person, into, by=by)
    for held, read in ((person, version), (into, into_version)):
        if read is not None and read != held.version:
            raise PersonChanged(Refusal("person_changed_meanwhile", {"version": held.version}))
    if person.merged_into_id:
        raise MergeRefused(Refusal("person_is_merged"))
    if into.merged_into_id:
        raise MergeRefused(Refusal("other_is_merged"))
    if person.office_id != into.office_id:
        raise MergeRefused(Refusal("person_of_other_office"))
    _point(person, into, by=by)
    record(
        "registry.people_merged",
        by=by,
        subject=person,
        office=person.office_id,
        into=str(into.pk),
        reason=reason,
        version=person.version,
    )
    record("registry.person_took_in", by=by, subject=into, office=into.office_id, other=str(person.pk))
    people_merged.send(sender=Person, person=person.pk, into=into.pk, by=by)


@transaction.atomic
def unmerge_people(*, person: Person, by: User, version: int | None = None) -> None:
    """They were two people after all: the record stands for itself again, with everything it ever had."""
    if person.merged_into is None:
        raise MergeRefused(Refusal("person_not_merged"))
    person, into = _held(person, person.merged_into, by=by)
    if version is not None and version != person.version:
        raise PersonChanged(Refusal("person_changed_meanwhile", {"version": person.version}))
    if person.merged_into_id != into.pk:
        raise MergeRefused(Refusal("person_not_merged"))
    _point(person, None, by=by)
    record(
        "registry.people_unmerged",
        by=by,
        subject=person,
        office=person.office_id,
        into=str(into.pk),
        version=person.version,
    )
    people_unmerged.send(sender=Person, person=person.pk, into=into.pk, by=by)


def _held(person: Person, into: Person, *, by: User) -> tuple[Person, Person]:
    """Both, locked in the order of ids, and only for whoever may correct both."""
    held = locks.lock_people([person.pk, into.pk])
    reach = access.reach(by, Permission.CORRECT_PERSON, kind="person")
    for wanted in (person.pk, into.pk):
        if wanted not in held or not covers(reach, held[wanted]):
            raise locks.OutOfReach(Refusal("person_out_of_reach"))
    return held[person.pk], held[into.pk]


def _point(person: Person, into: Person | None, *, by: User) -> None:
    person.merged_into = into
    save_version(person=person, by=by, reason=Person.ChangeReason.MERGED if into else Person.ChangeReason.UNMERGED)
