"""The offices somebody looks after, and the letterheads of one."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.queries.offices import accounts_of, roles_at
from simpul.accounts.queries.people import names_of
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES
from simpul.directory import queries as directory
from simpul.directory.models import Letterhead, Office, Organisation
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


def offices_to_close_by(viewer: User) -> QuerySet[Office]:
    """The open offices that this viewer may close, once nobody works there."""
    return directory.offices().filter(pk__in=access.reach(viewer, Permission.CLOSE_OFFICE).offices)


def may_change_organisation(viewer: User, office: Office) -> bool:
    """Whether every office of an office's organisation is this viewer's to manage: its name stands on all their letters."""
    return access.reaches_every_office(viewer, Permission.MANAGE_OFFICE, of=office.organisation)


def acts_on(viewer: User, office: Office) -> set[str]:
    """What the page of an office offers this viewer beside its own data."""
    offered = {
        "change_organisation": may_change_organisation(viewer, office),
        "open_office": access.reaches_every_office(viewer, Permission.OPEN_OFFICE),
        "close_office": office.pk != viewer.office_id and offices_to_close_by(viewer).filter(pk=office.pk).exists(),
    }
    return {act for act, is_offered in offered.items() if is_offered}


def offices_of(organisation: Organisation) -> QuerySet[Office]:
    """The open offices of an organisation."""
    return directory.offices().filter(organisation=organisation)


def organisations() -> dict[str, Organisation]:
    """Those that may have another office, by key."""
    return {str(one.pk): one for one in Organisation.objects.filter(is_active=True).order_by("name")}


def organisation_of(viewer: User) -> str:
    """The organisation that answers for the viewer's own office: another office is most often its, too."""
    return str(viewer.office.organisation_id) if viewer.office else ""


def left_behind(office: Office, viewer: User) -> dict[User, list[str]]:
    """Whoever an office would leave behind when it closes, with the roles they hold there now or later.

    Nobody is named where they are not what stands in the way: at the office of the viewer's own account.
    """
    if viewer.office_id == office.pk:
        return {}
    found: dict[User, list[str]] = {user: [] for user in accounts_of(office)}
    for held in roles_at(office).exclude(user=viewer).order_by("user__name", "from_on"):
        found.setdefault(held.user, []).append(_(ROLES[held.role].name) if held.role in ROLES else held.role)
    return found


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
