"""Reading somebody's data leaves a trace: opening the page, and opening what it masks. Values are in no event."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.models import Person
from simpul.registry.queries.people import was_withdrawn
from simpul.registry.queries.places import covers


class ReadingRefused(Refused):
    """What is masked was not opened."""


class PersonWithdrawn(ReadingRefused):
    """There was a registration once, and it was taken back."""

    status = 410


def refuse_withdrawn(person: UUID) -> None:
    """Say so to those who would see the person otherwise; for all others there is and was nobody."""
    if was_withdrawn(person):
        raise PersonWithdrawn(Refusal("registration_withdrawn"))


@transaction.atomic
def view_person(*, person: Person, fields: Collection[str], by: User) -> None:
    """Write down that somebody opens a person's page, and what of it stands there in full."""
    record("registry.person_viewed", by=by, subject=person, office=person.office_id, fields=list(fields))


@transaction.atomic
def reveal_number(*, person: Person, fields: Collection[str], reason: str, by: User) -> None:
    """Write down that somebody opens what is masked. The page shows it only after this."""
    if not covers(access.reach(by, Permission.REVEAL_NUMBER, kind="person"), person):
        raise ReadingRefused(Refusal("outside_reach"))
    record(
        "registry.number_revealed", by=by, subject=person, office=person.office_id, fields=sorted(fields), reason=reason
    )
