"""Passwords that somebody else hands over: easy to read out, good once, for a few days."""

import secrets
from datetime import timedelta

VALID_FOR = timedelta(days=7)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


def one_time_password() -> str:
    """Fifteen characters in three groups, about 74 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(3))
