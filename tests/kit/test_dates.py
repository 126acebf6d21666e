"""Dates written out, and read as people write them."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.dates import (
    date_in_words,
    date_spelled,
    day_in_words,
    month_in_words,
    month_roman,
    most_recent,
    parse_date,
    today,
)

TUESDAY = date(2026, 11, 24)
written_dates = st.dates(date(1000, 1, 1))


def test_written_out_in_both_languages() -> None:
    assert date_in_words(TUESDAY, "id") == "24 November 2026"
    assert date_in_words(date(2026, 8, 7), "id") == "7 Agustus 2026"
    assert date_in_words(date(2026, 8, 7), "en-gb") == "7 August 2026"
    assert day_in_words(TUESDAY, "id") == "Selasa, 24 November 2026"
    assert day_in_words(date(2026, 11, 27), "id") == "Jumat, 27 November 2026"
    assert day_in_words(TUESDAY, "en") == "Tuesday, 24 November 2026"
    assert month_in_words(TUESDAY, "id") == "November 2026"
    assert date_in_words(date(2026, 5, 1), "jv") == "1 Mei 2026"


def test_for_papers() -> None:
    assert date_spelled(TUESDAY) == "dua puluh empat November dua ribu dua puluh enam"
    assert date_spelled(date(1945, 8, 17)) == "tujuh belas Agustus seribu sembilan ratus empat puluh lima"
    assert [month_roman(date(2026, month, 1)) for month in (1, 4, 8, 9, 12)] == ["I", "IV", "VIII", "IX", "XII"]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_today_is_the_day_of_the_place(zone: str) -> None:
    hours = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}[zone]
    days = {(datetime.fromtimestamp(time.time(), UTC) + timedelta(hours=hours)).date() for _ in range(2)}
    assert today(zone) in days


def test_today_follows_the_zone() -> None:
    # 26 hours apart: the first is always a day or two ahead of the second.
    assert today("Pacific/Kiritimati") > today("Etc/GMT+12")
    with pytest.raises(ZoneInfoNotFoundError):
        today("Asia/Nowhere")


@pytest.mark.parametrize(
    "text",
    [
        "17-08-2026",
        "17/8/2026",
        "17.08.2026",
        "17 08 2026",
        "17 - 08 - 2026",
        "17 Agustus 2026",
        "17 agustus 2026",
        "17 Agt 26",
        "17 Agt. 2026",
        "17-Agu-26",
        "17-Aug-2026",
        "17 AUGUST 2026",
        "17Agustus2026",
        "17-VIII-2026",
        "Senin, 17 Agustus 2026",
        "Monday, 17 August 2026",
        "2026-08-17",
        "2026-8-17",
        "2026/08/17",
        "2026-08-17T09:30:00+07:00",
        "2026-08-17 00:00:00",
        "17/08/2026 00:00",
        "20260817",
        "17082026",
        "  17\u00a0Agustus  2026 ",
    ],
)
def test_usual_forms(text: str) -> None:
    assert parse_date(text) == date(2026, 8, 17)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Peb", 2),
        ("Pebruari", 2),
        ("Mar", 3),
        ("Mei", 5),
        ("May", 5),
        ("Okt", 10),
        ("Nop", 11),
        ("Nopember", 11),
        ("Des", 12),
    ],
)
def test_months_by_their_other_names(text: str, month: int) -> None:
    assert parse_date(f"3 {text} 2026") == date(2026, month, 3)


@pytest.mark.parametrize(
    "text",
    ["", "17", "2026", "31-02-2026", "29-02-2025", "00-01-2026", "08/17/2026", "17 Blah 2026", "17-13-2026", "0-0-0",
     "99999999", "17-08-202", "17-08-02026", "besok", "17-08-2026 x", "1e5", "45000", "2026-08-17-01"],
)  # fmt: skip
def test_what_is_not_a_date_is_never_guessed(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "latest", "read"),
    [
        ("17-08-45", None, date(2045, 8, 17)),
        ("17-08-70", None, date(1970, 8, 17)),
        ("17-08-45", TUESDAY, date(1945, 8, 17)),
        ("24-11-26", TUESDAY, date(2026, 11, 24)),
        ("25-11-26", TUESDAY, date(1926, 11, 25)),
        ("29-02-00", TUESDAY, date(2000, 2, 29)),
        ("17-08-2045", TUESDAY, date(2045, 8, 17)),
    ],
)
def test_two_digits_of_a_year(text: str, latest: date | None, read: date) -> None:
    assert parse_date(text, latest=latest) == read


@given(written_dates, st.sampled_from(["id", "en"]))
def test_what_is_written_out_is_read_back(day: date, language: str) -> None:
    assert parse_date(date_in_words(day, language)) == day
    assert parse_date(day_in_words(day, language)) == day
    assert parse_date(f"{day.day}-{month_roman(day)}-{day.year}") == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%d/%m/%Y}") == day


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_eight_digits_mean_one_day_only(day: date) -> None:
    assert parse_date(f"{day:%Y%m%d}") == day
    assert parse_date(f"{day:%d%m%Y}") == day


@given(st.text(st.characters(codec=None)) | st.text("0123456789-/ .T:IVX", max_size=20), st.none() | st.dates())
def test_no_text_at_all_is_an_error(text: str, latest: date | None) -> None:
    read = parse_date(text, latest=latest)
    assert read is None or isinstance(read, date)


@given(st.dates(), st.dates(date(200, 1, 1)))
def test_the_most_recent_century_is_not_in_the_future(day: date, on: date) -> None:
    found = most_recent(day, on=on)
    assert found is None or (found <= on or found == day)
    assert found is not None or (day.month, day.day) == (2, 29)
