"""One sheet of an XLSX workbook, read as a stream: memory does not grow with it, and a far cell costs nothing."""

import re
from collections.abc import Iterable

from simpul.files.engine.tables import markup
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules import cells as rules

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetReader:
    """Follows the elements of a sheet and sends its rows on."""

    def __init__(self, writer: Writer, texts: list[str], styles: list[str], *, since_1904: bool) -> None:
        self.writer, self.texts, self.styles, self.since_1904 = writer, texts, styles, since_1904
        self.widest = writer.limits["columns"]
        self.columns: dict[str, int] = {}  # letters already met
        self.dates: dict[str, tuple[str, str]] = {}
        self.row, self.column = 0, -1
        self.sort = self.style = ""
        self.cells: list[str] = []
        self.kinds: list[str] = []
        self.pieces: list[str] = []
        self.is_taking = self.is_aid = False
        self.names: dict[str, str] = {}

    def read(self, blocks: Iterable[bytes]) -> None:
        """All of the sheet."""
        markup.parse(blocks, start=self._start, end=self._end, text=self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self.names.get(name) or self._named(name)
        if tag == "c":
            get = attributes.get
            self.sort = get("t", "n")
            self.style = get("s", "")
            reference = get("r")
            letters = reference.rstrip("0123456789") if reference else ""
            found = self.columns.get(letters)
            self.column = (self._column(letters) if letters else self.column + 1) if found is None else found
        elif tag == "v" or tag == "t":
            self.is_taking = not self.is_aid
        elif tag == "row":
            self._begin_row(attributes.get("r"))
        elif tag == "rPh":
            self.is_aid = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _named(self, name: str) -> str:
        tag = markup.local(name)
        if len(self.names) < 1_000:
            self.names[name] = tag
        return tag

    def _text(self, characters: str) -> None:
        if self.is_taking:
            self.pieces.append(characters)

    def _end(self, name: str) -> None:
        tag = self.names.get(name) or self._named(name)
        if tag == "c":
            if self.pieces:
                self._keep("".join(self.pieces) if len(self.pieces) > 1 else self.pieces[0])
                self.pieces.clear()
        elif tag == "v" or tag == "t":
            self.is_taking = False
        elif tag == "row":
            self.writer.add(self.row, self.cells, self.kinds)
            self.cells, self.kinds = [], []
        elif tag == "rPh":
            self.is_aid = False

    def _keep(self, raw: str) -> None:
        text, kind = self._meaning(raw)
        if not text:
            return
        cells, missing = self.cells, self.column - len(self.cells)
        if missing == 0 and self.column < self.widest:
            cells.append(text)
            self.kinds.append(kind)
            return
        if self.column >= self.widest:
            raise Unreadable("far_cell", cell=f"{_letters(self.column)}{self.row}")
        if missing >= 0:
            cells.extend([""] * (missing + 1))
            self.kinds.extend(["e"] * (missing + 1))
        cells[self.column] = text
        self.kinds[self.column] = kind

    def _meaning(self, raw: str) -> tuple[str, str]:
        sort = self.sort
        if sort == "s":
            if not (raw.isdecimal() and len(raw) < 9 and int(raw) < len(self.texts)):
                raise Unreadable("table_broken")
            raw = self.texts[int(raw)]
        elif sort == "n":
            return self._number(raw)
        elif sort == "b":
            return ("TRUE" if raw.strip() in ("1", "true") else "FALSE"), "b"
        elif sort == "d":
            return raw.strip().removesuffix("T00:00:00"), "d"
        if "_x" in raw:
            raw = ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
        return raw, rules.text_kind(raw) if "E" in raw or "e" in raw else "t"

    def _number(self, raw: str) -> tuple[str, str]:
        raw = raw.strip()
        style = self.style
        shown = (
            self.styles[int(style)] if style.isdecimal() and len(style) < 6 and int(style) < len(self.styles) else ""
        )
        if not shown:
            return rules.number(raw)
        if shown == "date":
            if raw not in self.dates and len(self.dates) < 100_000:
                self.dates[raw] = rules.date(raw, since_1904=self.since_1904)
            return self.dates.get(raw) or rules.date(raw, since_1904=self.since_1904)
        text, kind = rules.number(raw)
        return (text.zfill(len(shown)) if text.isdecimal() else text), kind

    def _begin_row(self, number: str | None) -> None:
        if number is not None and not (number.isdecimal() and len(number) < 8 and 0 < int(number) <= LAST_ROW):
            raise Unreadable("table_broken")
        self.row = int(number) if number else self.row + 1
        self.column = -1

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


def column_of(letters: str) -> int:
    """The number of a column by its letters, A is 0."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters, column = chr(65 + letter) + letters, column - 1
    return letters
