"""Opening an office with somebody who looks after it, and closing one where nobody works any more."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from simpul.accounts.models import Assignment, User
from simpul.accounts.queries import access
from simpul.accounts.queries.offices import accounts_of, roles_at
from simpul.accounts.rules import offices as rules
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import permissions_of
from simpul.accounts.services.staff import AccountRefused
from simpul.audit.services import record
from simpul.directory import services as directory
from simpul.directory.models import Area, Office, Organisation
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal, StaleRefused


@transaction.atomic
def open_office(
    *,
    code: str,
    name: str,
    kind: str,
    organisation: Organisation | Mapping[str, str],
    area: Area,
    by: User,
    **others: Any,
) -> Office:
    """Open an office, of an organisation that may be new (its name and kind); the opener looks after it.

    Nobody gives themselves a role, but this one reaches no further than the opener did: to every office there is.
    """
    if not access.reaches_every_office(by, Permission.OPEN_OFFICE):
        raise AccountRefused(Refusal("offices_out_of_reach"))
    if not isinstance(organisation, Organisation):
        organisation = directory.open_organisation(**organisation, by=by)
    office = directory.open_office(
        code=code, name=name, kind=kind, organisation=organisation, area=area, by=by, **others
    )
    _look_after(office, by)
    return office


@transaction.atomic
def close_office(*, office: Office, version: int, by: User) -> Office:
    """Close an office at which nobody else holds a role; the closer's own roles there end with it."""
    if not access.reach(by, Permission.CLOSE_OFFICE).covers(office.pk, None):
        raise AccountRefused(Refusal("offices_out_of_reach"))
    # Locked against a role that somebody gives there meanwhile: its row points to this one.
    office = Office.objects.select_for_update().get(pk=office.pk)
    if office.version != version:
        raise StaleRefused(Refusal("stale", {"version": office.version}))
    if refusal := refusal_to_close_office(office=office, by=by):
        raise AccountRefused(refusal)
    for held in roles_at(office):
        _end(held, office, by)
    return directory.close_office(office=office, version=version, by=by)


def refusal_to_close_office(*, office: Office, by: User) -> Refusal | None:
    """What stands in the way of closing an office."""
    return rules.refusal_to_close_office(
        is_open=office.is_active,
        others_open=Office.objects.filter(is_active=True).exclude(pk=office.pk).count(),
        is_own=by.office_id == office.pk,
        roles=roles_at(office).exclude(user=by).count(),
        accounts=accounts_of(office).count(),
    )


def _look_after(office: Office, by: User) -> None:
    """The role that lets the opener open offices, here too, and for as long as they hold it."""
    own = [held for held in access.held_by(by) if Permission.OPEN_OFFICE in permissions_of(held.role)]
    longest = max(own, key=lambda held: (held.until_on is None, held.until_on or held.from_on))
    Assignment.objects.create(
        user=by,
        role=longest.role,
        office=office,
        acting=longest.acting,
        from_on=min(today(office.time_zone), longest.until_on or date.max),
        until_on=longest.until_on,
    )
    record("accounts.role_assigned", by=by, subject=by.pk, subject_kind="user", office=office.pk, role=longest.role)


def _end(held: Assignment, office: Office, by: User) -> None:
    yesterday = today(office.time_zone) - timedelta(days=1)
    if held.from_on > yesterday:
        held.delete()
    else:
        held.until_on = yesterday
        held.save(update_fields=["until_on"])
    record("accounts.role_ended", by=by, subject=by.pk, subject_kind="user", office=office.pk, role=held.role)
