"""Telling those who watch over an office's data, and recording what somebody is kept from."""

from uuid import UUID

from django.urls import reverse

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules import throttle as rules
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services.news import tell
from simpul.accounts.services.throttle import Attempt, TooManyAttempts
from simpul.audit.services import record


def tell_watchers(*, code: str, act: str, by: User, about: str = "") -> bool:
    """News for the auditors and the data protection officer, once an hour; whether it was told now."""
    try:
        Attempt(((f"alarm:{code}:{about}:{by.pk}", rules.ALARMS),)).take()
    except TooManyAttempts:
        return False
    link = f"{reverse('desk:audit')}?act={act}&actor={by.pk}"
    for watcher in access.holders_of(Permission.VIEW_AUDIT, access.offices_of(by)):
        tell(user=watcher, code=code, by=by, link=link, name=by.name)
    return True


def note_denied_file(*, subject: UUID, by: User) -> None:
    """Somebody asks for what is closed to them, by a conflict of interest say: they get 404, and it is told."""
    denial = access.denial_of(by, subject)
    if denial is None:
        return
    act, office = "accounts.denied_file_asked", next(iter(access.offices_of(by)), None)
    record(act, by=by, subject=subject, subject_kind=denial.kind, office=office, relation=denial.relation)
    tell_watchers(code="denied_file_asked", act=act, by=by)
