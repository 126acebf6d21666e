"""What somebody has proven in this session, what they could prove, and what they still owe."""

import time
from typing import Any, Protocol

from allauth.mfa.models import Authenticator
from django.conf import settings

from simpul.accounts.models import User
from simpul.accounts.queries import code_cards

SESSION_KEY = "account_authentication_methods"  # kept by allauth: one entry for each method that succeeded
OWNER_KEY = "account_authentication_methods_user"  # and whose they are
FORM_GRACE = 900  # a form that was opened with a fresh proof may be sent this many seconds later


class Asking(Protocol):
    """A request: who asks, and their session."""

    user: Any
    session: Any


def proofs(request: Asking) -> list[dict[str, Any]]:
    """The methods that succeeded in this session, for the very user who is signed in."""
    if request.session.get(OWNER_KEY) != str(request.user.pk):
        return []
    return list(request.session.get(SESSION_KEY, []))


def is_proven(request: Asking) -> bool:
    """A second factor, or a passkey that checked its owner (it is two factors in one), was used in this session.

    allauth writes "mfa" for an authenticator app, a recovery code and a passkey, and our own stage for a code card; a
    password writes "password" and never "mfa".
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    return any(entry.get("method") == "mfa" for entry in proofs(request))


def is_recently_proven(request: Asking, *, within: int) -> bool:
    """Whether somebody has shown who they are, by whatever method, in the last so many seconds."""
    latest = max((float(entry.get("at", 0)) for entry in proofs(request)), default=0.0)
    return time.time() - latest < within


def devices_of(user: User) -> list[str]:
    """The kinds of second factor somebody has set up: totp, webauthn, code_card."""
    kinds = Authenticator.objects.filter(user=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    held = list(dict.fromkeys(kinds.order_by("type").values_list("type", flat=True)))
    return [*held, "code_card"] if code_cards.card_in_force(user) else held


def owed(request: Asking) -> str:
    """What is still missing before the pages open: "sign_in" again, a new "password", a factor to "enrol", or nothing.

    Who has a second factor already cannot set up another one with the password alone: they sign in with what they have.
    """
    proven = is_proven(request)
    if not proven and devices_of(request.user):
        return "sign_in"
    if request.user.one_time_until is not None:
        return "password"
    return "" if proven else "enrol"
