"""Resetting a password that somebody forgot."""

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules import passwords
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services.factors import remove_factors
from simpul.accounts.services.sessions import end_sessions
from simpul.accounts.services.staff import AccountRefused
from simpul.audit.services import record
from simpul.kit.refusals import Refusal


@transaction.atomic
def reset_password(*, user: User, by: User, has_lost_device: bool = False) -> str:
    """Answer a one-time password, this once. It must be changed at the next sign-in; sessions end now.

    Only where a device was lost are the second factors forgotten too: a new password alone opens nothing.
    """
    if user.pk == by.pk:
        raise AccountRefused(Refusal("reset_oneself"))
    if user.office_id is None or not access.reach(by, Permission.MANAGE_STAFF).covers(user.office_id, None):
        raise AccountRefused(Refusal("staff_outside_reach"))
    password = passwords.one_time_password()
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise AccountRefused(Refusal("account_is_closed"))
    user.set_password(password)
    user.one_time_until = timezone.now() + passwords.VALID_FOR
    user.version += 1
    user.save(update_fields=["password", "one_time_until", "version"])
    removed = remove_factors(user) if has_lost_device else 0
    end_sessions(user.pk)
    record(
        "accounts.password_reset",
        by=by,
        subject=user.pk,
        subject_kind="user",
        office=user.office_id,
        factors_removed=removed,
    )
    return password


@transaction.atomic
def note_password_change(user: User) -> None:
    """Somebody has chosen a password of their own: the one-time password is over, and so is every other session."""
    User.objects.filter(pk=user.pk).update(one_time_until=None)
    user.one_time_until = None
    record("accounts.password_changed", by=user, subject=user.pk, subject_kind="user", office=user.office_id)
