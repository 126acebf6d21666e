"""From the rows of a sheet to the rows that speak of somebody: what lies between them is left out, and counted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from simpul.lists.rules.fields import Field
from simpul.lists.rules.headers import HeaderRows, is_numbering, is_repeat
from simpul.lists.rules.relations import HEAD, read_relation

_TOTAL = re.compile(r"^\W*(?:sub ?)?(?:jumlah|total|jml|grand total|rekap\w*)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"\b(?:mengetahui|kepala desa|lurah|camat|ttd|tertanda|nip|penanggung ?jawab|dibuat oleh|sekretaris desa|ketua r[tw])\b",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\W*(?:rt|rw|dusun|dsn|kp|kampung|desa|kelurahan|blok|lingkungan|bulan|tahap)\b", re.IGNORECASE)
_ROW_BITS = 21  # a sheet has at most 1,048,576 rows
ROUNDED = "r"  # the kind of a number cell in which the file has lost digits
_WHO = (Field.NAME, Field.HEAD_NAME, Field.NATIONAL_NUMBER, Field.BIRTH_DATE, Field.FAMILY_NUMBER)
_DESCRIBE = (Field.RELATION, Field.SEX, Field.BIRTH_DATE, Field.BIRTH)  # nobody writes it of a sum
# What a merged cell says once for a whole family.
_CARRIED = (Field.FAMILY_NUMBER, Field.ADDRESS, Field.RT, Field.RW, Field.RT_RW, Field.VILLAGE, Field.SUBDISTRICT)


class LeftOut(StrEnum):
    """Why a row of the sheet speaks of nobody."""

    EMPTY = "empty"
    HEADER = "header"
    TOTAL = "total"
    SECTION = "section"
    SIGNATURE = "signature"


class TableRow(NamedTuple):
    """A row that speaks of somebody: where it stands, all its cells, and those that mean something."""

    place: int
    cells: tuple[str, ...]
    texts: Mapping[Field, str]
    carried: Mapping[Field, str]  # those of them that stand once for a whole family
    is_rounded: bool = False  # the national number is a number cell, which has lost its last digit


class FileRow(Protocol):
    """A row as it was read from a file."""

    @property
    def number(self) -> int: ...

    @property
    def cells(self) -> tuple[str, ...]: ...

    @property
    def kinds(self) -> str: ...


def place_of(sheet: int, number: int) -> int:
    """Sheet and row as one number, in the order of the file."""
    return sheet << _ROW_BITS | number


def number_of(place: int) -> int:
    """The row as the spreadsheet counts it."""
    return place & (1 << _ROW_BITS) - 1


def sheet_of(place: int) -> int:
    """The sheet, counted from 0."""
    return place >> _ROW_BITS


def table_rows(
    rows: Iterable[FileRow], headers: HeaderRows, columns: Mapping[Field, int], left_out: dict[str, int], sheet: int = 0
) -> Iterator[TableRow]:
    """The rows below the header that speak of somebody; `left_out` counts the others by their reason."""
    family = _Carried(columns)
    number_at = columns.get(Field.NATIONAL_NUMBER, -1)
    for position, row in enumerate(rows):
        if position <= headers.last:
            continue
        cells = row.cells
        if reason := why_left_out(cells, headers, columns):
            left_out[reason.value] = left_out.get(reason.value, 0) + 1
            family.forget(reason)
            continue
        texts = {field: text for field, at in columns.items() if at < len(cells) and (text := cells[at].strip())}
        carried = family.carried(texts)
        is_rounded = 0 <= number_at < len(row.kinds) and row.kinds[number_at] == ROUNDED
        yield TableRow(place_of(sheet, row.number), cells, {**carried, **texts}, carried, is_rounded)


def keeps_sixteen_digits(rows: Iterable[FileRow], number_at: int) -> bool:
    """Whether some number cell holds sixteen digits to the last: whatever wrote this file did not round them."""
    return any(
        len(row.cells) > number_at and len(row.cells[number_at]) == 16 and row.kinds[number_at] == "n" for row in rows
    )


def why_left_out(row: Sequence[str], headers: HeaderRows, columns: Mapping[Field, int]) -> LeftOut | None:
    """Why a row speaks of nobody; None for one that does."""
    number = _text(row, columns.get(Field.NATIONAL_NUMBER))
    if len(number) >= 10 and any(map(str.isdigit, number)):
        return None  # first, because it is what most rows are
    filled = [text.strip() for text in row if text.strip()]
    if not filled:
        return LeftOut.EMPTY
    if headers.is_there and (is_repeat(row, headers.names) or is_numbering(row)):
        return LeftOut.HEADER
    is_described = any(_text(row, columns.get(field)) for field in _DESCRIBE)
    if not is_described and any(_TOTAL.match(text) for text in filled[:2]) and len(filled) <= max(4, len(row) // 2):
        return LeftOut.TOTAL
    told = sum(1 for field in _WHO if _text(row, columns.get(field)))
    if len(filled) <= 3 and any(_SIGNED.search(text) for text in filled):
        return LeftOut.SIGNATURE
    name = _text(row, columns.get(Field.NAME)) or _text(row, columns.get(Field.HEAD_NAME))
    if len(filled) == 1 and (not name or (_SECTION.match(name) and len(columns) > 1)):
        return LeftOut.SECTION
    return None if told or len(filled) > 2 else LeftOut.SECTION


def _text(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


class _Carried:
    """A merged cell holds the family's number once, and stands beside everybody of the family: the reader fills it in.

    Only where the list has a column for relations, for there it shows who begins the next family.
    """

    def __init__(self, columns: Mapping[Field, int]) -> None:
        self._is_used = Field.FAMILY_NUMBER in columns and Field.RELATION in columns
        self._kept: dict[Field, str] = {}

    def forget(self, reason: LeftOut) -> None:
        """No family goes on beyond a heading or a total."""
        if reason not in (LeftOut.EMPTY, LeftOut.HEADER):
            self._kept = {}

    def carried(self, texts: Mapping[Field, str]) -> dict[Field, str]:
        """What stands once for the family of this row, and not in the row."""
        if not self._is_used:
            return {}
        if texts.get(Field.FAMILY_NUMBER):
            self._kept = {field: texts[field] for field in _CARRIED if texts.get(field)}
            return {}
        if not texts.get(Field.RELATION) or _begins_family(texts[Field.RELATION]):
            self._kept = {}
        return {field: text for field, text in self._kept.items() if field not in texts}


def _begins_family(relation: str) -> bool:
    return read_relation(relation) == HEAD
