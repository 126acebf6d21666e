"""What a cell says: numbers digit for digit, days as days, nothing that cannot be shown."""

from datetime import date as day
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.files.rules.cells import clean, date, number, shown_as, text_kind


@pytest.mark.parametrize(
    ("raw", "text", "kind"),
    [
        ("3204051708740001", "3204051708740001", "n"),
        ("3.204051708740001E+15", "3204051708740001", "n"),
        ("3204051708740001.0", "3204051708740001", "n"),
        ("9471011234560001", "9471011234560001", "n"),  # beyond 2^53: no float holds it
        ("32040517087400017", "32040517087400017", "n"),
        ("3.20405E+15", "3204050000000000", "r"),
        ("3204051708740000", "3204051708740000", "r"),  # what Excel makes of a NIK typed as a number
        ("3.20405170874E+15", "3204051708740000", "r"),
        ("320405170874000", "320405170874000", "n"),  # fifteen digits are kept
        ("12345.678000000001", "12345.678", "n"),
        ("0.30000000000000004", "0.3", "n"),
        ("45000.000000000004", "45000", "n"),
        ("0.1", "0.1", "n"),
        ("1E-3", "0.001", "n"),
        ("1E3", "1000", "n"),
        ("-0", "0", "n"),
        ("-12", "-12", "n"),
        ("1500000", "1500000", "n"),
        ("007", "007", "n"),
        ("NaN", "NaN", "t"),
        ("1E999999999", "1E999999999", "t"),
        ("12 34", "12 34", "t"),
        ("", "", "t"),
    ],
)
def test_numbers_keep_their_digits(raw, text, kind):
    assert number(raw) == (text, kind)


@given(st.integers(min_value=-(10**17), max_value=10**17))
def test_whole_numbers_come_back(value):
    assert number(str(value))[0] == str(value)
    assert number(f"{Decimal(value):.17e}")[0] == str(value)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_fractions_mean_the_same(value):
    text, kind = number(f"{value:.17g}")
    assert float(text) == pytest.approx(value, rel=1e-14, abs=1e-300)
    assert kind == "n"
    assert "e" not in text.lower()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3,20405E+15", "r"), ("3.20405E+15", "r"), (" 3,2E+15 ", "r"), ("3E15", "r"), ("3,2E+05", "t"),
        ("SITI", "t"), ("12E", "t"), ("", "e"), ("3204051708740001", "t"),
    ],
)  # fmt: skip
def test_text_that_was_a_number_is_marked(text, kind):
    assert text_kind(text) == kind


@pytest.mark.parametrize(
    ("raw", "since_1904", "text", "kind"),
    [
        ("1", False, "1900-01-01", "d"), ("59", False, "1900-02-28", "d"), ("60", False, "60", "n"),
        ("61", False, "1900-03-01", "d"), ("46251", False, "2026-08-17", "d"), ("44789", True, "2026-08-17", "d"),
        ("0", True, "1904-01-01", "d"), ("46251.4375", False, "2026-08-17T10:30:00", "d"),
        ("0.4375", False, "10:30:00", "t"), ("2958465", False, "9999-12-31", "d"), ("2958466", False, "2958466", "n"),
        ("-1", False, "-1", "n"), ("46250.99999999", False, "2026-08-17", "d"),
    ],
)  # fmt: skip
def test_days(raw, since_1904, text, kind):
    assert date(raw, since_1904=since_1904) == (text, kind)


@given(st.dates(min_value=day(1900, 3, 1), max_value=day(9999, 12, 31)))
def test_every_day_comes_back(when):
    serial = (when - day(1899, 12, 30)) // timedelta(days=1)
    assert date(str(serial), since_1904=False) == (when.isoformat(), "d")


@pytest.mark.parametrize(
    ("number_format", "code", "shown"),
    [
        (14, "", "date"), (22, "", "date"), (0, "General", ""), (164, "dd/mm/yyyy", "date"), (164, "[$-421]dd mmmm yyyy;@", "date"),
        (164, "000", "000"), (164, "0", "0"), (164, "#,##0.00", ""), (164, '"Rp"#,##0', ""), (164, "0.00E+00", ""),
        (164, "[Red]0", ""), (164, "[h]:mm:ss", "date"), (164, "@", ""), (164, '0" hari"', ""), (164, "yyyy", "date"),
    ],
)  # fmt: skip
def test_formats(number_format, code, shown):
    assert shown_as(number_format, code) == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A\u00a0B", "A B"), ("A\r\nB\rC", "A\nB\nC"), ("A\0B\x1fC\x1eD", "ABCD"), ("\u202eITIS\ufeff", "ITIS"),
        ("A\ud800B", "A\ufffdB"), ("\u200cꦱꦶ", "\u200cꦱꦶ"), ("d'Oro – É", "d'Oro – É"),
    ],
)  # fmt: skip
def test_clean(text, kept):
    assert clean(text) == kept


@given(st.text(st.sampled_from("\0\x1e\x1f\r\n\t\u00a0\u202e\u2028\ufeff\ud800A ꦱ")))
def test_clean_text_can_be_stored(text):
    kept = clean(text)
    assert clean(kept) == kept
    assert not set(kept) & {"\0", "\x1e", "\x1f"}
    kept.encode()
