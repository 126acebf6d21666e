"""Text with a character between the columns: CSV of any country, and what the clipboard holds."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ";\t|,"  # at a tie the comma is last: it also divides rupiah from sen
SAMPLE = 64 * 1024
FEW = 3  # control characters that a small text may hold by mistake
MOST_BREAKS = 20  # line breaks in one cell, after which its quote was surely never meant to open


def read(source: BinaryIO, writer: Writer) -> dict[str, str]:
    """Send the rows on, and answer the encoding and the delimiter that were found."""
    text, encoding = decoded(source)
    sample = text.read(SAMPLE).replace("\x00", "")
    _refuse_no_text(sample)
    text.seek(0)
    first = sample[: sample.find("\n")].strip().lower() if "\n" in sample else ""
    announced = first[4:5] if first.startswith("sep=") else ""
    delimiter = announced or _delimiter(sample, DELIMITERS)
    writer.begin("")
    lines = _Lines(text)
    csv.field_size_limit(writer.limits["text"] * 2)
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        _send(rows, lines, writer, skip_first=bool(announced))
    except csv.Error as error:
        raise Unreadable("quote_not_closed", row=lines.started) from error
    return {"encoding": encoding, "delimiter": delimiter}


def decoded(source: BinaryIO) -> tuple[io.TextIOWrapper, str]:
    """The file as text, and the encoding that was found."""
    encoding = encoding_of(source)
    source.seek(0)
    text = io.TextIOWrapper(source, encoding, errors="replace" if encoding == "cp1252" else "strict", newline="")
    return text, encoding.removesuffix("-sig")


def _send(rows: "Iterator[list[str]]", lines: "_Lines", writer: Writer, *, skip_first: bool) -> None:
    add = writer.add_texts
    for number, cells in enumerate(rows, start=0 if skip_first else 1):
        if lines.count > 1:
            _refuse_open_quote(cells, lines)
        lines.count = 0
        lines.started = number + 1
        if cells and number:
            add(number, cells)


class _Lines:
    """The lines of a text, and how many of them the row being read has taken."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.count = 0
        self.started = 1
        self.latest = ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(10_000_000)
        if not line:
            raise StopIteration
        if len(line) >= 10_000_000:
            raise Unreadable("line_too_long", row=self.started)
        self.count += 1
        self.latest = line
        return line.replace("\x00", "") if "\x00" in line else line


def _refuse_open_quote(cells: list[str], lines: _Lines) -> None:
    """A quote that is never closed would swallow the rest of the list without a word."""
    swallowed = any(cell.count("\n") > MOST_BREAKS for cell in cells)
    last = cells[-1] if cells else ""
    if swallowed or ("\n" in last and not lines.latest.rstrip().endswith('"')):
        raise Unreadable("quote_not_closed", row=lines.started)


def encoding_of(source: BinaryIO) -> str:
    """By its mark, else UTF-16 by its zeros, else UTF-8 if it is that to the end, else the Windows code page."""
    source.seek(0)
    start = source.read(4096)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    half = max(1, len(start) // 2)
    if start[1::2].count(0) > half * 0.6 and start[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if start[::2].count(0) > half * 0.6 and start[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    source.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := source.read(1 << 20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _refuse_no_text(sample: str) -> None:
    """A file of some program, and no text: it is full of control characters."""
    odd = sum(1 for character in sample[:8192] if character < " " and character not in "\t\r\n\x0b\x0c\x1a")
    if not sample.strip("\x00 \t\r\n"):
        raise Unreadable("table_empty")
    if odd > FEW and odd * 20 > len(sample[:8192]):
        raise Unreadable("table_wrong_type")


def _delimiter(sample: str, candidates: str) -> str:
    """The character that gives most rows the same number of columns, more than one."""
    lines = sample.splitlines(keepends=True)[:200]
    best, found = 0.0, ","
    for candidate in candidates:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=candidate) if row)
        except csv.Error:
            continue
        width, count = max(((w, n) for w, n in widths.items() if w > 1), key=lambda pair: pair[1], default=(0, 0))
        score = count / max(1, widths.total()) + min(width, 50) / 1000
        if width and score > best:
            best, found = score, candidate
    return found
