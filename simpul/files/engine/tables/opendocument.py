"""ODS, as LibreOffice writes it: the sheets of `content.xml`, repeated cells and rows spelled out as far as they say something."""

from typing import Any, BinaryIO

from simpul.files.engine.tables import markup
from simpul.files.engine.tables.archive import blocks, open_archive
from simpul.files.engine.tables.sheet import letters_of
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules import cells as rules

LAST_ROW = 1_048_576
CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send every sheet on."""
    archive = open_archive(source, writer.limits)
    names = set(archive.namelist())
    if "mimetype" not in names or b"".join(blocks(archive, "mimetype"))[:100].strip() != SHEETS:
        raise Unreadable("table_is_document")
    if MANIFEST in names and b"encryption-data" in b"".join(blocks(archive, MANIFEST)):
        raise Unreadable("table_encrypted")
    reader = _Reader(writer)
    markup.parse(blocks(archive, CONTENT), start=reader.start, end=reader.end, text=reader.text)
    return {}


class _Reader:
    """Follows the elements of the content."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.widest = writer.limits["columns"]
        self.row, self.rows, self.column = 0, 1, 0
        self.cells: list[str] = []
        self.kinds: list[str] = []
        self.cell: dict[str, str] | None = None
        self.lines: list[str] = []
        self.aside = 0  # how deep in a note that belongs to a cell, but is not in it

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        tag = markup.local(name)
        if tag == "annotation" or self.aside:
            self.aside += 1
        elif tag == "table" and self.cell is None:
            self.writer.begin(_get(attributes, "name"))
            self.row = 0
        elif tag == "table-row":
            self.rows = _count(attributes, "number-rows-repeated")
            self.column = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.cell, self.lines = attributes, []
        elif self.cell is not None:
            self._inline(tag, attributes)

    def _inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            self.lines.append("")
        elif tag in ("s", "tab", "line-break"):
            self.text({"s": " " * min(100, _count(attributes, "c")), "tab": "\t", "line-break": "\n"}[tag])

    def text(self, characters: str) -> None:
        """What stands in a paragraph."""
        if self.lines and not self.aside:
            self.lines.append(self.lines.pop() + characters)

    def end(self, name: str) -> None:
        """An element closes."""
        tag = markup.local(name)
        if self.aside:
            self.aside -= 1
        elif tag in ("table-cell", "covered-table-cell") and self.cell is not None:
            self._end_cell(self.cell)
            self.cell, self.lines = None, []
        elif tag == "table-row":
            for number in range(self.row + 1, self.row + 1 + (self.rows if self.cells else 0)):
                self.writer.add(number, list(self.cells), list(self.kinds))
            self.row = min(self.row + self.rows, LAST_ROW)
            self.cells, self.kinds = [], []

    def _end_cell(self, cell: dict[str, str]) -> None:
        times = _count(cell, "number-columns-repeated")
        text, kind = _meaning(cell, "\n".join(self.lines))
        if text:
            if self.column + times > self.widest:
                raise Unreadable("far_cell", cell=f"{letters_of(self.column + times - 1)}{self.row + 1}")
            missing = self.column - len(self.cells)
            self.cells += [""] * missing + [text] * times
            self.kinds += ["e"] * missing + [kind] * times
        across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if across * down > 1:
            self.writer.merge(self.row + 1, self.column, self.row + down, self.column + across - 1)
        self.column += times


def _meaning(cell: dict[str, str], shown: str) -> tuple[str, str]:
    sort = _get(cell, "value-type")
    if sort in ("float", "percentage", "currency") and (value := _get(cell, "value")):
        text, kind = rules.number(value)
        # 001 shown for the number 1
        return (shown, kind) if shown.isdecimal() and shown.lstrip("0") == text else (text, kind)
    if sort == "date" and (value := _get(cell, "date-value")):
        return value[:19].removesuffix("T00:00:00"), "d"
    if sort == "boolean":
        return ("TRUE" if _get(cell, "boolean-value") == "true" else "FALSE"), "b"
    return shown, rules.text_kind(shown)


def _get(attributes: dict[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if markup.local(key) == name), "")


def _count(attributes: dict[str, str], name: str) -> int:
    given = _get(attributes, name)
    return min(int(given), LAST_ROW) if given.isdecimal() and len(given) < 9 and int(given) else 1
