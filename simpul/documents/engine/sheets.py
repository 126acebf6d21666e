"""The adapters to xlsxwriter and pyzipper: rows in, bytes out. Nothing is written to disk on the way.

xlsxwriter's constant memory would keep the rows in plain temporary files, which a killed worker leaves behind; the cap
on rows bounds the memory instead.
"""

import csv
import html
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyzipper
import xlsxwriter

from simpul.documents.rules.exports import Cell, Sheet, marked, neutral

LARGEST_PART = 200_000_000  # bytes, when a file is looked through for a number


def workbook(sheet: Sheet, *, hidden: str, foot: str) -> bytes:
    """An XLSX file: who it is for above the rows and at the foot of each page, its number unseen in between."""
    target = io.BytesIO()
    # Every text stays a text: nothing becomes a formula, a link or a number by its looks.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, safe) as book:
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        page = book.add_worksheet("Simpul")
        page.set_landscape()
        page.set_footer(f"&L{foot.replace('&', '&&')}&R&P/&N")
        for column, one in enumerate(sheet.columns):
            page.set_column(column, column, one.width)
        for row, line in enumerate([sheet.title, *sheet.lines]):
            page.write_string(row, 0, neutral(line), bold if row == 0 else None)
        top = len(sheet.lines) + 2
        page.write_row(top, 0, [neutral(one.heading) for one in sheet.columns], bold)
        page.freeze_panes(top + 1, 1)
        page.repeat_rows(top)
        for row, cells in enumerate(_written(sheet, hidden), top + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, cell, days)
                elif isinstance(cell, int):
                    page.write_number(row, column, cell)
                elif cell:
                    page.write_string(row, column, cell)
    return target.getvalue()


def delimited(sheet: Sheet, *, hidden: str, foot: str) -> bytes:
    """A CSV file as Indonesian spreadsheets open it: semicolons, UTF-8 with its mark, every cell quoted."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([neutral(line)] for line in (sheet.title, *sheet.lines, foot))
    writer.writerow([neutral(one.heading) for one in sheet.columns])
    for cells in _written(sheet, hidden):
        writer.writerow([f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell for cell in cells])
    return target.getvalue().encode("utf-8-sig")


def locked(content: bytes, *, name: str, password: str) -> bytes:
    """A zip with this one file, under AES-256, as 7-Zip, WinZip and the archivers of phones and Linux open it."""
    target = io.BytesIO()
    with pyzipper.AESZipFile(target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        archive.writestr(name, content)
    return target.getvalue()


def texts_in(path: Path) -> Iterator[str]:
    """All that can be read in a file, part by part: a text as it is, an office file or another zip by what is in it."""
    if not zipfile.is_zipfile(path):
        yield from _decoded(path.read_bytes())
        return
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if part.file_size <= LARGEST_PART and not part.flag_bits & 1:
                yield from _decoded(archive.read(part))


def _decoded(content: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = content.decode(encoding, errors="ignore")
        yield html.unescape(text) if "&#" in text else text


def _written(sheet: Sheet, hidden: str) -> Iterator[list[Cell]]:
    for row in sheet.rows:
        cells: list[Cell] = []
        for column, cell in zip(sheet.columns, row, strict=True):
            text = neutral(cell) if isinstance(cell, str) else cell
            cells.append(marked(text, hidden) if column.is_marked and isinstance(text, str) else text)
        yield cells
