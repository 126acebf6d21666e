"""One sheet of an XLSX workbook, read as a stream: memory does not grow with it, and a far cell costs nothing.

Almost every row is written in one plain form, which a pattern takes apart at a third of the cost of an XML parser. What
is not in that form goes to the parser, as do the beginning and the end of the sheet: so the parser stays the judge.
"""

import codecs
import re
from collections.abc import Iterable, Iterator

from simpul.files.engine.tables.markup import Parser, local
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules import cells as rules

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

_CELL = (
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?(?:/>|>'
    r"(?:<v>([^<>&]*)</v>|<is><t(?: xml:space=\"preserve\")?>([^<>&]*)</t></is>)?</c>)"
)
CELL = re.compile(_CELL)
ROW = re.compile(rf'\s*<row r="([0-9]{{1,7}})"[^<>&]*+(?<!/)>((?:{re.sub("[(](?![?])", "(?:", _CELL)})*+)</row>')
ROW_END = "</row>"
LONGEST_ROW = 8_000_000  # characters


class SheetReader:
    """Follows a sheet and sends its rows on."""

    def __init__(self, writer: Writer, texts: list[str], styles: list[str], *, since_1904: bool) -> None:
        self.writer, self.texts, self.styles, self.since_1904 = writer, texts, styles, since_1904
        self.shown = {str(number): shown for number, shown in enumerate(styles) if shown}
        self.widest = writer.limits["columns"]
        self.columns: dict[str, int] = {}  # letters already met
        self.dates: dict[str, tuple[str, str]] = {}
        self.row, self.column = 0, -1
        self.sort = self.style = ""
        self.cells: list[str] = []
        self.kinds: list[str] = []
        self.pieces: list[str] = []
        self.is_taking = self.is_aid = False
        self.is_between_rows = False

    def read(self, blocks: Iterator[bytes]) -> None:
        """All of the sheet."""
        parser = Parser(self._start, self._end, self._text)
        first = next(blocks, b"")
        if first.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)) or b"\x00" in first[:200]:
            for block in (first, *blocks):
                parser.feed(block)
        else:
            self._read_plain(parser, _decoded(first, blocks))
        parser.finish()

    def _read_plain(self, parser: Parser, texts: Iterable[str]) -> None:
        waiting = ""
        for text in texts:
            waiting += text
            place = 0
            while True:
                if self.is_between_rows and (found := ROW.match(waiting, place)):
                    self._keep_row(found[1], found[2])
                    place = found.end()
                    continue
                end = waiting.find(ROW_END if self.is_between_rows else "<sheetData", place)
                end = waiting.find(">", end) + 1 if end >= 0 else 0
                if not end:
                    break
                parser.feed(waiting[place:end])
                place = end
            waiting = waiting[place:]
            if len(waiting) > LONGEST_ROW:
                parser.feed(waiting)
                waiting = ""
        parser.feed(waiting)

    def _keep_row(self, number: str, body: str) -> None:
        """A row in the plain form."""
        self._begin_row(number)
        cells, kinds, columns, texts = self.cells, self.kinds, self.columns, self.texts
        for letters, style, sort, value, inline in CELL.findall(body):
            raw = value or inline
            if not raw:
                continue
            if sort == "s" and len(value) < 9 and value.isdecimal() and int(value) < len(texts):
                text = texts[int(value)]
                kind = "t" if text[:1].isalpha() and "_x" not in text else ""
            elif not sort and style not in self.shown and len(value) <= rules.LARGEST_EXACT and value.isdecimal():
                text, kind = value, "n"
            else:
                kind = ""
            column = columns.get(letters, -1)
            if kind and text and column == len(cells):
                cells.append(text)
                kinds.append(kind)
                continue
            self.sort, self.style = sort or "n", style
            self.column = column if column >= 0 else self._column(letters)
            self._keep(raw)
        self._end_row()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "c":
            self.sort, self.style = attributes.get("t", "n"), attributes.get("s", "")
            letters = attributes.get("r", "").rstrip("0123456789")
            self.column = self._column(letters) if letters else self.column + 1
        elif tag in ("v", "t"):
            self.is_taking = not self.is_aid
        elif tag == "row":
            self._begin_row(attributes.get("r"))
        elif tag == "rPh":
            self.is_aid = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "sheetData":
            self.is_between_rows = True

    def _text(self, characters: str) -> None:
        if self.is_taking:
            self.pieces.append(characters)

    def _end(self, name: str) -> None:
        tag = local(name)
        if tag == "c":
            if self.pieces:
                self._keep("".join(self.pieces))
                self.pieces.clear()
        elif tag in ("v", "t"):
            self.is_taking = False
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self.is_aid = False
        elif tag == "sheetData":
            self.is_between_rows = False

    def _begin_row(self, number: str | None) -> None:
        if number is not None and not (number.isdecimal() and len(number) < 8 and 0 < int(number) <= LAST_ROW):
            raise Unreadable("table_broken")
        self.row = int(number) if number else self.row + 1
        self.column = -1

    def _end_row(self) -> None:
        if self.cells:
            self.writer.add(self.row, self.cells, self.kinds)
            self.cells, self.kinds = [], []

    def _keep(self, raw: str) -> None:
        text, kind = self._meaning(raw)
        if not text:
            return
        if self.column >= self.widest:
            raise Unreadable("far_cell", cell=f"{letters_of(self.column)}{self.row}")
        missing = self.column + 1 - len(self.cells)
        if missing > 0:
            self.cells.extend([""] * missing)
            self.kinds.extend(["e"] * missing)
        self.cells[self.column] = text
        self.kinds[self.column] = kind

    def _meaning(self, raw: str) -> tuple[str, str]:
        """The text of a cell, and its kind."""
        if self.sort == "n":
            return self._number(raw.strip())
        if self.sort == "b":
            return ("TRUE" if raw.strip() in ("1", "true") else "FALSE"), "b"
        if self.sort == "d":
            return raw.strip().removesuffix("T00:00:00"), "d"
        if self.sort == "s":
            if not (raw.isdecimal() and len(raw) < 9 and int(raw) < len(self.texts)):
                raise Unreadable("table_broken")
            raw = self.texts[int(raw)]
        if "_x" in raw:
            raw = ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
        return raw, rules.text_kind(raw)

    def _number(self, raw: str) -> tuple[str, str]:
        shown = self.shown.get(self.style, "")
        if shown == "date":
            found = self.dates.get(raw) or rules.date(raw, since_1904=self.since_1904)
            if len(self.dates) < 100_000:
                self.dates[raw] = found
            return found
        text, kind = rules.number(raw)
        return (text.zfill(len(shown)) if text.isdecimal() else text), kind

    def _column(self, letters: str) -> int:
        found = REFERENCE.fullmatch(f"{letters}1")
        column = column_of(found[1]) if found else LAST_COLUMN
        if column >= LAST_COLUMN:
            raise Unreadable("table_broken")
        self.columns[letters] = column
        return column

    def _merge(self, area: str) -> None:
        first, _, last = area.partition(":")
        one, other = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last)
        if one and other:
            self.writer.merge(int(one[2]), column_of(one[1]), int(other[2]), column_of(other[1]))


def _decoded(first: bytes, blocks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        yield decoder.decode(first)
        for block in blocks:
            yield decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable("table_broken") from error


def column_of(letters: str) -> int:
    """The number of a column by its letters, A is 0."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def letters_of(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(65 + letter) + letters, column - 1
    return letters
