"""Tables of PDF files that hold text, by way of pdfplumber. A scanned page holds none: it is typed from its picture."""

from typing import Any, BinaryIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules.cells import text_kind
from simpul.files.rules.unruled import Line, Word, lines_of, rows_of

MOST_PAGES = 300


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send the tables of all pages on, one below the other, as one sheet: the ruled ones, else what stands in columns."""
    try:
        with pdfplumber.open(source) as document:  # type: ignore[arg-type]
            if len(document.pages) > MOST_PAGES:
                raise Unreadable("pdf_too_many_pages", limit=MOST_PAGES)
            _send(document, writer)
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, MemoryError):
            raise cause from error
        locked = isinstance(cause, PDFEncryptionError | PDFPasswordIncorrect)
        raise Unreadable("table_encrypted" if locked else "table_broken") from error
    return {}


def _send(document: PDF, writer: Writer) -> None:
    writer.begin("")
    number, has_text = 0, False
    unruled: list[list[Line]] = []
    for page in document.pages:
        has_text = has_text or bool(page.chars)
        for table in page.extract_tables():
            number = _add(writer, number, [[cell or "" for cell in row] for row in table])
        if not number:
            unruled.append(lines_of(_words(page)))
        page.close()
    if not has_text:
        raise Unreadable("pdf_scanned")
    if not number:
        _add(writer, 0, rows_of(unruled))
    if not writer.sheets[0]["rows"]:
        raise Unreadable("pdf_no_table")


def _add(writer: Writer, number: int, rows: list[list[str]]) -> int:
    for cells in rows:
        number += 1
        writer.add(number, cells, [text_kind(cell) for cell in cells])
    return number


def _words(page: Page) -> list[Word]:
    return [
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"] - word["top"])
        for word in page.extract_words(x_tolerance_ratio=0.15)
    ]
