"""The XML of Excel 2003, which some programs still write and call .xls."""

from typing import Any, BinaryIO

from simpul.files.engine.tables import markup
from simpul.files.engine.tables.archive import BLOCK
from simpul.files.engine.tables.sheet import LAST_ROW, letters_of
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules import cells as rules


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send every worksheet on."""
    reader = _Reader(writer)
    markup.parse(iter(lambda: source.read(BLOCK), b""), start=reader.start, end=reader.end, text=reader.text)
    return {}


class _Reader:
    """Follows the elements of the workbook."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.row, self.column = 0, -1
        self.cells: list[str] = []
        self.kinds: list[str] = []
        self.sort = ""
        self.pieces: list[str] = []
        self.is_open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag = markup.local(name)
        given = {markup.local(key): value for key, value in attributes.items()}
        if tag == "Worksheet":
            self.writer.begin(given.get("Name", ""))
            self.row = 0
            self.is_open = True
        elif tag == "Row" and self.is_open:
            self.row = _number(given.get("Index", ""), self.row + 1)
            self.column = -1
        elif tag == "Cell":
            self.column = _number(given.get("Index", ""), self.column + 2) - 1
            across, down = _number(given.get("MergeAcross", ""), 0), _number(given.get("MergeDown", ""), 0)
            if self.is_open and across + down:
                self.writer.merge(self.row, self.column, self.row + down, self.column + across)
        elif tag == "Data":
            self.sort, self.pieces = given.get("Type", "String"), []

    def text(self, characters: str) -> None:
        """What stands in a cell."""
        if self.sort:
            self.pieces.append(characters)

    def end(self, name: str) -> None:
        """An element closes."""
        tag = markup.local(name)
        if tag == "Data":
            self._keep("".join(self.pieces))
            self.sort = ""
        elif tag == "Row" and self.is_open:
            self.writer.add(self.row, self.cells, self.kinds)
            self.cells, self.kinds = [], []
        elif tag == "Worksheet":
            self.is_open = False

    def _keep(self, raw: str) -> None:
        if not raw:
            return
        if self.column >= self.writer.limits["columns"]:
            raise Unreadable("far_cell", cell=f"{letters_of(self.column)}{self.row}")
        missing = self.column + 1 - len(self.cells)
        self.cells += [""] * missing
        self.kinds += ["e"] * missing
        self.cells[self.column], self.kinds[self.column] = _meaning(self.sort, raw)


def _meaning(sort: str, raw: str) -> tuple[str, str]:
    if sort == "Number":
        return rules.number(raw.strip())
    if sort == "DateTime":
        return raw.strip()[:19].removesuffix("T00:00:00"), "d"
    if sort == "Boolean":
        return ("TRUE" if raw.strip() == "1" else "FALSE"), "b"
    return raw, rules.text_kind(raw)


def _number(given: str, otherwise: int) -> int:
    if not given:
        return otherwise
    if not (given.isdecimal() and len(given) < 8 and int(given) <= LAST_ROW):
        raise Unreadable("table_broken")
    return int(given)
