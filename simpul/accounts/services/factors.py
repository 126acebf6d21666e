"""Second factors: sealing their secrets, and accepting each code once."""

import base64
import hmac
import time
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.rules.code_cards import tidy
from simpul.database.sealing import seal, unseal

COLUMN = "accounts.factor"
# allauth seals and opens a secret without saying whose it is: all are bound to one fixed subject, not to their user.
SUBJECT = UUID("5f0c7a52-7d1e-5a3b-9b51-0a8f6f1f2c11")


def seal_secret(text: str) -> str:
    """A factor's secret as it is kept."""
    return base64.b64encode(seal(COLUMN, SUBJECT, text)).decode()


def open_secret(sealed: str) -> str:
    """The secret again."""
    return unseal(COLUMN, SUBJECT, base64.b64decode(sealed))


@transaction.atomic
def accept_code(*, user: User, code: str) -> Authenticator | None:
    """The factor that this code proves: an authenticator app, or a recovery code. Either is good once."""
    factors = Authenticator.objects.select_for_update().filter(user=user.pk).exclude(type=Authenticator.Type.WEBAUTHN)
    for factor in factors.order_by("-type"):
        if factor.type == Authenticator.Type.TOTP:
            accepted = _accept_totp(factor, tidy(code))
        else:
            accepted = bool(factor.wrap().validate_code(tidy(code)))
        if accepted:
            factor.refresh_from_db()
            return factor
    return None


def _accept_totp(factor: Authenticator, code: str) -> bool:
    """A code is good for its own half minute and the ones beside it, and never again (RFC 6238, 5.2)."""
    secret = decrypt(factor.data["secret"])
    for step in yield_hotp_counters_from_time():
        fits = hmac.compare_digest(format_hotp_value(hotp_value(secret, step)), code)
        if fits and step > factor.data.get("latest_step", 0):
            factor.data["latest_step"] = step
            factor.save(update_fields=["data"])
            return True
    return False


def note_activation(factor: Authenticator) -> None:
    """The code that set up an authenticator app is spent, too."""
    factor.data["latest_step"] = int(time.time()) // 30
    factor.save(update_fields=["data"])


@transaction.atomic
def remove_factors(user: User) -> int:
    """Forget every device and code list of somebody who lost theirs; at the next sign-in they set up new ones."""
    factors = list(Authenticator.objects.filter(user=user.pk))
    for factor in factors:
        factor.delete()
    return len(factors)
