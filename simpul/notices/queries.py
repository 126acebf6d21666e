"""Reads of notices."""

from simpul.accounts.models import User


def unread_count(user: User) -> int:
    """How many notices wait for this user."""
    return 0
