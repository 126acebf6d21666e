"""Reads of papers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.documents import rules
from simpul.documents.models import Paper
from simpul.documents.signals import Subjects, subjects_asked


@dataclass(frozen=True)
class Genuine:
    """What anybody may know of a paper: that we issued it, when, and whether it still stands. Nothing about whom."""

    kind: str
    office: str
    issued_at: datetime
    time_zone: str
    is_withdrawn: bool

    @property
    def issued_on(self) -> date:
        """The day, by the office's clock."""
        return self.issued_at.astimezone(ZoneInfo(self.time_zone)).date()


def papers_visible_to(viewer: User) -> QuerySet[Paper]:
    """Papers of the offices where one prints today, about those about whom one may print today, whoever printed them."""
    reach = access.reach(viewer, Permission.PRINT_EXTRACT)
    about = Q(pk__in=[])
    for _receiver, answer in subjects_asked.send(sender=Paper, viewer=viewer):
        subjects = cast(Subjects, answer)
        about |= Q(subject_kind=subjects.kind, subject__in=subjects.ids)
    here = reach.offices | {office for office, _area in reach.areas}
    return Paper.objects.filter(about, office__in=here).order_by("-id")


def papers_about(subject: UUID, *, viewer: User) -> QuerySet[Paper]:
    """The papers issued about one person or family."""
    return papers_visible_to(viewer).filter(subject=subject)


def genuine_paper(code: str) -> Genuine | None:
    """The paper that bears this code, for anybody; asked through a function of the database that tells no more."""
    read = rules.read_code(code)
    if read is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM documents_genuine_paper(%s)", [rules.code_hash(read)])
        row = cursor.fetchone()
    return Genuine(*row) if row else None
