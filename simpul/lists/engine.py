"""xlsxwriter's adapter: a sheet of text, in which nothing is ever a formula."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

# What a spreadsheet takes for the beginning of a formula, also in full width, and what hides one.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
WIDEST = 60


def neutral(text: str) -> str:
    """A text that no program runs: an apostrophe before what looks like a formula. A dash alone is none."""
    if text.startswith(_BEGINS_FORMULA) and len(text.strip()) > 1:
        return f"'{text}"
    return text


def sheet(
    title: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    hidden: Sequence[int] = (),
    marked: int | None = None,
) -> bytes:
    """An XLSX file of one sheet, every cell a text. `hidden` columns are there and not seen; `marked` is in colour."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        text = book.add_format({"num_format": "@"})
        head = book.add_format({"bold": True, "num_format": "@", "text_wrap": True, "valign": "top"})
        loud = book.add_format({"num_format": "@", "bg_color": "#FFF4D6", "text_wrap": True})
        page = book.add_worksheet(title[:31])
        page.freeze_panes(1, 0)
        for column, name in enumerate(headers):
            page.write_string(0, column, neutral(name), head)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                page.write_string(line, column, neutral(value), loud if column == marked else text)
        for column, name in enumerate(headers):
            width = WIDEST if column == marked else min(max(len(name) + 2, 12), 28)
            page.set_column(column, column, width, text, {"hidden": column in hidden})
    return target.getvalue()
