"""The offices somebody looks after, and the letterheads of one."""

from uuid import UUID

from django.db.models import QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.queries.people import names_of
from simpul.accounts.rules.permissions import Permission
from simpul.directory import queries as directory
from simpul.directory.models import Letterhead, Office
from simpul.directory.models.offices import KINDS, PAPERS, ZONES
from simpul.files.models import Attachment
from simpul.files.queries import content_of
from simpul.kit.dates import today

__all__ = ["KINDS", "OFFICE_FIELDS", "PAPERS", "ZONES"]  # the choices of forms, which touch no tables

OFFICE_FIELDS = (
    "name", "kind", "area", "time_zone", "address", "phone", "email", "town", "head_name", "head_title",
    "head_number",
)  # fmt: skip


def offices_managed_by(viewer: User) -> QuerySet[Office]:
    """The offices whose facts, letterhead and calendar this viewer keeps."""
    return directory.offices(with_closed=True).filter(pk__in=access.reach(viewer, Permission.MANAGE_OFFICE).offices)


def may_change_country(viewer: User) -> bool:
    """Whether this viewer may change what holds for every office: national holidays, announced years."""
    return access.holds(viewer, Permission.EDIT_CODE_LIST)


def saved_office(office: Office) -> dict[str, object]:
    """What is kept of an office, by the names of its form."""
    return {name: getattr(office, name) for name in OFFICE_FIELDS}


def letterheads(office: Office) -> list[tuple[Letterhead, str]]:
    """Every edition, the latest first, with the name of whoever wrote it."""
    kept = list(Letterhead.objects.filter(office=office).order_by("-edition"))
    names = names_of(letterhead.changed_by for letterhead in kept)
    return [(letterhead, names.get(letterhead.changed_by, "") if letterhead.changed_by else "") for letterhead in kept]


def latest_letterhead(office: Office) -> tuple[dict[str, object], UUID | None]:
    """What a new letterhead begins with, by the names of its form, and the logo it takes over."""
    kept = Letterhead.objects.filter(office=office).order_by("-edition").first()
    written = [office.organisation.name, office.name, *office.address.splitlines()]
    lines = kept.lines if kept else "\n".join(line for line in written if line)
    known = {"lines": lines, "paper": kept.paper if kept else "f4", "valid_from": today(office.time_zone)}
    return known, kept.logo_file if kept else None


def logo(attachment: UUID | None) -> bytes | None:
    """The picture of a letterhead."""
    kept = Attachment.objects.filter(pk=attachment).first() if attachment else None
    return content_of(kept) if kept else None
