"""Pages of a PDF file as pictures, by way of PDFium: a list that was scanned is typed from them."""

import io
from typing import BinaryIO

import pypdfium2
from PIL import Image

from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer

LONGEST = 2_000  # pixels: a page of A4 at 170 dots an inch
POINTS = (36, 14_400)  # the sides that a page may have
PASSWORD = 4  # PDFium's number for a document that wants one
Image.preinit()  # nothing is opened later


def draw(source: BinaryIO, writer: Writer) -> None:
    """Send every page on as a JPEG."""
    try:
        document = pypdfium2.PdfDocument(source.read())
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == PASSWORD
        raise Unreadable("table_encrypted" if locked else "table_broken") from error
    limit = writer.limits["sheets"]
    if not 0 < len(document) <= limit:
        raise Unreadable("pdf_too_many_pages" if len(document) else "table_broken", limit=limit)
    for page in document:
        sides = page.get_size()
        if not all(POINTS[0] <= side <= POINTS[1] for side in sides):
            raise Unreadable("table_broken")
        target = io.BytesIO()
        page.render(scale=LONGEST / max(sides)).to_pil().convert("RGB").save(target, "JPEG", quality=90)
        writer.send_page(target.getvalue())
        page.close()
