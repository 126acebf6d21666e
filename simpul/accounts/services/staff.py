"""Opening an account, giving roles, and leaving with every task handed over."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from simpul.accounts.models import Assignment, User
from simpul.accounts.queries import access, staff
from simpul.accounts.rules import passwords
from simpul.accounts.rules import staff as rules
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services.news import tell
from simpul.accounts.services.sessions import end_sessions
from simpul.accounts.signals import OpenWork, open_work_asked, work_handed_over
from simpul.audit.services import record
from simpul.directory.models import Area, Office
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal, Refused, StaleRefused


class AccountRefused(Refused):
    """An act on an account was refused, and nothing changed."""


class AccountStale(AccountRefused, StaleRefused):
    """Somebody else changed the account meanwhile."""


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    password: str | None,
    office: Office | None,
    by: User | None,
    language: str = "id",
    email: str = "",
    phone: str = "",
    is_one_time: bool = False,
) -> User:
    """Make an account without any role. The password is checked by the rules of the settings.

    A one-time password must be changed at the first sign-in, and is worth nothing after a week. Without a password
    nobody can sign in until one is set.
    """
    if by is not None:
        _refuse_outside_reach(by, office)
    if User.objects.filter(username__iexact=username).exists():
        raise AccountRefused(Refusal("username_taken", {"username": username}))
    user = User(
        username=username,
        name=name,
        language=language,
        email=email,
        phone=phone,
        office=office,
        created_by=by.pk if by else None,
        one_time_until=timezone.now() + passwords.VALID_FOR if is_one_time else None,
    )
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    record("accounts.account_opened", by=by, subject=user.pk, subject_kind="user", office=office.pk if office else None)
    return user


@transaction.atomic
def change_account(*, user: User, version: int, changes: Mapping[str, str], by: User) -> User:
    """Correct the name, e-mail, phone or language of an account, unless somebody else did so meanwhile."""
    if user.pk != by.pk:
        _refuse_outside_reach(by, user.office)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.version != version:
        raise AccountStale(Refusal("stale"))
    changed = [
        key for key in ("name", "email", "phone", "language") if key in changes and getattr(user, key) != changes[key]
    ]
    for key in changed:
        setattr(user, key, changes[key])
    if changed:
        user.version += 1
        user.save(update_fields=[*changed, "version"])
        record(
            "accounts.account_changed",
            by=by,
            subject=user.pk,
            subject_kind="user",
            office=user.office_id,
            fields=changed,
        )
    return user


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    office: Office,
    from_on: date,
    by: User | None,
    area: Area | None = None,
    until_on: date | None = None,
    acting: str = "",
) -> Assignment:
    """Give somebody a role at an office, from a day; in force at the next request."""
    if by is not None:
        _refuse_outside_reach(by, office)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two roles given at once are still weighed together
    if refusal := rules.refusal_to_assign(
        wanted=rules.Period(role, from_on, until_on, place=f"{office.pk}:{area.pk if area else ''}"),
        area_level=area.level if area else None,
        acting=acting,
        is_oneself=by is not None and by.pk == user.pk,
        held=staff.periods_of(user),
        giver_may=staff.permissions_held(by) if by else None,
    ):
        raise AccountRefused(refusal)
    assignment = Assignment.objects.create(
        user=user,
        role=role,
        office=office,
        area=area,
        acting=acting,
        from_on=from_on,
        until_on=until_on,
        assigned_by=by.pk if by else None,
    )
    if by is not None:
        tell(user=user, code="role_assigned", by=by, link=reverse("accounts:my_account"), name=by.name)
    record(
        "accounts.role_assigned",
        by=by,
        subject=user.pk,
        subject_kind="user",
        office=office.pk,
        role=role,
        area=area.code if area else "",
        acting=acting,
    )
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User, successor: User | None = None) -> Assignment:
    """End a role today; one that had not begun yet never was. Tasks out of reach without it go to the successor."""
    _refuse_outside_reach(by, assignment.office)
    if assignment.user_id == by.pk:
        raise AccountRefused(Refusal("role_for_oneself"))
    assignment = (
        Assignment.objects.select_related("office", "user").select_for_update(of=("self",)).get(pk=assignment.pk)
    )
    yesterday = today(assignment.office.time_zone) - timedelta(days=1)
    if assignment.from_on > yesterday:
        Assignment.objects.filter(pk=assignment.pk).delete()
    elif assignment.until_on is None or assignment.until_on > yesterday:
        assignment.until_on = yesterday
        assignment.save(update_fields=["until_on"])
    handed_over = _hand_over(assignment.user, successor, by, out_of_reach=True)
    record(
        "accounts.role_ended",
        by=by,
        subject=assignment.user_id,
        subject_kind="user",
        office=assignment.office_id,
        role=assignment.role,
        handed_over=handed_over,
        successor=str(successor.pk) if successor else "",
    )
    return assignment


def open_work(user: User, *, out_of_reach: bool = False) -> list[OpenWork]:
    """The tasks in somebody's hands, by kind, as the modules that own them answer; or only those they cannot do now."""
    asked = open_work_asked.send(sender=User, user=user, out_of_reach=out_of_reach)
    answers: list[OpenWork | None] = [answer for _, answer in asked]  # type: ignore[misc]
    return [work for work in answers if work is not None and work.count > 0]


def _hand_over(user: User, successor: User | None, by: User, *, out_of_reach: bool) -> int:
    """Give the successor what they can do; refuse if anything would stay behind. Answers how many tasks went over."""
    before = _count(open_work(user, out_of_reach=out_of_reach))
    if before and successor is not None:
        work_handed_over.send(sender=User, user=user, successor=successor, by=by, out_of_reach=out_of_reach)
    if left := _count(open_work(user, out_of_reach=out_of_reach)):
        raise AccountRefused(Refusal("open_work" if successor is None else "successor_out_of_reach", {"count": left}))
    if before and successor is not None:
        link = reverse("desk:home")
        tell(user=successor, code="work_handed_over", by=by, link=link, name=user.name, count=before)
    return before


def _count(work: list[OpenWork]) -> int:
    return sum(one.count for one in work)


@transaction.atomic
def close_account(*, user: User, by: User, successor: User | None = None) -> User:
    """Close the account of somebody who leaves: tasks go to the successor, sessions end at once."""
    _refuse_outside_reach(by, user.office)
    user = User.objects.select_for_update().get(pk=user.pk)
    if refusal := rules.refusal_to_close(is_oneself=user.pk == by.pk, works_elsewhere=staff.works_elsewhere(user, by)):
        raise AccountRefused(refusal)
    handed_over = _hand_over(user, successor, by, out_of_reach=False)
    user.is_active, user.closed_at, user.closed_by = False, timezone.now(), by.pk
    user.version += 1
    user.save(update_fields=["is_active", "closed_at", "closed_by", "version"])
    end_sessions(user.pk)
    record(
        "accounts.account_closed",
        by=by,
        subject=user.pk,
        subject_kind="user",
        office=user.office_id,
        handed_over=handed_over,
        successor=str(successor.pk) if successor else "",
    )
    return user


def _refuse_outside_reach(by: User, office: Office | None) -> None:
    """Staff are managed by their own office."""
    if office is None or not access.reach(by, Permission.MANAGE_STAFF).covers(office.pk, None):
        raise AccountRefused(Refusal("staff_outside_reach"))
