"""The working calendar: announced holidays, an office's own, its week, and the years nobody has announced."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import lokal
import pytest
from django.db import IntegrityError, transaction

from simpul.directory import engine, queries, services
from simpul.directory.models import Holiday
from simpul.directory.services import HolidayRefused
from simpul.kit.remarks import Remark
from tests.directory.conftest import Recorded
from tests.factories import directory as make

pytestmark = pytest.mark.django_db

INDEPENDENCE_DAY = date(2026, 8, 17)


def declare(**others: Any) -> Holiday:
    return services.declare_holiday(on=INDEPENDENCE_DAY, by=None, **others)


class TestShipped:
    def test_the_announced_years_are_there_with_their_decrees(self) -> None:
        assert queries.announced_years() == set(lokal.HOLIDAY_YEARS)
        for year in lokal.HOLIDAY_YEARS:
            shipped = {(day.date, day.name) for day in lokal.get_holidays(year).holidays}
            kept = Holiday.objects.filter(on__year=year, office=None)
            assert {(row.on.isoformat(), row.name) for row in kept} == shipped
            assert all("SKB" in row.source for row in kept)

    def test_an_office_without_words_of_its_own_keeps_the_countrys_calendar(self) -> None:
        calendar = queries.calendar(make.office().pk)
        assert calendar == queries.calendar(None)
        assert calendar.due(date(2026, 3, 17), 3).on == lokal.holidays.add_working_days(date(2026, 3, 17), 3)
        assert not calendar.is_working_day(INDEPENDENCE_DAY)

    def test_a_year_not_announced_is_remarked(self) -> None:
        due = queries.calendar(None).due(date(2027, 12, 29), 5)
        assert due.remarks == (Remark("holidays_not_announced", {"year": 2028}),)

    def test_an_upgrade_moves_a_day_and_leaves_alone_what_was_withdrawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        services.withdraw_holiday(holiday=Holiday.objects.get(on=INDEPENDENCE_DAY), by=make.actor())
        years = engine.read_holidays()
        moved = tuple(
            (date(2026, 5, 26), *day[1:]) if day[0] == date(2026, 5, 27) else day for day in years[0].holidays
        )
        later = [replace(years[0], holidays=moved, sha256="1" * 64), *years[1:]]
        monkeypatch.setattr(engine, "read_holidays", lambda: later)
        assert services.load_reference().holiday_years == 1
        assert services.load_reference().holiday_years == 0
        calendar = queries.calendar(None)
        assert (date(2026, 5, 26) in calendar.holidays, date(2026, 5, 27) in calendar.holidays) == (True, False)
        assert calendar.is_working_day(INDEPENDENCE_DAY)


class TestActs:
    def test_a_local_holiday_is_the_offices_alone(self, recorded: list[Recorded]) -> None:
        office, other = make.office(), make.office()
        day = date(2026, 4, 20)
        services.declare_holiday(on=day, name="Hari jadi", source="Perbup 3", office=office, by=make.actor())
        assert not queries.calendar(office.pk).is_working_day(day)
        assert queries.calendar(other.pk).is_working_day(day)
        assert queries.calendar(None).is_working_day(day)
        (event,) = recorded
        assert (event.act, event.office, event.detail) == (
            "directory.holiday_declared", office.pk, {"on": "2026-04-20"},
        )  # fmt: skip

    def test_a_withdrawn_holiday_can_be_declared_again(self, recorded: list[Recorded]) -> None:
        holiday = make.holiday(make.office())
        services.withdraw_holiday(holiday=holiday, by=None)
        assert queries.calendar(holiday.office_id).is_working_day(holiday.on)
        again = services.declare_holiday(
            on=holiday.on, name=holiday.name, source="Perbup 2", office=holiday.office, by=None
        )
        assert (again.pk, again.is_withdrawn) == (holiday.pk, False)
        assert [event.act for event in recorded] == ["directory.holiday_withdrawn", "directory.holiday_declared"]

    def test_a_year_is_announced_by_hand_and_stays_when_it_is_shipped(
        self, monkeypatch: pytest.MonkeyPatch, recorded: list[Recorded]
    ) -> None:
        with pytest.raises(HolidayRefused) as refused:
            services.announce_year(year=2028, decree="SKB 1/2027", source="setneg.go.id", by=None)
        assert refused.value.refusal.code == "year_without_holidays"
        services.declare_holiday(on=date(2028, 8, 17), name="Kemerdekaan", source="SKB", by=None)
        services.announce_year(year=2028, decree="SKB 1/2027", source="setneg.go.id", by=None)
        assert queries.calendar(None).due(date(2028, 8, 16), 1).remarks == ()
        shipped = engine.ShippedYear(2028, "SKB", "x", "2" * 64, ((date(2028, 8, 18), "Proklamasi", "national"),))
        monkeypatch.setattr(engine, "read_holidays", lambda: [shipped])
        assert services.load_reference().holiday_years == 1
        assert {date(2028, 8, 17), date(2028, 8, 18)} <= set(queries.calendar(None).holidays)
        assert [event.act for event in recorded] == ["directory.holiday_declared", "directory.year_announced"]

    def test_an_office_may_work_on_saturdays(self, recorded: list[Recorded]) -> None:
        office = make.office()
        services.set_working_hours(office=office, weekdays={1, 2, 3, 4, 5, 6}, by=None)
        services.set_working_hours(office=office, weekdays={2, 3, 4, 5, 6}, by=None)
        calendar = queries.calendar(office.pk)
        assert (calendar.is_working_day(date(2026, 7, 4)), calendar.is_working_day(date(2026, 7, 6))) == (True, False)
        assert recorded[-1].detail == {"weekdays": [2, 3, 4, 5, 6]}

    @pytest.mark.parametrize(
        ("act", "code"),
        [
            (lambda: declare(name="Proklamasi Kemerdekaan", source="x"), "holiday_exists"),
            (lambda: declare(name="", source="x"), "name_missing"),
            (lambda: declare(name="x", source=" "), "source_missing"),
            (lambda: declare(name="x", source="x", kind="local"), "holiday_kind"),
            (lambda: services.withdraw_holiday(holiday=make.holiday(is_withdrawn=True), by=None), "holiday_withdrawn"),
            (lambda: services.announce_year(year=2026, decree="x", source="x", by=None), "year_announced"),
            (lambda: services.set_working_hours(office=make.office(), weekdays=[], by=None), "no_working_day"),
            (lambda: services.set_working_hours(office=make.office(), weekdays=[0], by=None), "no_working_day"),
        ],
    )  # fmt: skip
    def test_refused(self, act: Callable[[], object], code: str, recorded: list[Recorded]) -> None:
        with pytest.raises(HolidayRefused) as refused:
            act()
        assert (refused.value.refusal.code, recorded) == (code, [])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: make.holiday(kind="local"), lambda: make.holiday(make.office(), kind="national"),
        lambda: make.holiday(name=""), lambda: (make.holiday(), make.holiday()),
        lambda: make.working_hours(weekday=0), lambda: make.working_hours(opens="09:00"),
        lambda: make.working_hours(opens="09:00", closes="08:00"),
    ],
)  # fmt: skip
def test_the_database_refuses(wrong: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()
