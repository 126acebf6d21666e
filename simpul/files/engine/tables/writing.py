"""How rows travel from the reading process to the one that asked: frames of compressed text, which can only be text, or pages
that were drawn.

A frame is its kind, its sheet, its packed and its unpacked length, and a zlib stream. Rows are divided by RS, what is in
a row by US: its number, its kinds, its cells. Both are control characters, which no cell keeps.
"""

import json
import struct
import zlib
from typing import Any, BinaryIO

from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.rules.cells import SCIENTIFIC, UNCLEAN, clean, text_kind

FRAME = struct.Struct(">cHII")
ROWS, SUMMARY, PAGE = b"R", b"S", b"P"
US, RS = "\x1f", "\x1e"
LARGEST_FRAME = 32_000_000  # bytes unpacked
FULL = 500_000  # characters after which a frame is sent on
MOST_MERGED = 5_000
TOO_HEAVY = 3  # the exit status after memory ran out


class Writer:
    """Takes sheets and their rows, counts them against the limits, and sends them on in frames."""

    def __init__(self, out: BinaryIO, limits: dict[str, int]) -> None:
        self.out = out
        self.limits = limits
        self.sheets: list[dict[str, Any]] = []
        self.cells = 0
        self.lines: list[str] = []
        self.characters = 0

    def begin(self, name: str, *, is_hidden: bool = False) -> None:
        """The rows that follow belong to a new sheet."""
        self.flush()
        if len(self.sheets) >= self.limits["sheets"]:
            raise Unreadable("table_too_many_sheets", limit=self.limits["sheets"])
        self.sheets.append({"name": clean(name)[:100], "is_hidden": is_hidden, "rows": 0, "columns": 0, "merged": []})

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Remember merged cells of this sheet; beyond the first thousands they are decoration."""
        merged = self.sheets[-1]["merged"]
        if len(merged) < MOST_MERGED and last_column < self.limits["columns"]:
            merged.append([first_row, first_column, last_row, last_column])

    def add_texts(self, number: int, cells: list[str]) -> None:
        """A row of plain text, as CSV has it."""
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        line = US.join(cells)
        odd = "E+" in line or "e+" in line or "E1" in line or "e1" in line
        kinds = "".join(map(text_kind, cells)) if odd and SCIENTIFIC.search(line) else ""
        self._send(number, cells, kinds, line)

    def add(self, number: int, cells: list[str], kinds: list[str]) -> None:
        """A row of cells with their kinds."""
        while cells and not cells[-1]:
            cells.pop()
            kinds.pop()
        if cells:
            self._send(number, cells, "".join(kinds), US.join(cells))

    def _send(self, number: int, cells: list[str], kinds: str, line: str) -> None:
        width, limits = len(cells), self.limits
        if len(line) > limits["text"] and max(map(len, cells)) > limits["text"]:
            raise Unreadable("cell_too_long", row=number, limit=limits["text"])
        if UNCLEAN.search(line) or line.count(US) >= width:
            cells = [clean(cell) for cell in cells]
            line = US.join(cells)
        sheet = self.sheets[-1]
        sheet["rows"] += 1
        if width > sheet["columns"]:
            if width > limits["columns"]:
                raise Unreadable("table_too_many_columns", limit=limits["columns"])
            sheet["columns"] = width
        self.cells += width
        if self.cells > limits["cells"]:
            raise Unreadable("table_too_many_cells", limit=limits["cells"])
        self.lines.append(f"{number}{US}{kinds}{US}{line}")
        self.characters += len(line) + 10
        if self.characters > FULL:
            self.flush()

    def send_page(self, picture: bytes) -> None:
        """A page that was drawn."""
        self._frame(PAGE, 0, picture)

    def flush(self) -> None:
        """Send what is waiting."""
        if self.lines:
            self._frame(ROWS, len(self.sheets) - 1, RS.join(self.lines).encode())
        self.lines, self.characters = [], 0

    def finish(self, **summary: Any) -> None:
        """The last frame: what was read, or why nothing was."""
        self.flush()
        self._frame(SUMMARY, 0, json.dumps(summary).encode())
        self.out.flush()

    def _frame(self, kind: bytes, sheet: int, content: bytes) -> None:
        packed = zlib.compress(content, 1)
        self.out.write(FRAME.pack(kind, sheet, len(packed), len(content)) + packed)
