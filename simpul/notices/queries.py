"""Reads of notices: everybody sees their own."""

from django.db.models import QuerySet

from simpul.accounts.models import User
from simpul.notices.models import Notice


def notices_visible_to(viewer: User) -> QuerySet[Notice]:
    """One's own notices, newest first."""
    return Notice.objects.filter(user=viewer).order_by("-id")


def unread_count(viewer: User) -> int:
    """How many notices wait for this user."""
    return Notice.objects.filter(user=viewer, read_at__isnull=True).count()
