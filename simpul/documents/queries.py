"""Reads of papers, and of lists that are taken along."""

import hashlib
import json
from collections.abc import Iterable
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
from simpul.documents.models import Export, Paper
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


@dataclass(frozen=True)
class Traced:
    """Whose list it is that a number was found in; only the number where no such list was made here."""

    number: str
    asked_by: str = ""
    asked_at: datetime | None = None
    office: str = ""
    kind: str = ""
    purpose: str = ""
    rows: int | None = None


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


def exports_visible_to(viewer: User) -> QuerySet[Export]:
    """One's own lists, where the right to take them along reaches exactly as far as when they were asked for.

    A role that ended, another area, a file that is closed to the viewer since: the list is not there any more.
    """
    own = Export.objects.filter(asked_by=viewer.pk)
    kept = Q(pk__in=[])
    for permission in own.values_list("permission", flat=True).distinct():
        wanted = Permission(permission)
        kept |= Q(permission=permission, reach=reach_of(viewer, wanted), office__in=offices_with(viewer, wanted))
    return own.filter(kept).order_by("-id")


def exports_numbered(numbers: Iterable[str]) -> list[Traced]:
    """Whose exports these are, as far as the database role that asks sees them: for who runs the machine."""
    found = {
        export.number: export for export in Export.objects.filter(number__in=list(numbers)).select_related("office")
    }
    names = dict(User.objects.filter(pk__in={one.asked_by for one in found.values()}).values_list("pk", "username"))
    return [
        Traced(
            number=number,
            asked_by=names.get(one.asked_by, ""),
            asked_at=one.asked_at,
            office=one.office.code,
            kind=one.kind,
            purpose=one.purpose,
            rows=one.rows,
        )
        if (one := found.get(number))
        else Traced(number)
        for number in numbers
    ]


def offices_with(viewer: User, permission: Permission) -> frozenset[UUID]:
    """The offices where a permission is held today, for the whole office or an area of it."""
    reach = access.reach(viewer, permission)
    return reach.offices | {office for office, _area in reach.areas}


def reach_of(viewer: User, permission: Permission) -> str:
    """A digest of all that decides which rows somebody may take along."""
    parts = []
    for wanted in (permission, Permission.VIEW_PERSON, Permission.REVEAL_NUMBER):
        reach = access.reach(viewer, wanted)
        parts += [sorted(map(str, reach.offices)), sorted(f"{office} {area}" for office, area in reach.areas)]
    for kind in ("person", "family"):
        reach = access.reach(viewer, Permission.VIEW_PERSON, kind=kind)
        parts += [sorted(map(str, reach.allowed)), sorted(map(str, reach.denied))]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
