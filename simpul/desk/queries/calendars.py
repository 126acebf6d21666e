"""A year of an office's calendar, month by month, and the holidays in it."""

import calendar as calendars
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory import queries as directory
from simpul.directory.models import AnnouncedYear, Holiday, Office
from simpul.kit.dates import today

FIRST_YEAR, LATEST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Day:
    """A day on the page: `kind` is that of its holiday, "off" for a weekday without work, or empty."""

    on: date
    kind: str
    name: str
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday; days of other months are None."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True)
class Year:
    """Everything the page of a year shows."""

    number: int
    months: tuple[Month, ...]
    holidays: tuple[Holiday, ...]
    weekdays: frozenset[int]
    working_days: int
    announced: AnnouncedYear | None
    earlier: int | None
    later: int | None


def year_of(office: Office, number: int) -> Year:
    """A year by the calendar of an office: the country's holidays and its own, withdrawn ones named but not kept."""
    kept = directory.calendar(office.pk)
    holidays = tuple(holidays_of(office).filter(on__year=number).order_by("on", "name"))
    # On a day with two holidays the country's is shown.
    by_day = {holiday.on: holiday for holiday in sorted(holidays, key=_national_last) if not holiday.is_withdrawn}
    now, days = today(office.time_zone), calendars.Calendar()
    months = tuple(
        Month(
            date(number, month, 1),
            tuple(
                tuple(_day(day, month, by_day, kept.weekdays, now) for day in week)
                for week in days.monthdatescalendar(number, month)
            ),
        )
        for month in range(1, 13)
    )
    return Year(
        number=number,
        months=months,
        holidays=holidays,
        weekdays=kept.weekdays,
        working_days=sum(not day.kind for month in months for week in month.weeks for day in week if day),
        announced=AnnouncedYear.objects.filter(pk=number).first(),
        earlier=number - 1 if number > FIRST_YEAR else None,
        later=number + 1 if number < LATEST_YEAR else None,
    )


def holidays_of(office: Office) -> QuerySet[Holiday]:
    """The country's holidays and those of an office, withdrawn ones too."""
    return Holiday.objects.filter(Q(office=None) | Q(office=office))


def holidays_changeable_by(viewer: User, office: Office) -> QuerySet[Holiday]:
    """Those of an office one manages; the country's too for whoever keeps what holds for every office."""
    found = holidays_of(office)
    return found if access.reaches_every_office(viewer, Permission.EDIT_CODE_LIST) else found.filter(office=office)


def is_announced(number: int) -> bool:
    """Whether the holidays of a year are known to be complete."""
    return number in directory.announced_years()


def changeable_holidays(viewer: User, office: Office, year: Year) -> set[UUID]:
    """The holidays of a year which this viewer may withdraw."""
    may = holidays_changeable_by(viewer, office).filter(on__year=year.number, is_withdrawn=False)
    return set(may.values_list("pk", flat=True))


def _day(on: date, month: int, holidays: dict[date, Holiday], weekdays: frozenset[int], now: date) -> Day | None:
    if on.month != month:
        return None
    holiday = holidays.get(on)
    kind = holiday.kind if holiday else "" if on.isoweekday() in weekdays else "off"
    return Day(on, kind, holiday.name if holiday else "", on == now)


def _national_last(holiday: Holiday) -> bool:
    return holiday.office_id is None
