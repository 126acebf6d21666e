"""By when an enquiry has to be answered: over holidays, weekends, pauses and time zones."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.directory.rules.calendars import Calendar
from simpul.enquiries.rules.clocks import Deadline, Pause, Unit, standing

ZONE = ZoneInfo("Asia/Jakarta")
HOLIDAYS = {date(2026, 3, day): "Idulfitri" for day in (20, 21, 23, 24)} | {date(2026, 5, 1): "Hari Buruh"}
CALENDAR = Calendar(HOLIDAYS, frozenset({2026}))

days = st.integers(0, 200).map(lambda after: date(2026, 1, 5) + timedelta(days=after))
moments = st.builds(lambda day, hour: datetime.combine(day, time(hour), ZONE), days, st.integers(0, 23))


def at(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def stands(deadline, began, now, *pauses, calendar=CALENDAR, zone=ZONE):
    return standing(deadline, began, pauses, now=now, calendar=calendar, zone=zone)


def works(day):
    return day.isoweekday() <= 5 and day not in HOLIDAYS


@pytest.mark.parametrize(
    ("count", "began", "due"),
    [
        (1, at(1, 5), date(2026, 1, 6)),  # a Monday
        (5, at(1, 9, 16), date(2026, 1, 16)),  # a Friday afternoon
        (5, at(1, 10), date(2026, 1, 16)),  # a Saturday: the self-service form is open
        (5, at(3, 18), date(2026, 3, 30)),  # over Idulfitri
        (14, at(4, 20), date(2026, 5, 11)),  # over 1 May
    ],
)
def test_working_days_are_those_of_the_office(count, began, due):
    stand = stands(Deadline(count), began, began)
    assert stand.due_at == datetime.combine(due + timedelta(days=1), time(), ZONE)
    assert (stand.spent, stand.left, stand.is_late) == (0, count, False)
    assert not stands(Deadline(count), began, stand.due_at - timedelta(minutes=1)).is_late
    next_work = next(day for day in (due + timedelta(days=ahead) for ahead in range(1, 20)) if works(day))
    assert stands(Deadline(count), began, datetime.combine(next_work, time(8), ZONE)).is_late


def test_the_day_is_the_office_s_own():
    late_in_jakarta = datetime(2026, 1, 5, 18, tzinfo=UTC)  # Tuesday there, Monday in London
    assert stands(Deadline(1), late_in_jakarta, late_in_jakarta).due_at == at(1, 8, 0)
    jayapura = ZoneInfo("Asia/Jayapura")
    assert stands(Deadline(1), at(1, 5, 23), at(1, 5, 23), zone=jayapura).due_at == datetime(
        2026, 1, 8, tzinfo=jayapura
    )


def test_three_times_24_hours_go_on_over_the_weekend():
    deadline, began = Deadline(72, Unit.HOURS), at(1, 9, 15)
    assert stands(deadline, began, began).due_at == at(1, 12, 15)
    assert stands(deadline, began, at(1, 12, 15)).left == 0
    assert stands(deadline, began, at(1, 12, 15) + timedelta(seconds=1)).is_late
    assert stands(deadline, began, at(1, 12), Pause(at(1, 10, 0), at(1, 11, 0))).due_at == at(1, 13, 15)


def test_calendar_days_know_no_holiday():
    assert stands(Deadline(7, Unit.DAYS), at(3, 18), at(3, 18)).due_at == at(3, 26, 0)


def test_nobody_knows_the_day_while_a_paper_is_awaited():
    stand = stands(Deadline(5), at(1, 5), at(1, 30), Pause(at(1, 7), None, "paper_awaited"))
    assert (stand.is_paused, stand.spent, stand.left, stand.due_at, stand.is_late) == (True, 2, 3, None, False)
    again = stands(Deadline(5), at(1, 5), at(1, 30), Pause(at(1, 7), at(1, 29)))
    assert (again.is_paused, again.spent, again.left, again.due_at) == (False, 3, 2, at(2, 4, 0))


def test_a_pause_from_the_first_moment_leaves_all_of_the_time():
    stand = stands(Deadline(5), at(1, 5), at(1, 30), Pause(at(1, 1), at(1, 12)))
    assert stand.due_at == stands(Deadline(5), at(1, 12), at(1, 30)).due_at


def test_somebody_above_is_told_before_it_is_late():
    for deadline, warned in ((Deadline(14), at(1, 21, 0)), (Deadline(5), at(1, 9, 0)), (Deadline(1), at(1, 5, 0))):
        stand = stands(deadline, at(1, 5), at(1, 5))
        assert stand.warned_at == warned
        assert stand.is_near(warned) or deadline.count == 1
        assert not stand.is_near(warned - timedelta(seconds=1))


def test_a_year_whose_holidays_nobody_has_announced_is_said():
    stand = stands(Deadline(10), datetime(2026, 12, 28, 9, tzinfo=ZONE), datetime(2026, 12, 28, 9, tzinfo=ZONE))
    assert [(remark.code, dict(remark.params)) for remark in stand.remarks] == [
        ("holidays_not_announced", {"year": 2027})
    ]


def test_no_deadline_of_nothing():
    with pytest.raises(ValueError, match="at the least"):
        Deadline(0)


@given(moments, st.integers(1, 60), st.lists(moments, max_size=8), moments)
def test_days_are_those_counted_one_by_one(began, count, edges, now):
    now = max(began, now)
    pauses = [Pause(*pair) for pair in list(pairwise(sorted(edges)))[::2]]
    stand = stands(Deadline(count), began, now, *pauses)
    # Each midnight at which the clock runs begins a day; it is spent if the office works on it.
    midnights = (datetime.combine(began.date() + timedelta(days=ahead), time(), ZONE) for ahead in range(1, 400))
    spent = sum(
        works(midnight.date())
        for midnight in midnights
        if midnight <= now and not any(pause.since < midnight <= pause.until for pause in pauses)
    )
    assert stand.spent == spent
    assert stand.left == count - spent
    assert stand.is_paused == any(pause.since <= now < pause.until for pause in pauses)


@given(moments, st.integers(1, 60), moments, moments)
def test_a_pause_puts_the_day_off_by_the_working_days_it_took(began, count, one, other):
    since, until = sorted((max(began, one), max(began, other)))
    without, now = stands(Deadline(count), began, until), until
    with_pause = stands(Deadline(count), began, now, Pause(since, until))
    if without.is_late and stands(Deadline(count), began, since).left < 0:
        return  # it was late before anybody stopped it
    took = CALENDAR.between(since.date(), until.date()).count
    due = (without.due_at - timedelta(seconds=1)).date()
    assert CALENDAR.between(due, (with_pause.due_at - timedelta(seconds=1)).date()).count == took


@given(moments, st.sampled_from(list(Unit)), st.integers(1, 100), moments)
def test_late_is_after_the_last_moment_and_never_before(began, unit, count, now):
    now = max(began, now)
    stand = stands(Deadline(count, unit), began, now)
    assert stand.due_at == stands(Deadline(count, unit), began, began).due_at, "it does not move by itself"
    if stand.is_late:
        assert now >= stand.due_at
    if now < stand.due_at:
        assert not stand.is_late
