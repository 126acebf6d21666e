"""Birth dates of which only a part may be known, and the ages that follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.birth_dates import BirthDate, Precision, in_two_centuries, read_birth_date, refusal_of
from simpul.kit.refusals import Refusal

DAY, MONTH, YEAR = Precision
ON = date(2026, 11, 24)
birth_dates = st.builds(BirthDate, st.dates(), st.sampled_from(Precision))


@pytest.mark.parametrize(
    ("born", "precision", "on", "age"),
    [
        (date(1990, 11, 24), DAY, ON, (36, 36)),
        (date(1990, 11, 25), DAY, ON, (35, 35)),
        (date(1990, 1, 1), YEAR, ON, (35, 36)),
        (date(1990, 1, 1), YEAR, date(2026, 12, 31), (36, 36)),
        (date(1990, 1, 1), YEAR, date(2026, 1, 1), (35, 36)),
        (date(1990, 11, 1), MONTH, ON, (35, 36)),
        (date(1990, 10, 1), MONTH, ON, (36, 36)),
        (date(2026, 1, 1), YEAR, ON, (0, 0)),
        (date(2004, 2, 29), DAY, date(2026, 2, 28), (21, 21)),
        (date(2004, 2, 29), DAY, date(2026, 3, 1), (22, 22)),
        (date(2004, 2, 29), DAY, date(2024, 2, 28), (19, 19)),
        (date(2004, 2, 29), DAY, date(2024, 2, 29), (20, 20)),
        (date(2004, 2, 1), MONTH, date(2026, 3, 1), (22, 22)),
        (date(2026, 11, 25), DAY, ON, (-1, -1)),
    ],
)
def test_age_in_whole_years(born: date, precision: Precision, on: date, age: tuple[int, int]) -> None:
    assert BirthDate(born, precision).age_on(on) == age


@given(birth_dates, st.dates(), st.integers(0, 4000))
def test_nobody_grows_younger(born: BirthDate, on: date, days: int) -> None:
    later = on + timedelta(days=min(days, (date.max - on).days))
    (least, greatest), (least_later, greatest_later) = born.age_on(on), born.age_on(later)
    assert least <= greatest <= least + 1
    assert least <= least_later
    assert greatest <= greatest_later


@given(birth_dates, st.data())
def test_the_range_holds_for_every_day_that_is_possible(born: BirthDate, data: st.DataObject) -> None:
    on = data.draw(st.dates(born.latest))
    truly = data.draw(st.dates(born.earliest, born.latest))
    least, greatest = born.age_on(on)
    assert least <= BirthDate(truly).age_on(on)[0] <= greatest
    assert born.covers(truly)


@given(st.dates(), st.sampled_from(Precision))
def test_what_is_not_known_makes_no_difference(day: date, precision: Precision) -> None:
    born = BirthDate(day, precision)
    assert born == BirthDate(born.latest, precision)
    assert born.earliest <= day <= born.latest
    assert not born.covers(born.latest + timedelta(days=1)) if born.latest < date.max else True
    year, month, day_of_month = born.pieces
    assert year == day.year
    assert month == (None if precision is YEAR else day.month)
    assert day_of_month == (day.day if precision is DAY else None)


@pytest.mark.parametrize(
    ("precision", "indonesian", "english", "latest"),
    [
        (DAY, "17 Februari 2024", "17 February 2024", date(2024, 2, 17)),
        (MONTH, "Februari 2024", "February 2024", date(2024, 2, 29)),
        (YEAR, "2024", "2024", date(2024, 12, 31)),
    ],
)
def test_in_words(precision: Precision, indonesian: str, english: str, latest: date) -> None:
    born = BirthDate(date(2024, 2, 17), precision)
    assert (born.in_words("id"), born.in_words("en"), born.latest) == (indonesian, english, latest)


def test_a_precision_read_from_a_table_is_known_and_nonsense_is_not() -> None:
    assert BirthDate(date(1990, 5, 6), Precision("year")) == BirthDate(date(1990, 1, 1), YEAR)
    with pytest.raises(ValueError, match="decade"):
        Precision("decade")


@pytest.mark.parametrize(
    ("born", "precision", "code"),
    [
        (date(2026, 11, 24), DAY, None),
        (date(2026, 11, 25), DAY, "birth_date_in_future"),
        (date(2026, 11, 1), MONTH, None),
        (date(2026, 12, 1), MONTH, "birth_date_in_future"),
        (date(2026, 1, 1), YEAR, None),
        (date(2027, 1, 1), YEAR, "birth_date_in_future"),
        (date(1895, 11, 25), DAY, None),
        (date(1895, 11, 24), DAY, "birth_date_too_old"),
        (date(1895, 1, 1), YEAR, None),
        (date(1894, 1, 1), YEAR, "birth_date_too_old"),
    ],
)
def test_nobody_is_born_tomorrow_or_older_than_130(born: date, precision: Precision, code: str | None) -> None:
    refusal = refusal_of(BirthDate(born, precision), on=ON)
    assert (refusal.code if refusal else None) == code


def test_the_refusals_carry_their_bounds() -> None:
    assert refusal_of(BirthDate(date(2030, 1, 1)), on=ON) == Refusal("birth_date_in_future", {"on": ON})
    assert refusal_of(BirthDate(date(1800, 1, 1)), on=ON) == Refusal("birth_date_too_old", {"years": 130})


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("17-8-1990", BirthDate(date(1990, 8, 17))),
        ("17 Agt 45", BirthDate(date(1945, 8, 17))),
        ("Agustus 1990", BirthDate(date(1990, 8, 1), MONTH)),
        ("8/1990", BirthDate(date(1990, 8, 1), MONTH)),
        ("1990-08", BirthDate(date(1990, 8, 1), MONTH)),
        (" 1990 ", BirthDate(date(1990, 1, 1), YEAR)),
        ("13/1990", None),
        ("0000", None),
        ("0/0000", None),
        ("30-02-1990", None),
        ("kira-kira 1990", None),
        ("", None),
    ],
)
def test_read_birth_date(text: str, born: BirthDate | None) -> None:
    assert read_birth_date(text, on=ON) == born


@given(st.builds(BirthDate, st.dates(date(1000, 1, 1)), st.sampled_from(Precision)), st.sampled_from(["id", "en"]))
def test_what_is_written_out_is_read_back(born: BirthDate, language: str) -> None:
    assert read_birth_date(born.in_words(language), on=ON) == born


@given(st.text(st.characters(codec=None)) | st.text("0123456789-/ .", max_size=10), st.dates())
def test_no_text_at_all_is_an_error(text: str, on: date) -> None:
    born = read_birth_date(text, on=on)
    assert born is None or isinstance(born, BirthDate)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1-1-26", (1926, 2026)), ("24/11/26", (1926, 2026)), ("17 Agt 17", (1917, 2017)),
        ("25-11-26", None), ("1-1-27", None), ("17-8-90", None), ("1-1-10", None), ("1-1-2026", None), ("29-2-00", None),
        ("2020", None), ("x", None),
    ],
)  # fmt: skip
def test_a_year_of_two_digits_that_may_be_two_years(text, years):
    both = in_two_centuries(text, on=date(2026, 11, 24))
    assert (both and tuple(one.date.year for one in both)) == years
