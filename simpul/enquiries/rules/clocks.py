"""By when an enquiry has to be answered, and what stopped its clock meanwhile.

A clock runs in the working days of the office, in calendar days, or in hours. The day on which it begins is not counted,
nor the day on which it goes on after a pause: what arrives today is worked on from tomorrow. So the working days that
were spent are those of `Calendar.between`, added up over the times in which the clock ran.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from simpul.directory.rules.calendars import Calendar, DueDay, WorkingDays
from simpul.kit.remarks import Remark

WARNED_AT = 5  # a fifth of the time is left, and at least a day: somebody else is told before it is late


class Unit(StrEnum):
    """What a deadline is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"  # the law says 3 × 24 hours, and means nights and Sundays too


@dataclass(frozen=True)
class Deadline:
    """How long an office may take for one kind of enquiry, and who says so."""

    count: int
    unit: Unit = Unit.WORKING_DAYS
    source: str = ""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("a deadline is one day or hour at the least")


@dataclass(frozen=True)
class Pause:
    """A time in which nobody in the office could go on: a paper is awaited, another office is asked."""

    since: datetime
    until: datetime | None = None  # it lasts
    reason: str = ""  # a code


@dataclass(frozen=True)
class Standing:
    """Where a clock stands at a moment."""

    spent: int  # of the deadline's unit
    left: int  # negative when it is late
    due_at: datetime | None  # the last moment; nobody knows it while the clock is stopped
    warned_at: datetime | None  # from when somebody above has to know
    is_paused: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether more time was spent than there is."""
        return self.left < 0

    def is_near(self, now: datetime) -> bool:
        """Whether it is time to tell somebody above, and not late yet."""
        return not self.is_late and self.warned_at is not None and now >= self.warned_at


def standing(
    deadline: Deadline, began: datetime, pauses: Sequence[Pause], *, now: datetime, calendar: Calendar, zone: tzinfo
) -> Standing:
    """Where the clock of an enquiry stands now. Moments have a time zone; `zone` is the office's, which makes its days.

    Pauses may overlap; one that began earlier than the enquiry counts from there on, one that is planned not yet.
    """
    runs = _runs(began, pauses, now)
    is_paused = any(pause.since <= now and (pause.until is None or pause.until > now) for pause in pauses)
    if deadline.unit is Unit.HOURS:
        return _in_hours(deadline, runs, is_paused=is_paused)
    days = [(since.astimezone(zone).date(), until.astimezone(zone).date()) for since, until in runs]
    count = calendar.between if deadline.unit is Unit.WORKING_DAYS else _calendar_days
    counted = [count(first, last) for first, last in days]
    spent = sum(one.count for one in counted)
    remarks = [remark for one in counted for remark in one.remarks]
    left = deadline.count - spent
    if is_paused:
        return Standing(spent, left, None, None, is_paused=True, remarks=_each_once(remarks))
    began_on, rest = days[-1][0], max(0, left + counted[-1].count)
    due_on = calendar.due if deadline.unit is Unit.WORKING_DAYS else _calendar_due
    due, warned = due_on(began_on, rest), due_on(began_on, max(0, rest - _warning(deadline)))
    ends = _end_of(due.on, zone), _end_of(warned.on - timedelta(days=1), zone)
    return Standing(spent, left, *ends, remarks=_each_once([*remarks, *due.remarks]))


def _runs(began: datetime, pauses: Sequence[Pause], now: datetime) -> list[tuple[datetime, datetime]]:
    """The times in which the clock ran, in order; the last one ends now unless it is stopped, none if it always was."""
    runs, since = [], began
    for pause in sorted(pauses, key=lambda pause: pause.since):
        stopped = max(pause.since, began)
        if stopped > now:
            break
        if stopped > since:
            runs.append((since, stopped))
        if pause.until is None or pause.until > now:
            return runs
        since = max(since, pause.until)
    return [*runs, (since, now)]


def _in_hours(deadline: Deadline, runs: Sequence[tuple[datetime, datetime]], *, is_paused: bool) -> Standing:
    took = [until - since for since, until in runs]
    spent = -(-sum(took, timedelta()) // timedelta(hours=1))  # an hour that was begun is no hour left
    left = deadline.count - spent
    if is_paused:
        return Standing(spent, left, None, None, is_paused=True)
    due = runs[-1][0] + timedelta(hours=deadline.count) - sum(took[:-1], timedelta())
    return Standing(spent, left, due, due - timedelta(hours=_warning(deadline)))


def _warning(deadline: Deadline) -> int:
    return max(1, deadline.count // WARNED_AT)


def _calendar_days(first: date, last: date) -> WorkingDays:
    return WorkingDays((last - first).days)


def _calendar_due(start: date, count: int) -> DueDay:
    return DueDay(start + timedelta(days=count))


def _end_of(day: date, zone: tzinfo) -> datetime:
    """The moment after its last one."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _each_once(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    kept: list[Remark] = []
    for remark in remarks:
        kept += [] if remark in kept else [remark]
    return tuple(kept)
