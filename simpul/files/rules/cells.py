"""What a cell says, as text: numbers digit for digit, dates as ISO, nothing that a screen or a database cannot hold.

Used by the reading process, which starts with hardly any imports.
"""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

LARGEST_EXACT = 15  # digits that Excel keeps of a number

_UNCLEAN = "\x00-\x08\x0b-\x1e\x7f-\x9f\u00a0\u00ad\u200b\u200e\u200f\u2007\u2028-\u202f\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
UNCLEAN = re.compile(f"[{_UNCLEAN}]")  # in cells joined by US (1F), which divides them
_ALL_UNCLEAN = re.compile(f"[\x1f{_UNCLEAN}]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_BROKEN = re.compile("[\ud800-\udfff]")

SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?1\d")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


def clean(text: str) -> str:
    """The text without control characters; every kind of line break is one, every space that looks like one is one."""
    text = _BREAKS.sub("\n", _SPACES.sub(" ", text))
    return _ALL_UNCLEAN.sub("", _BROKEN.sub("\ufffd", text))


def text_kind(text: str) -> str:
    """The kind of a cell of plain text: one that shows 3,20405E+15 was a number, and has lost its digits."""
    if not text:
        return "e"
    return "r" if SCIENTIFIC.fullmatch(text.strip()) else "t"


def number(raw: str) -> tuple[str, str]:
    """The exact decimal text of a number as a file writes it, and its kind: `r` where the file has lost digits."""
    if raw.isdecimal() and raw.isascii() and len(raw) <= LARGEST_EXACT:
        return raw, "n"
    try:
        exact, value = Decimal(raw), float(raw)
    except (InvalidOperation, ValueError):
        return raw, "t"
    if not exact.is_finite() or abs(value) > 1e300:
        return raw, "t"
    if abs(value) < 1e-300:
        return "0", "n"
    if exact != exact.to_integral_value():
        # Of the seventeen digits of a binary fraction a person sees fifteen: 0.30000000000000004 is 0.3.
        return f"{Decimal(f'{value:.15g}'):f}", "n"
    digits = str(int(exact))
    return digits, "r" if is_rounded(digits) else "n"


def is_rounded(digits: str) -> bool:
    """Whether a whole number kept as a number has lost what came after the fifteenth digit."""
    digits = digits.lstrip("-")
    return len(digits) > LARGEST_EXACT and not digits[LARGEST_EXACT:].strip("0")


def date(raw: str, *, since_1904: bool) -> tuple[str, str]:
    """A serial number as ISO date (and time, where it has one). What is no day stays the number it is."""
    try:
        serial = float(raw)
    except ValueError:
        return raw, "t"
    if not 0 <= serial < 2_958_466 or (60 <= serial < 61 and not since_1904):
        return number(raw)  # day 60 is 29 February 1900, which never was
    days, seconds = divmod(round(serial * 86_400), 86_400)
    moment = timedelta(seconds=seconds)
    if days == 0 and not since_1904:
        return str((datetime(1900, 1, 1) + moment).time()), "t"  # noqa: DTZ001
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if days > 60 else 31)  # noqa: DTZ001
    return iso(start + timedelta(days=days) + moment), "d"


def iso(moment: datetime) -> str:
    """A day, or a day and a time where the time says something."""
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def shown_as(number_format: int, code: str) -> str:
    """What a number format makes of a number: `date`, a row of zeros to fill up to, or nothing of interest."""
    if number_format in _BUILT_IN_DATES:
        return "date"
    if not code or code.lower() == "general":
        return ""
    if not code.strip("0"):
        return code
    first = _QUOTED.sub("", code).partition(";")[0].lower()
    return "date" if set(first) & set("dmyhs") and not set(first) & set("0#?") else ""
