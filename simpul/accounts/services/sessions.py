"""Ending sessions."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.audit.services import record


def end_sessions(user_id: UUID) -> None:
    """Sign somebody out everywhere, now."""
    keys = list(UserSession.objects.filter(user=user_id).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user_id).delete()


@transaction.atomic
def end_session(*, session: UserSession, by: User) -> None:
    """Sign one browser out; whoever sits there sees the sign-in page at the next click."""
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    record(
        "accounts.session_ended",
        by=by,
        subject=session.user_id,
        subject_kind="user",
        office=next(iter(access.offices_of(by)), None),
    )


@transaction.atomic
def forget_ended_sessions() -> int:
    """Drop sessions that are too old to open anything, and what told of browsers that are signed in no more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    gone: int = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
    return gone


def renew_key(session: SessionBase) -> None:
    """The same session under a new key: whoever came by the old one has nothing."""
    before = session.session_key
    session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=session.session_key)


def note_activity(session_key: str) -> None:
    """Remember, at most once a minute, when a session was last used."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=timezone.now())
