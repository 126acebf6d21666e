"""Reading the audit. Row security decides which events a viewer gets: nothing until accounts has said so."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from simpul.audit.models import AuditEvent, AuditSeal


class Viewer(Protocol):
    """Whoever looks: a user of `accounts`, which lies above."""

    @property
    def is_active(self) -> bool:
        """Whether the account is in use."""
        ...


def events_visible_to(viewer: Viewer, *, offices: Collection[UUID] | None = None) -> QuerySet[AuditEvent]:
    """Events, newest first, that row security shows this viewer; of these offices and of none, when offices are given.

    Which offices a role reaches is accounts' knowledge: its callers pass them, and its row policy stands behind.
    """
    if not viewer.is_active:
        return AuditEvent.objects.none()
    visible = AuditEvent.objects.order_by("-id")
    return visible if offices is None else visible.filter(Q(office__in=offices) | Q(office__isnull=True))


def events_about(subject: UUID, *, viewer: Viewer, offices: Collection[UUID] | None = None) -> QuerySet[AuditEvent]:
    """Who did what to, or looked at, this person, family, file …"""
    return events_visible_to(viewer, offices=offices).filter(subject=subject)


def latest_head() -> AuditSeal | None:
    """The latest seal, with its hash: what is printed and put in the safe."""
    return AuditSeal.objects.order_by("-number").first()


def seconds_since_seal() -> float:
    """How long the oldest event that is not sealed yet has been waiting; 0 when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_seconds_unsealed()")
        return float(cursor.fetchone()[0])
