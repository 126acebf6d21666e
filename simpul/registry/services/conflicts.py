"""Declaring that somebody is too close to a person to keep their file, and taking that back."""

from django.db import connection, transaction

from simpul.accounts.models import Grant, User
from simpul.accounts.services import give_grant, withdraw_grant
from simpul.audit.services import record
from simpul.kit.refusals import Refused
from simpul.registry import queries
from simpul.registry.models import Person
from simpul.registry.rules import conflicts as rules


class ConflictRefused(Refused):
    """A conflict was not declared or withdrawn, and nothing changed."""


@transaction.atomic
def declare_conflict(*, person: Person, user: User, relation: str, by: User) -> None:
    """The person and their family are closed to this user from the next statement on; declaring it twice is once."""
    is_own = user.pk == by.pk
    if refusal := rules.refusal_to_declare(
        relation=relation,
        is_own=is_own,
        may_for_others=queries.may_withdraw_conflicts(by, person),
        works_here=is_own or user in queries.staff_around(person),
    ):
        raise ConflictRefused(refusal)
    if queries.conflicts_of(person).filter(user=user.pk).exists():
        return
    give_grant(user=user, kind="person", subject=person.pk, effect="deny", relation=relation, by=by)
    _record("registry.conflict_declared", person, user, relation, by)
    with connection.cursor() as cursor:  # runs as the owner: to whoever declares their own, all of it is gone already
        cursor.execute("SELECT registry_conflicts_go_along(ARRAY[%s]::uuid[], ARRAY[]::uuid[])", [person.pk])


@transaction.atomic
def withdraw_conflict(*, person: Person, conflict: Grant, by: User) -> None:
    """It was a mistake, or is over: the person and their family are open again at the next statement."""
    may_withdraw = (
        queries.may_withdraw_conflicts(by, person) and queries.conflicts_of(person).filter(pk=conflict.pk).exists()
    )
    if refusal := rules.refusal_to_withdraw(is_own=conflict.user_id == by.pk, may_withdraw=may_withdraw):
        raise ConflictRefused(refusal)
    Grant.objects.filter(user=conflict.user_id, relation=rules.ALONG, reason=str(conflict.pk)).delete()
    _record("registry.conflict_withdrawn", person, conflict.user, conflict.relation, by)
    withdraw_grant(grant=conflict, by=by)


def _record(act: str, person: Person, user: User, relation: str, by: User) -> None:
    record(act, by=by, subject=person, office=person.office_id, user=str(user.pk), relation=relation)
