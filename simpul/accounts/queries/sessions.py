"""The browsers in which somebody is signed in."""

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from simpul.accounts.models import User


def open_sessions(user: User) -> QuerySet[UserSession]:
    """One's own sessions, the latest used first."""
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user.pk)
    return found.order_by("-last_seen_at")
