"""The working calendar of an office."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.directory.models import AnnouncedYear, Holiday, WorkingHours
from simpul.directory.rules.calendars import MONDAY_TO_FRIDAY, Calendar


def calendar(office_id: UUID | None) -> Calendar:
    """When an office works: the holidays of the country and its own; without an office, the country's calendar.

    Its answers carry a remark for every year whose holidays are not announced yet.
    """
    weekdays = WorkingHours.objects.filter(office=office_id).values_list("weekday", flat=True) if office_id else ()
    days = holidays(office_id).values_list("on", "name")
    return Calendar(dict(days), frozenset(announced_years()), frozenset(weekdays) or MONDAY_TO_FRIDAY)


def holidays(office_id: UUID | None, *, first: date | None = None, latest: date | None = None) -> QuerySet[Holiday]:
    """The holidays an office keeps, by day: the country's and its own, save those withdrawn."""
    found = Holiday.objects.filter(Q(office=None) | Q(office=office_id), is_withdrawn=False)
    if first:
        found = found.filter(on__gte=first)
    if latest:
        found = found.filter(on__lte=latest)
    return found.order_by("on", "name")


def announced_years() -> set[int]:
    """The years whose national holidays are known."""
    return set(AnnouncedYear.objects.values_list("year", flat=True))
