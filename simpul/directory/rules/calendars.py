"""Working days. Weekdays are ISO numbers: 1 is Monday, 7 is Sunday."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from simpul.kit.remarks import Remark

MONDAY_TO_FRIDAY = frozenset({1, 2, 3, 4, 5})
_ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date], weekdays: Collection[int] = MONDAY_TO_FRIDAY) -> bool:
    """Whether the office works on a day."""
    return day.isoweekday() in weekdays and day not in holidays


def add_working_days(
    start: date, count: int, holidays: Collection[date], weekdays: Collection[int] = MONDAY_TO_FRIDAY
) -> date:
    """The day that many working days after the start (before it, if negative); the start itself is not counted."""
    if not weekdays:
        raise ValueError("an office without a working day never comes to an end")
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays, weekdays)
    return day


def working_days_between(
    start: date, end: date, holidays: Collection[date], weekdays: Collection[int] = MONDAY_TO_FRIDAY
) -> int:
    """How many working days it takes from start to end: start not counted, end counted; negative when end is earlier.

    The counterpart of `add_working_days`.
    """
    if end < start:
        # Counting back passes the days before the start down to the end, as adding a negative number does.
        return -sum(is_working_day(day, holidays, weekdays) for day in _days(end, start - _ONE_DAY))
    return sum(is_working_day(day, holidays, weekdays) for day in _days(start + _ONE_DAY, end))


@dataclass(frozen=True)
class DueDay:
    """A day that was worked out, with what makes it doubtful."""

    on: date
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class WorkingDays:
    """A number of working days, with what makes it doubtful."""

    count: int
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """When an office works, and for which years the government has said what the holidays are."""

    holidays: Mapping[date, str]
    announced: frozenset[int]
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on a day."""
        return is_working_day(day, self.holidays, self.weekdays)

    def due(self, start: date, count: int) -> DueDay:
        """The day that many working days after the start."""
        end = add_working_days(start, count, self.holidays, self.weekdays)
        return DueDay(end, self.remarks_on(start, end))

    def between(self, start: date, end: date) -> WorkingDays:
        """The working days from start to end: start not counted, end counted."""
        count = working_days_between(start, end, self.holidays, self.weekdays)
        return WorkingDays(count, self.remarks_on(start, end))

    def remarks_on(self, start: date, end: date) -> tuple[Remark, ...]:
        """One remark for each year in between whose holidays are not announced: its days may still move."""
        first, latest = sorted((start.year, end.year))
        years = (year for year in range(first, latest + 1) if year not in self.announced)
        return tuple(Remark("holidays_not_announced", {"year": year}) for year in years)


def _days(first: date, latest: date) -> Iterator[date]:
    day = first
    while day <= latest:
        yield day
        day += _ONE_DAY
