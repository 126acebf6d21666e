"""Steps that several tests of accounts take."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from tests.cast import PASSWORD

__all__ = ["PASSWORD", "acts_of", "code_for", "enrol_app", "enter_password"]


def enter_password(client: Client, name: str, password: str = PASSWORD, **more):
    """Send the sign-in form."""
    return client.post(reverse("account_login"), {"login": name, "password": password}, **more)


def code_for(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enrol_app(client: Client) -> tuple[str, str]:
    """Set up an authenticator app through its page; answers the secret it shows, and the code that was sent."""
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200, page.headers
    secret = page.context["form"].secret
    code = code_for(secret)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret, code


BEFORE = ("accounts.account_opened", "accounts.role_assigned")


def acts_of(user) -> list[str]:
    """The recorded acts about this account since the cast was made, oldest first, read as the auditor of the office."""
    from simpul.accounts.models import User

    auditor = User.objects.get(username="sari")
    with acting_as(auditor.pk):
        acts = AuditEvent.objects.filter(subject=user.pk).exclude(act__in=BEFORE).order_by("id")
        return list(acts.values_list("act", flat=True))
