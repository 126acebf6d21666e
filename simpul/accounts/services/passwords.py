"""Resetting a password that somebody forgot, and vouching together that a device was lost."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries import access, code_cards, staff
from simpul.accounts.rules import passwords
from simpul.accounts.rules import staff as rules
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services.factors import remove_factors
from simpul.accounts.services.news import tell
from simpul.accounts.services.sessions import end_sessions
from simpul.accounts.services.staff import AccountRefused
from simpul.audit.services import record
from simpul.kit.refusals import Refusal


@transaction.atomic
def reset_password(*, user: User, by: User, has_lost_device: bool = False) -> str:
    """Answer a one-time password, this once. It must be changed at the next sign-in; sessions end now.

    A new password alone opens nothing, for the second factor stays. Where its device was lost, somebody else has to
    confirm that: whoever makes the password could sign in with it.
    """
    if user.office_id is None or not access.reach(by, Permission.MANAGE_STAFF).covers(user.office_id, None):
        raise AccountRefused(Refusal("staff_outside_reach"))
    user = User.objects.select_for_update().get(pk=user.pk)
    if refusal := rules.refusal_to_reset(
        is_oneself=user.pk == by.pk,
        holder_may=staff.permissions_now_or_later(user),
        resetter_may=staff.permissions_held(by),
        is_card_issuer=code_cards.has_card_from(user, by),
    ):
        raise AccountRefused(refusal)
    if not user.is_active:
        raise AccountRefused(Refusal("account_is_closed"))
    password = _make_one_time(user, by, has_lost_device)
    tell(user=user, code="password_reset", by=by, name=by.name)
    _record("accounts.password_reset", user, by, device_lost=has_lost_device)
    return password


@transaction.atomic
def confirm_lost_device(*, user: User, by: User) -> int:
    """The second person vouches for it: the second factors are forgotten, and set up anew at the next sign-in."""
    if user.office_id is None or not access.reach(by, Permission.CONFIRM_LOST_DEVICE).covers(user.office_id, None):
        raise AccountRefused(Refusal("staff_outside_reach"))
    user = User.objects.select_for_update().get(pk=user.pk)
    if refusal := rules.refusal_to_confirm_lost_device(
        is_reported=staff.has_lost_device(user), is_oneself=user.pk == by.pk, is_reporter=user.one_time_by == by.pk
    ):
        raise AccountRefused(refusal)
    removed = remove_factors(user)
    user.is_device_lost = False
    user.save(update_fields=["is_device_lost"])
    tell(user=user, code="lost_device_confirmed", by=by, name=by.name)
    _record("accounts.lost_device_confirmed", user, by, factors_removed=removed, reported_by=str(user.one_time_by))
    return removed


@transaction.atomic
def recover_administrator(*, user: User, by: None) -> str:
    """At the machine, for whoever keeps the system and finds nobody above: a one-time password, without factors."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active or Permission.VIEW_SYSTEM not in staff.permissions_now_or_later(user):
        raise AccountRefused(Refusal("no_administrator"))
    password = _make_one_time(user, by, False)
    _record("accounts.administrator_recovered", user, by, factors_removed=remove_factors(user))
    return password


@transaction.atomic
def note_password_change(user: User) -> None:
    """Somebody has chosen a password of their own: the one-time password is over, and so is every other session."""
    User.objects.filter(pk=user.pk).update(one_time_until=None, one_time_by=None, is_device_lost=False)
    user.one_time_until = None
    record("accounts.password_changed", by=user, subject=user.pk, subject_kind="user", office=user.office_id)


def _make_one_time(user: User, by: User | None, has_lost_device: bool) -> str:
    password = passwords.one_time_password()
    user.set_password(password)
    user.one_time_until, user.one_time_by = timezone.now() + passwords.VALID_FOR, by.pk if by else None
    user.is_device_lost = has_lost_device
    user.version += 1
    user.save(update_fields=["password", "one_time_until", "one_time_by", "is_device_lost", "version"])
    end_sessions(user.pk)
    return password


def _record(act: str, user: User, by: User | None, **detail: Any) -> None:
    record(act, by=by, subject=user.pk, subject_kind="user", office=user.office_id, **detail)
