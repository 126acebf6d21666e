"""Birth dates in the cells of lists: every form people use, and every way in which a spreadsheet spoils one."""

import re
from datetime import date, timedelta
from functools import lru_cache

from simpul.kit.birth_dates import BirthDate, in_two_centuries, read_birth_date, refusal_of
from simpul.kit.dates import parse_date
from simpul.kit.remarks import Remark

# Day 1 of a spreadsheet is 1 January 1900, and it believes in 29 February 1900.
_EPOCH = date(1899, 12, 30)
_SERIAL = re.compile(r"(\d{4,5})(?:[.,]0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 3654, 73050  # 1910 to 2099; shorter numbers are years
_NUMBERS = re.compile(r"\D*(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})\D*")
_PLACE = re.compile(r"(?P<place>[^\d]*?)[\s,/.:;-]*(?P<date>\d.*)")
_NOTHING = re.compile(
    r"[-–.0/\s]*|tidak (ada|tahu|diketahui)|tdk (ada|tahu)|belum (ada|tahu)|n/?a|\?+|xx+|null", re.IGNORECASE
)
# Days that a clerk fills in who does not know the day.
_LIKELY_FILLED_IN = {(1, 1), (31, 12), (30, 6), (1, 7)}

Reading = tuple[BirthDate | None, tuple[Remark, ...]]


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: "-", "tidak tahu", 00-00-0000."""
    return _NOTHING.fullmatch(text.strip()) is not None


@lru_cache(maxsize=200_000)
def read_date(text: str, *, on: date) -> Reading:
    """The birth date of a cell, as far as it is known, with what is odd about it."""
    text = text.strip(" '\"=")
    if is_nothing(text):
        return None, ()
    serial = _SERIAL.fullmatch(text)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL and not 1900 <= int(serial[1]) <= on.year:
        born = BirthDate(_EPOCH + timedelta(days=int(serial[1])))
        return _checked(born, (Remark("date_from_number"),), on)
    if centuries := in_two_centuries(text, on=on):
        earlier, later = centuries
        doubt = Remark("date_in_two_centuries", {"earlier": earlier.date.year, "later": later.date.year})
        return later, (doubt,)
    if read := read_birth_date(text, on=on):
        return _checked(read, (), on)
    return _month_first(text, on) or (None, (Remark(_why_not(text)),))


def split_place(text: str) -> tuple[str, str]:
    """Place and date of one cell: "Bandung, 17-08-1974" and "BANDUNG 17 AGUSTUS 1974"; a date alone has no place."""
    found = _PLACE.fullmatch(text.strip())
    if found is None:
        return text.strip(" ,"), ""
    return found["place"].strip(" ,./-"), found["date"].strip()


def _month_first(text: str, on: date) -> Reading | None:
    """08/17/1974 can only be 17 August: there is no month 17."""
    found = _NUMBERS.fullmatch(text)
    if found is None or int(found[2]) <= 12:
        return None
    born = parse_date(f"{found[2]}-{found[1]}-{found[3]}", latest=on)
    return _checked(BirthDate(born), (Remark("date_month_first", {"on": born}),), on) if born else None


def _why_not(text: str) -> str:
    """A date that does not exist is another fault than a text that is no date."""
    return "date_impossible" if _NUMBERS.fullmatch(text) else "date_unreadable"


def _checked(born: BirthDate, remarks: tuple[Remark, ...], on: date) -> Reading:
    if refusal := refusal_of(born, on=on):
        return born, (*remarks, Remark(refusal.code, refusal.params))
    if born.precision != "day":
        return born, (*remarks, Remark("date_in_part"))
    if (born.date.day, born.date.month) in _LIKELY_FILLED_IN and not remarks:
        return born, (Remark("date_perhaps_filled_in"),)
    return born, remarks
