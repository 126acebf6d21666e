"""Whether somebody has proven who they are with two factors in this session."""

from django.conf import settings
from django.http import HttpRequest

SESSION_KEY = "account_authentication_methods"  # kept by allauth: one entry for each method that succeeded


def is_proven(request: HttpRequest) -> bool:
    """A second factor, or a passkey that checked its owner (it is two factors in one), was used in this session."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    methods = request.session.get(SESSION_KEY, [])
    return any(entry.get("method") == "mfa" for entry in methods)
