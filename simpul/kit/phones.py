"""Phone numbers as they are written on lists, kept in the one form that every network dials (E.164)."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from lokal import parse_phone

from simpul.kit import digits
from simpul.kit.remarks import Remark
from simpul.kit.texts import hide_all_but_last

_SEVERAL = re.compile(r"\s*(?:[/,;&|]|\bdan\b|\batau\b)\s*", re.IGNORECASE)
_ABROAD = re.compile(r"(?:\+|00)([1-9][0-9]{7,14})")
_PUNCTUATION = re.compile(r"[\s().'\"=_-]")
_WITH_WORDS = re.compile(r"[^0-9+(]*(.*[0-9])([^0-9]*)")


class PhoneRemark(StrEnum):
    """Every doubt about a phone number; the first three leave no number at all."""

    MISSING = "phone_missing"
    DIGITS_LOST = "phone_digits_lost"  # kept, lost: 8,12E+10 from a spreadsheet
    UNREADABLE = "phone_unreadable"
    SEVERAL = "phone_several"  # count: the first was taken
    ABROAD = "phone_abroad"
    PREFIX_UNKNOWN = "phone_prefix_unknown"
    WORDS_LEFT_OUT = "phone_words_left_out"  # "(anak)", "a.n. Budi": perhaps whose phone it is


@dataclass(frozen=True)
class PhoneReading:
    """What a text says as a phone number. Without a number the remarks say why; with one they are doubts."""

    number: str | None
    warnings: tuple[Remark, ...] = ()
    is_mobile: bool = False


def read_phone(text: str) -> PhoneReading:
    """Read 0812-3456-7890, +62 812…, 62812…, 812…, (021) 555 1234, +60 12…, or the first of several."""
    text = digits.without_decimals(digits.with_plain_digits(text))
    if scientific := digits.read_scientific(text):
        return _from_scientific(scientific)
    figures = digits.only_digits(text)
    if not figures or len(set(figures)) == 1:
        return PhoneReading(None, (Remark(PhoneRemark.MISSING),))
    # A slash may also stand behind the area code (021/5551234), so the whole comes first.
    return _one_number(text.replace("/", "")) or _first_of_several(text) or _unreadable()


def mask_phone(number: str) -> str:
    """••••••••••7890: whoever owns the number knows it again."""
    return hide_all_but_last(number)


def _from_scientific(scientific: digits.Scientific) -> PhoneReading:
    if scientific.is_whole:
        return _one_number(scientific.kept) or _unreadable()
    kept = len(scientific.kept)
    lost = max(scientific.length - kept, 0)
    return PhoneReading(None, (Remark(PhoneRemark.DIGITS_LOST, {"kept": kept, "lost": lost}),))


def _one_number(text: str) -> PhoneReading | None:
    """The number without the label before it (HP, WA) and the words behind it."""
    found = _WITH_WORDS.fullmatch(text)
    if found is None:
        return None
    reading = _bare_number(_PUNCTUATION.sub("", found[1]))
    if reading and any(character.isalpha() for character in found[2]):
        return replace(reading, warnings=(*reading.warnings, Remark(PhoneRemark.WORDS_LEFT_OUT)))
    return reading


def _bare_number(plain: str) -> PhoneReading | None:
    if not plain.startswith(("+62", "0062")) and (abroad := _ABROAD.fullmatch(plain)):
        return PhoneReading(f"+{abroad[1]}", (Remark(PhoneRemark.ABROAD),))
    plain = f"+{plain[2:]}" if plain.startswith("0062") else plain
    info = parse_phone(plain)
    if info.e164 is None:
        return None
    warnings = (Remark(PhoneRemark.PREFIX_UNKNOWN),) if info.warnings else ()
    return PhoneReading(info.e164, warnings, is_mobile=info.type == "mobile")


def _first_of_several(text: str) -> PhoneReading | None:
    readings = [reading for part in _SEVERAL.split(text) if (reading := _one_number(part))]
    if not readings:
        return None
    first = readings[0]
    if len(readings) == 1:
        return first
    several = Remark(PhoneRemark.SEVERAL, {"count": len(readings)})
    return replace(first, warnings=(*first.warnings, several))


def _unreadable() -> PhoneReading:
    return PhoneReading(None, (Remark(PhoneRemark.UNREADABLE),))
