"""Acts on the working calendar."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from simpul.audit.services import record
from simpul.directory.models import AnnouncedYear, Holiday, Office, WorkingHours
from simpul.directory.services.actors import Actor, key_of
from simpul.kit.refusals import Refusal, Refused


class HolidayRefused(Refused):
    """An act on the calendar was refused, and nothing changed."""


@transaction.atomic
def declare_holiday(
    *, on: date, name: str, source: str, by: Actor | None, office: Office | None = None, kind: str | None = None
) -> Holiday:
    """Write down a holiday of an office, or without one of the country. One that was withdrawn is in force again."""
    kind = kind or ("local" if office else "national")
    _check(name, source, is_kind_right=(kind == "local") if office else kind in ("national", "joint_leave"))
    known = Holiday.objects.select_for_update().filter(office=office, on=on, name=name).first()
    if known and not known.is_withdrawn:
        raise HolidayRefused(Refusal("holiday_exists", {"date": on}))
    holiday = known or Holiday(office=office, on=on, name=name, origin="local")
    holiday.kind, holiday.source, holiday.is_withdrawn = kind, source, False
    holiday.changed_at, holiday.changed_by = timezone.now(), key_of(by)
    holiday.save()
    record(
        "directory.holiday_declared",
        by=by,
        subject=holiday.pk,
        subject_kind="holiday",
        office=office.pk if office else None,
        on=on.isoformat(),
    )
    return holiday


@transaction.atomic
def withdraw_holiday(*, holiday: Holiday, by: Actor | None) -> Holiday:
    """Make a holiday a working day again; an upgrade does not bring it back."""
    holiday = Holiday.objects.select_for_update().get(pk=holiday.pk)
    if holiday.is_withdrawn:
        raise HolidayRefused(Refusal("holiday_withdrawn", {"date": holiday.on}))
    holiday.is_withdrawn, holiday.changed_at, holiday.changed_by = True, timezone.now(), key_of(by)
    holiday.save(update_fields=["is_withdrawn", "changed_at", "changed_by"])
    record(
        "directory.holiday_withdrawn",
        by=by,
        subject=holiday.pk,
        subject_kind="holiday",
        office=holiday.office_id,
        on=holiday.on.isoformat(),
    )
    return holiday


@transaction.atomic
def announce_year(*, year: int, decree: str, source: str, by: Actor | None) -> AnnouncedYear:
    """Say that the holidays of a year are complete, so that due dates in it are no longer doubtful."""
    _check(decree, source, is_kind_right=True)
    if not Holiday.objects.filter(office=None, on__year=year, is_withdrawn=False).exists():
        raise HolidayRefused(Refusal("year_without_holidays", {"year": year}))
    announced, is_new = AnnouncedYear.objects.get_or_create(
        year=year,
        defaults={
            "decree": decree,
            "source": source,
            "announced_at": timezone.now(),
            "announced_by": key_of(by),
        },
    )
    if not is_new:
        raise HolidayRefused(Refusal("year_announced", {"year": year}))
    record("directory.year_announced", by=by, subject_kind="calendar", year=year)
    return announced


@transaction.atomic
def set_working_hours(*, office: Office, weekdays: Collection[int], by: Actor | None) -> None:
    """Say on which weekdays an office works (1 is Monday)."""
    if not weekdays or not set(weekdays) <= set(range(1, 8)):
        raise HolidayRefused(Refusal("no_working_day"))
    office = Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    WorkingHours.objects.filter(office=office).exclude(weekday__in=weekdays).delete()
    WorkingHours.objects.bulk_create(
        [WorkingHours(office=office, weekday=weekday) for weekday in sorted(set(weekdays))], ignore_conflicts=True
    )
    record(
        "directory.working_hours_set",
        by=by,
        subject=office.pk,
        subject_kind="office",
        office=office.pk,
        weekdays=sorted(set(weekdays)),
    )


def _check(name: str, source: str, *, is_kind_right: bool) -> None:
    if not name.strip():
        raise HolidayRefused(Refusal("name_missing"))
    if not source.strip():
        raise HolidayRefused(Refusal("source_missing"))
    if not is_kind_right:
        raise HolidayRefused(Refusal("holiday_kind"))
