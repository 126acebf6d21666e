"""Tables of PDF files that hold text, by way of pdfplumber. A scanned page holds none: it is typed from its picture."""

from typing import Any, BinaryIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules.cells import text_kind

MOST_PAGES = 300


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send the ruled tables of all pages on, one below the other, as one sheet."""
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
    for page in document.pages:
        has_text = has_text or bool(page.chars)
        for table in page.extract_tables():
            for row in table:
                number += 1
                cells = [cell or "" for cell in row]
                writer.add(number, cells, [text_kind(cell) for cell in cells])
        page.close()
    if not has_text:
        raise Unreadable("pdf_scanned")
    if not writer.sheets[0]["rows"]:
        raise Unreadable("pdf_no_table")
