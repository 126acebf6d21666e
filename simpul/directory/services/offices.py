"""Acts on organisations and offices."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from simpul.audit.services import record
from simpul.directory.models import Area, Letterhead, Office, Organisation
from simpul.directory.models.offices import KINDS, PAPERS
from simpul.directory.rules import offices as rules
from simpul.directory.services.actors import Actor, key_of
from simpul.kit.refusals import Refusal, Refused, StaleRefused

_OFFICE_FIELDS = (
    "name",
    "kind",
    "organisation",
    "area",
    "time_zone",
    "address",
    "phone",
    "email",
    "town",
    "head_name",
    "head_title",
    "head_number",
)


class OfficeRefused(Refused):
    """An act on an organisation or office was refused, and nothing changed."""


@transaction.atomic
def open_organisation(*, name: str, kind: str, by: Actor | None) -> Organisation:
    """Write down an organisation that has offices here or with which offices work."""
    _check(name=name, kind=kind)
    organisation = Organisation.objects.create(name=name, kind=kind)
    record("directory.organisation_opened", by=by, subject=organisation.pk, subject_kind="organisation")
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, version: int, changes: Mapping[str, Any], by: Actor | None
) -> Organisation:
    """Correct the name or kind of an organisation, unless somebody else did so meanwhile."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    changed = _apply(organisation, version, changes, ("name", "kind"))
    _check(name=organisation.name, kind=organisation.kind)
    organisation.save(update_fields=[*changed, "version"])
    record(
        "directory.organisation_changed", by=by, subject=organisation.pk, subject_kind="organisation", fields=changed
    )
    return organisation


@transaction.atomic
def open_office(
    *,
    code: str,
    name: str,
    kind: str,
    organisation: Organisation,
    area: Area | None,
    by: Actor | None,
    time_zone: str | None = None,
    **others: str,
) -> Office:
    """Open an office. Without a time zone it keeps that of its area; `others` are address, phone, email and head_*."""
    if not rules.is_office_code(code):
        raise OfficeRefused(Refusal("office_code_shape", {"code": code}))
    if Office.objects.filter(code=code).exists():
        raise OfficeRefused(Refusal("office_exists", {"code": code}))
    zone = time_zone or rules.time_zone_of(area.code if area else "")
    _check(name=name, kind=kind, time_zone=zone)
    office = Office.objects.create(
        code=code, name=name, kind=kind, organisation=organisation, area=area, time_zone=zone, **others
    )
    record("directory.office_opened", by=by, subject=office.pk, subject_kind="office", office=office.pk)
    return office


@transaction.atomic
def change_office(*, office: Office, version: int, changes: Mapping[str, Any], by: Actor | None) -> Office:
    """Correct what is written about an office, unless somebody else did so meanwhile. Its code stays."""
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    changed = _apply(office, version, changes, _OFFICE_FIELDS)
    _check(name=office.name, kind=office.kind, time_zone=office.time_zone)
    office.save(update_fields=[*changed, "version"])
    record("directory.office_changed", by=by, subject=office, office=office, fields=changed)
    return office


@transaction.atomic
def close_office(*, office: Office, version: int, by: Actor | None) -> Office:
    """Close an office for new work; what it did stays its own."""
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    _apply(office, version, {"is_active": False}, ("is_active",))
    office.save(update_fields=["is_active", "version"])
    record("directory.office_closed", by=by, subject=office.pk, subject_kind="office", office=office.pk)
    return office


@transaction.atomic
def set_letterhead(
    *, office: Office, lines: str, valid_from: date, by: Actor | None, paper: str = "f4", logo_file: UUID | None = None
) -> Letterhead:
    """Give an office a new letterhead from a day; letters written before keep theirs."""
    if paper not in PAPERS:
        raise OfficeRefused(Refusal("unknown_choice", {"field": "paper", "value": paper}))
    if not lines.strip():
        raise OfficeRefused(Refusal("letterhead_empty"))
    # Locked, so that two new editions at once do not take the same number.
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    latest = Letterhead.objects.filter(office=office).order_by("-edition").values_list("edition", flat=True).first()
    letterhead = Letterhead.objects.create(
        office=office,
        edition=(latest or 0) + 1,
        valid_from=valid_from,
        lines=lines,
        logo_file=logo_file,
        paper=paper,
        changed_at=timezone.now(),
        changed_by=key_of(by),
    )
    record(
        "directory.letterhead_set",
        by=by,
        subject=office.pk,
        subject_kind="office",
        office=office.pk,
        edition=letterhead.edition,
    )
    return letterhead


def _apply(row: Office | Organisation, version: int, changes: Mapping[str, Any], allowed: tuple[str, ...]) -> list[str]:
    """Set what differs and count the version up; the names of the changed fields."""
    if row.version != version:
        raise StaleRefused(Refusal("stale", {"version": row.version}))
    changed = [name for name in allowed if name in changes and getattr(row, name) != changes[name]]
    for name in changed:
        setattr(row, name, changes[name])
    row.version += 1
    return changed


def _check(*, name: str, kind: str, time_zone: str = rules.TIME_ZONES[0]) -> None:
    if not name.strip():
        raise OfficeRefused(Refusal("name_missing"))
    if kind not in KINDS:
        raise OfficeRefused(Refusal("unknown_choice", {"field": "kind", "value": kind}))
    if time_zone not in rules.TIME_ZONES:
        raise OfficeRefused(Refusal("unknown_choice", {"field": "time_zone", "value": time_zone}))
