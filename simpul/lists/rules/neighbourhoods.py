"""RT and RW in any shape: 001/00I, "RT 01 RW 02", 1/2, and what a spreadsheet made of 1/2."""

import re
from functools import lru_cache

from simpul.kit.dates import parse_date
from simpul.kit.digits import with_lookalikes_as_digits
from simpul.kit.remarks import Remark

_BOTH = re.compile(r"^\W*(?:rt)?\W*(\w{1,4})?\W*[/\\|,;\s-]+\W*(?:rw)?\W*(\w{1,4})?\W*$", re.IGNORECASE)
_NAMED = re.compile(r"\br\.?t\W{0,3}([0-9OQIl]{1,3}).{0,6}?r\.?w\W{0,3}([0-9OQIl]{1,3})", re.IGNORECASE)
_ONE = re.compile(r"^\W*(?:rt|rw|rukun \w+)?\W*(\w{1,4})\W*$", re.IGNORECASE)
_JOINED = re.compile(r"(\d{3})(\d{3})")


@lru_cache(maxsize=20_000)
def read_one(text: str) -> tuple[str, tuple[Remark, ...]]:
    """One of the two as three figures: "RT.1", "01", "00I"."""
    if not text.strip(" -0."):
        return "", ()
    found = _ONE.match(text.strip())
    number = _figures(found[1]) if found else None
    return (number, ()) if number is not None else ("", (Remark("rt_unreadable", {"written": text.strip()}),))


@lru_cache(maxsize=20_000)
def read_both(text: str) -> tuple[str, str, tuple[Remark, ...]]:
    """RT and RW of one cell."""
    text = text.strip()
    if not text.strip(" -0./"):
        return "", "", ()
    if became := _from_date(text):
        return became
    if joined := _JOINED.fullmatch(text):
        return joined[1], joined[2], ()
    for pattern in (_NAMED, _BOTH):
        if (found := pattern.search(text)) and (numbers := _pair(found[1], found[2])):
            return *numbers, ()
    rt, remarks = read_one(text)
    return rt, "", remarks


@lru_cache(maxsize=100_000)
def in_address(text: str) -> tuple[str, str, str]:
    """RT and RW that stand inside an address, and the address without them: "Kp. Cibodas RT 01/02"."""
    found = re.search(
        r"[\s,]*\br\.?t\W{0,3}(\w{1,4})\W{0,3}(?:(?:r\.?w)?\W{0,3}(\w{1,4})\b)?", text, flags=re.IGNORECASE
    )
    numbers = _pair(found[1], found[2]) if found else None
    if found is None or numbers is None:
        return "", "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return *numbers, " ".join(rest.split()).strip(" ,-")


def _pair(rt: str | None, rw: str | None) -> tuple[str, str] | None:
    first, second = _figures(rt or "0"), _figures(rw or "0")
    return None if first is None or second is None else (first, second)


def _figures(text: str) -> str | None:
    """Three figures; letters that look like figures are read as such, for here nothing else is meant."""
    digits = with_lookalikes_as_digits(text.strip())
    if not digits.isdecimal() or int(digits) > 999:
        return None
    return f"{int(digits):03}" if int(digits) else ""


def _from_date(text: str) -> tuple[str, str, tuple[Remark, ...]] | None:
    """1/2 became 1 February: day and month are still the two numbers, in the order in which they were typed."""
    if len(text) < 8 or (day := parse_date(text)) is None:
        return None
    return f"{day.day:03}", f"{day.month:03}", (Remark("rt_became_date", {"rt": day.day, "rw": day.month}),)
