"""HTML tables: what many an application hands out as "Excel", with the ending .xls."""

from html.parser import HTMLParser
from typing import Any, BinaryIO

from simpul.files.engine.tables.archive import BLOCK
from simpul.files.engine.tables.delimited import decoded
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules.cells import text_kind

BREAKS = {"br", "p", "div", "li"}
UNSEEN = {"script", "style", "title", "template"}


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send every table on, one sheet each. Nothing is run, fetched or drawn."""
    text, encoding = decoded(source)
    reader = _Reader(writer)
    while block := text.read(BLOCK):
        reader.feed(block)
    reader.close()
    reader.end_table()
    if not writer.sheets:
        raise Unreadable("table_none")
    return {"encoding": encoding}


class _Reader(HTMLParser):
    """Follows the tags; a table within a cell belongs to the text of that cell."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = writer
        self.widest = writer.limits["columns"]
        self.depth = 0
        self.row = 0
        self.cells: list[str] = []
        self.pieces: list[str] | None = None
        self.span = (1, 1)
        self.held: dict[int, int] = {}  # column: rows for which a cell from above still stands in it
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.writer.begin("")
                self.row, self.held = 0, {}
        elif tag in UNSEEN:
            self.unseen += 1
        elif self.depth == 1 and tag == "tr":
            self._end_row()
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self.pieces, self.span = [], (_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in BREAKS and self.pieces is not None:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
        elif self.depth == 1 and tag == "tr":
            self._end_row()
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self.end_table()
            else:
                self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.pieces is not None and not self.unseen:
            self.pieces.append(data)

    def end_table(self) -> None:
        """The table is complete, or the file is over."""
        self._end_row()
        self.depth = 0

    def _end_cell(self) -> None:
        if self.pieces is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        self.pieces = None
        while self.held.get(len(self.cells), 0) > 0:
            self.cells.append("")
        column, (across, down) = len(self.cells), self.span
        self.cells += ["\n".join(line for line in lines if line), *[""] * (across - 1)]
        if len(self.cells) > self.widest:
            raise Unreadable("table_too_many_columns", limit=self.widest)
        if across * down > 1:
            self.writer.merge(self.row + 1, column, self.row + down, column + across - 1)
        if down > 1:
            self.held |= dict.fromkeys(range(column, column + across), down)

    def _end_row(self) -> None:
        self._end_cell()
        if not self.cells:
            return
        self.row += 1
        self.writer.add(self.row, self.cells, [text_kind(cell) for cell in self.cells])
        self.cells = []
        self.held = {column: rows - 1 for column, rows in self.held.items() if rows > 1}


def _span(given: str | None) -> int:
    return min(int(given), 1_000) if given and given.isdecimal() and len(given) < 6 and int(given) else 1
