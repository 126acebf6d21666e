"""What leaves the office as a sheet: neutral cells, a number one sees and the same number that one does not see.

The unseen number is written between the letters of one column, as 24 characters that have no width. It survives
sorting, copying of rows and another file format; typing off and printing it does not, and there the lines at the top
and the foot of each page speak. Our own reading takes such characters away, so a list that comes back is not changed.
"""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refusal
from simpul.kit.texts import normalise
from simpul.kit.words import N_

KEPT = timedelta(hours=24)
FORMATS = ("xlsx", "csv")
PURPOSES: Mapping[str, str] = {
    "verification": N_("Verifikasi dan validasi data"),
    "assistance": N_("Penyaluran bantuan"),
    "meeting": N_("Musyawarah atau rapat"),
    "visit": N_("Kunjungan lapangan"),
    "report": N_("Laporan"),
    "other": N_("Keperluan lain"),
}
NEEDS_NUMBERS = frozenset({"verification", "assistance"})  # for these alone the whole NIK and KK may go along

Cell = str | int | date | None


@dataclass(frozen=True)
class Column:
    """A column: its heading, how wide it is, and whether the unseen number stands in it."""

    heading: str
    width: int
    is_marked: bool = False


@dataclass(frozen=True)
class Sheet:
    """Rows to be written, with what stands above them."""

    title: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class ExportKind:
    """A list that may leave: what it takes, how many rows, which rows. The module that owns the rows declares it.

    `count(viewer, asked)` and `sheet(viewer, asked, with_numbers, purpose)` see what the viewer sees at that moment;
    `asked` is what was searched for, as plain values.
    """

    title: Any
    permission: Permission
    numbers_permission: Permission
    count: Callable[[Any, Mapping[str, Any]], int]
    sheet: Callable[[Any, Mapping[str, Any], bool, str], Sheet]


KINDS: dict[str, ExportKind] = {}


def register(code: str, kind: ExportKind) -> None:
    """Declare a list that may be exported; in `apps.ready`."""
    KINDS[code] = kind


def refusal_to_export(*, rows: int, most: int, purpose: str, note: str, with_numbers: bool) -> Refusal | None:
    """As few as the purpose needs: no list without rows, none beyond the cap, no numbers for a meeting."""
    if purpose not in PURPOSES:
        return Refusal("export_purpose_unknown")
    if purpose == "other" and not note:
        return Refusal("export_note_missing")
    if with_numbers and purpose not in NEEDS_NUMBERS:
        return Refusal("export_numbers_not_needed")
    if rows == 0:
        return Refusal("export_empty")
    return Refusal("export_too_large", {"most": most}) if rows > most else None


# What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection); widths and sizes fold under NFKC.
_BEGINS_FORMULA = frozenset("=+-@|%\u2212")


def neutral(text: str) -> str:
    """A text that no spreadsheet works out: one line, and an apostrophe before what could begin a formula.

    A dash alone is none: it stands in many a cell where somebody had nothing to write.
    """
    line = normalise(text)
    if line and line != "-" and unicodedata.normalize("NFKC", line[0])[0] in _BEGINS_FORMULA:
        return f"'{line}"
    return line


_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_UNSEEN = "\u200b\u200c\u200d\u2060"  # two bits each
_RUN = re.compile(f"[{_UNSEEN}]{{24}}")
_BITS = 40


def new_number() -> str:
    """A fresh number of an export, as it is printed: K7QF-2M9X."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_BITS // 5))
    return f"{signs[:4]}-{signs[4:]}"


def unseen(number: str) -> str:
    """The number as 24 characters without width: 40 bits of it and 8 of a checksum."""
    value = 0
    for sign in number.replace("-", ""):
        value = value << 5 | _ALPHABET.index(sign)
    value = value << 8 | _checksum(value)
    return "".join(_UNSEEN[value >> shift & 3] for shift in range(_BITS + 6, -1, -2))


def marked(text: str, hidden: str) -> str:
    """A text with the unseen number behind its first letter."""
    return text[:1] + hidden + text[1:] if text else ""


def numbers_in(text: str) -> list[str]:
    """The numbers of exports that stand unseen in a text, each once, in the order they are met."""
    return list(dict.fromkeys(number for run in _RUN.findall(text) if (number := _read(run))))


def _read(run: str) -> str | None:
    value = 0
    for sign in run:
        value = value << 2 | _UNSEEN.index(sign)
    value, checksum = value >> 8, value & 0xFF
    if checksum != _checksum(value):
        return None
    signs = "".join(_ALPHABET[value >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def _checksum(value: int) -> int:
    return hashlib.sha256(value.to_bytes(5, "big")).digest()[0]
