"""Opening an account, giving roles, and leaving with every task handed over."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import Assignment, User
from simpul.accounts.rules import staff as rules
from simpul.accounts.signals import OpenWork, open_work_asked, work_handed_over
from simpul.audit.services import record
from simpul.directory.models import Area, Office
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal, Refused


class AccountRefused(Refused):
    """An act on an account was refused, and nothing changed."""


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str, office: Office | None, by: User | None, language: str = "id", email: str = "", phone: str = ""
) -> User:
    """Make an account without any role. The password is checked by the rules of the settings."""
    if User.objects.filter(username__iexact=username).exists():
        raise AccountRefused(Refusal("username_taken", {"username": username}))
    user = User(
        username=username, name=name, language=language, email=email, phone=phone, created_by=by.pk if by else None
    )
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record("accounts.account_opened", by=by, subject=user.pk, subject_kind="user", office=office.pk if office else None)
    return user


@transaction.atomic
def change_account(*, user: User, version: int, changes: Mapping[str, str], by: User) -> User:
    """Correct the name, e-mail, phone or language of an account, unless somebody else did so meanwhile."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.version != version:
        raise AccountRefused(Refusal("stale"))
    changed = [key for key in ("name", "email", "phone", "language") if key in changes and getattr(user, key) != changes[key]]
    for key in changed:
        setattr(user, key, changes[key])
    user.version += 1
    user.save(update_fields=[*changed, "version"])
    record("accounts.account_changed", by=by, subject=user.pk, subject_kind="user", fields=changed)
    return user


@transaction.atomic
def assign_role(
    *, user: User, role: str, office: Office, from_on: date, by: User | None, area: Area | None = None,
    until_on: date | None = None, acting: str = "",
) -> Assignment:
    """Give somebody a role at an office, from a day; in force at the next request."""
    if refusal := rules.refusal_to_assign(
        role=role, area_level=area.level if area else None, acting=acting, from_on=from_on, until_on=until_on,
        is_oneself=by is not None and by.pk == user.pk,
    ):
        raise AccountRefused(refusal)
    assignment = Assignment.objects.create(
        user=user, role=role, office=office, area=area, acting=acting, from_on=from_on, until_on=until_on,
        assigned_by=by.pk if by else None,
    )
    record(
        "accounts.role_assigned", by=by, subject=user.pk, subject_kind="user", office=office.pk, role=role,
        area=area.code if area else "", acting=acting,
    )
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User) -> Assignment:
    """End a role today; one that had not begun yet never was. Tasks are handed over when the account is closed."""
    yesterday = date.fromordinal(today(assignment.office.time_zone).toordinal() - 1)
    if assignment.from_on > yesterday:
        assignment.delete()
    else:
        assignment.until_on = yesterday
        assignment.save(update_fields=["until_on"])
    record(
        "accounts.role_ended", by=by, subject=assignment.user_id, subject_kind="user", office=assignment.office_id,
        role=assignment.role,
    )
    return assignment


def open_work(user: User) -> list[OpenWork]:
    """The tasks in somebody's hands, by kind, as the modules that own them answer."""
    answers = (answer for _, answer in open_work_asked.send(sender=User, user=user))
    return [work for work in answers if work is not None and work.count]


@transaction.atomic
def close_account(*, user: User, by: User, successor: User | None = None) -> User:
    """Close the account of somebody who leaves: tasks go to the successor, sessions and second factors end at once."""
    user = User.objects.select_for_update().get(pk=user.pk)
    held = open_work(user)
    if refusal := rules.refusal_to_close(
        open_work=[(work.kind, work.count) for work in held], has_successor=successor is not None, is_oneself=user.pk == by.pk
    ):
        raise AccountRefused(refusal)
    if successor is not None:
        work_handed_over.send(sender=User, user=user, successor=successor, by=by)
    user.is_active, user.closed_at, user.closed_by = False, timezone.now(), by.pk
    user.version += 1
    user.save(update_fields=["is_active", "closed_at", "closed_by", "version"])
    end_sessions(user.pk)
    record(
        "accounts.account_closed", by=by, subject=user.pk, subject_kind="user", handed_over=sum(w.count for w in held),
        successor=str(successor.pk) if successor else "",
    )
    return user


def end_sessions(user_id: UUID) -> None:
    """Sign somebody out everywhere, now."""
    keys = list(UserSession.objects.filter(user=user_id).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user_id).delete()
