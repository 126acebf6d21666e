"""What a list is once it has been read: sheets and rows of text. Which row is the header is for the module `lists`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "date", "bool", "empty"]
Sort = Literal["xlsx", "xls", "ods", "xml", "csv", "html", "pdf", "pasted"]

# How kinds travel, one letter a cell; a number that lost digits in the file itself has a letter of its own.
KINDS: dict[str, Kind] = {"t": "text", "n": "number", "r": "number", "d": "date", "b": "bool", "e": "empty"}
ROUNDED = "r"


@dataclass(frozen=True)
class Limits:
    """How much a file may ask for. What is larger is refused with a sentence, never cut off in silence."""

    bytes: int = 200_000_000  # of the file as it was sent
    unpacked: int = 200_000_000  # of all parts of a packed workbook; they are read in a stream, never held
    entries: int = 200
    ratio: int = 100  # unpacked to packed, of parts larger than a megabyte
    sheets: int = 100
    columns: int = 1_000
    cells: int = 25_000_000  # that hold something
    text: int = 32_767  # characters in one cell, as in Excel
    output: int = 400_000_000  # bytes of rows, compressed
    memory: int = 512 * 2**20  # of the reading process, all of its addresses
    cpu: int = 20  # seconds
    seconds: int = 60  # on the wall


@dataclass(frozen=True)
class Cell:
    """One cell. A number is its exact decimal text, a date ISO text, whatever the file made of it on the screen."""

    text: str
    kind: Kind
    rounded: bool = False  # the file itself has lost digits: 3,20405E+15, or a 16-digit number that ends in 0


class Row(NamedTuple):
    """A row that holds something, with the number that people see beside it in the file. Empty rows are skipped."""

    number: int
    cells: tuple[str, ...]
    kinds: str  # one letter a cell, see KINDS

    def cell(self, column: int) -> Cell:
        """The cell of a column counted from 0; an empty one beyond the last."""
        if column >= len(self.cells):
            return Cell("", "empty")
        return Cell(self.cells[column], KINDS[self.kinds[column]], self.kinds[column] == ROUNDED)


@dataclass(frozen=True)
class Area:
    """Merged cells: first and last row (as numbered in the file) and column (from 0), both included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file, or a table of a page."""

    name: str
    rows: int  # that hold something
    columns: int
    is_hidden: bool = False
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True)
class TableFile:
    """What kind of file it was, by its content."""

    sort: Sort
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None


def spread(rows: list[Row], merged: tuple[Area, ...]) -> Iterator[Row]:
    """The same rows with the value of merged cells repeated in each of them: for headers, not for what lies below."""
    by_number = {row.number: row for row in rows}
    values = {area: by_number[area.first_row].cell(area.first_column) for area in merged if area.first_row in by_number}
    for row in rows:
        cells, kinds = list(row.cells), list(row.kinds)
        for area, cell in values.items():
            if not area.first_row <= row.number <= area.last_row or cell.kind == "empty":
                continue
            missing = area.last_column + 1 - len(cells)
            cells += [""] * missing
            kinds += ["e"] * missing
            for column in range(area.first_column, area.last_column + 1):
                cells[column], kinds[column] = cell.text, "t"
        yield Row(row.number, tuple(cells), "".join(kinds))
