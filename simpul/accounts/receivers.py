"""What allauth and Django tell about signing in becomes events of the audit, in the transaction of the request."""

import hmac
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from simpul.accounts.queries import factors, people
from simpul.accounts.services import factors as factor_service
from simpul.accounts.services import note_password_change
from simpul.audit.services import record
from simpul.database.context import acting_as
from simpul.database.keys import ring


def _record(act: str, user: Any, *, by: Any = "", **detail: Any) -> None:
    """In the name of whoever did it: while they sign in, the request does not know them yet."""
    actor = user if by == "" else by
    with acting_as(actor.pk if actor else None):
        record(act, by=actor, subject=user.pk, subject_kind="user", office=user.office_id, **detail)


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """Somebody signed in, and how; the clocks of the session begin."""
    for clock in ("began", "seen"):
        request.session.pop(clock, None)
    methods = [str(proof.get("type") or proof.get("method")) for proof in request.session.get(factors.SESSION_KEY, [])]
    _record("accounts.signed_in", user, methods=methods)


@receiver(user_logged_out)
def signed_out(sender: Any, request: HttpRequest, user: Any, **more: Any) -> None:
    """Somebody signed out, or was left alone too long."""
    if user is not None and user.is_authenticated:
        _record("accounts.signed_out", user)


@receiver(user_login_failed)
def sign_in_failed(sender: Any, credentials: dict[str, Any], **more: Any) -> None:
    """A wrong password. Of a name that nobody has only a keyed hash is kept: people type passwords there, too."""
    name = str(credentials.get("username", ""))
    user = people.by_username(name)
    if user is not None:
        _record("accounts.sign_in_failed", user, by=None)
        return
    digest = hmac.new(ring().secret("unknown_names").encode(), name.casefold().encode(), "sha256").hexdigest()
    with acting_as(None):
        record("accounts.sign_in_failed", by=None, typed=digest)


@receiver(authentication_failed)
def factor_failed(sender: Any, user: Any, **more: Any) -> None:
    """The password was right and the code was wrong: worth a look."""
    _record("accounts.factor_failed", user, by=None)


@receiver(password_changed)
def changed_password(sender: Any, user: Any, **more: Any) -> None:
    """A password of one's own."""
    note_password_change(user)


@receiver(post_save, sender=Authenticator)
def factor_added(sender: Any, instance: Authenticator, created: bool, **more: Any) -> None:
    """A new second factor; whoever has just set one up has just proven it."""
    if not created:
        return
    _record("accounts.factor_added", instance.user, kind=instance.type)
    if instance.type == Authenticator.Type.RECOVERY_CODES:
        return
    if instance.type == Authenticator.Type.TOTP:
        factor_service.note_activation(instance)
    request = context.request
    if request is not None and request.user == instance.user:
        record_authentication(request, instance.user, "mfa", type=instance.type, id=instance.pk)


@receiver(post_delete, sender=Authenticator)
def factor_removed(sender: Any, instance: Authenticator, **more: Any) -> None:
    """A second factor that is no more."""
    request = context.request
    asker = getattr(request, "user", None)
    by = asker if asker is not None and asker.is_authenticated else None
    _record("accounts.factor_removed", instance.user, by=by, kind=instance.type)
