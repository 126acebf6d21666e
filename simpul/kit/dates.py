"""Dates: reading the clock, writing a date out, reading one that somebody wrote."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lokal import terbilang

from simpul.kit.texts import normalise


def is_day_of(on: date, moment: datetime, zone: str) -> bool:
    """Whether a day is just the day on which somebody wrote it down: then it says nothing of what was before."""
    return moment.astimezone(ZoneInfo(zone)).date() == on


_MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_DAYS = {
    "id": ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
# Short and older spellings met in village lists.
_OTHER_MONTHS = {
    "djan": 1, "djanuari": 1, "peb": 2, "pebruari": 2, "mrt": 3, "djuni": 6, "djuli": 7, "agt": 8, "ags": 8, "agst": 8,
    "agus": 8, "agust": 8, "agustu": 8, "sept": 9, "nop": 11, "nopember": 11,
}  # fmt: skip
_MONTH_NUMBERS = (
    {name.casefold(): number for names in (*_MONTHS.values(), _ROMAN) for number, name in enumerate(names, 1)}
    | {name[:3].casefold(): number for names in _MONTHS.values() for number, name in enumerate(names, 1)}
    | _OTHER_MONTHS
)

_WEEKDAY = re.compile(r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|[a-z]+day)\s*,\s*", re.IGNORECASE)
_TIME = re.compile(r"(?:T| )[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$")
_SEPARATOR = r"\s?[-/. ]\s?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}|[A-Za-z]+)\.?{_SEPARATOR}([0-9]{{4}}|[0-9]{{2}})")
_EIGHT_DIGITS = re.compile(r"[0-9]{8}")
_DAY_WITHOUT_SPACE = re.compile(r"([0-9]{1,2})([A-Za-z]{3,})([0-9]{4})")
# Two digits without a latest day: 00 to 68 are 2000 to 2068, as POSIX reads them.
_PIVOT = 69


def today(zone: str) -> date:
    """The date now in a time zone such as Asia/Jayapura: the only place where the program asks what day it is."""
    return datetime.now(ZoneInfo(zone)).date()


def date_in_words(day: date, language: str) -> str:
    """17 Agustus 2026, 17 August 2026."""
    return f"{day.day} {month_in_words(day, language)}"


def month_in_words(day: date, language: str) -> str:
    """Agustus 2026, August 2026."""
    return f"{_MONTHS[_known(language)][day.month - 1]} {day.year}"


def day_in_words(day: date, language: str) -> str:
    """Selasa, 24 November 2026."""
    return f"{_DAYS[_known(language)][day.weekday()]}, {date_in_words(day, language)}"


def month_roman(day: date) -> str:
    """The month as letter numbers write it: VIII."""
    return _ROMAN[day.month - 1]


def date_spelled(day: date) -> str:
    """For the minutes (berita acara), always Indonesian: dua puluh empat November dua ribu dua puluh enam."""
    return f"{terbilang(day.day)} {_MONTHS['id'][day.month - 1]} {terbilang(day.year)}"


def month_number(word: str) -> int | None:
    """8 for Agustus, Agt, Aug, VIII, 8 or 08; None for anything else."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else None
    return _MONTH_NUMBERS.get(word.casefold())


def parse_date(text: str, *, latest: date | None = None) -> date | None:
    """A date as Indonesians and spreadsheets write it, the day before the month; None when it is not a date.

    17-08-2026, 17/8/2026, 17 Agustus 2026, 17 Agt 26, Senin, 17 Agustus 2026, 17-VIII-2026, 2026-08-17 (with a time or
    without), 20260817, 17082026. Month before day is never guessed. A year of two digits is the most recent one that
    does not pass `latest`: give today for a birth date.
    """
    text = _TIME.sub("", _WEEKDAY.sub("", normalise(text), count=1))
    if found := _YEAR_FIRST.fullmatch(text):
        return _real_date(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text) or _DAY_WITHOUT_SPACE.fullmatch(text):
        return _in_right_century(found[3], found[2], found[1], latest)
    if _EIGHT_DIGITS.fullmatch(text):
        return _date_of_eight_digits(text)
    return None


def has_short_year(text: str) -> bool:
    """Whether a date is written with two digits for its year, so that the century is a guess."""
    found = _DAY_FIRST.fullmatch(_TIME.sub("", _WEEKDAY.sub("", normalise(text), count=1)))
    return found is not None and len(found[3]) == 2


def most_recent(day: date, *, on: date) -> date | None:
    """The same day in the latest century that is not in the future; None where it does not exist (29 February 1900)."""
    while day > on:
        earlier = _real_date(str(day.year - 100), str(day.month), str(day.day))
        if earlier is None:
            return None
        day = earlier
    return day


def _known(language: str) -> str:
    """Indonesian unless English is asked for, in any of its variants."""
    return "en" if language[:2].casefold() == "en" else "id"


def _real_date(year: str, month: str, day: str) -> date | None:
    number = month_number(month)
    try:
        return date(int(year), number, int(day)) if number else None
    except ValueError:
        return None


def _in_right_century(year: str, month: str, day: str, latest: date | None) -> date | None:
    if len(year) == 4:
        return _real_date(year, month, day)
    if latest is None:
        return _real_date(f"{20 if int(year) < _PIVOT else 19}{year}", month, day)
    read = _real_date(f"{latest.year // 100:02}{year}", month, day)
    return most_recent(read, on=latest) if read else None


def _date_of_eight_digits(text: str) -> date | None:
    """Year first or day first: no text is both, for no month is 18, 19, 20 or 21."""
    for year, month, day in ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2])):
        if 1800 <= int(year) < 2200 and (read := _real_date(year, month, day)):
            return read
    return None
