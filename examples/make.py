"""Makes the lists of this folder anew, with their truth: `python examples/make.py [FOLDER]`. The same every time."""

import csv
import sys
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from simpul.demo.rules.lists.sheets import TRUTH, Sheet
from simpul.demo.rules.lists.six import Made, make_lists

HERE = Path(__file__).parent
MADE_AT = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - of the office that made it, in its own time


def main(folder: Path) -> None:
    """Write all of them."""
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    for made in make_lists():
        if made.file.endswith(".csv"):
            write_csv(folder / made.file, made.sheets[0])
        else:
            write_xlsx(folder / made.file, made.sheets)
        write_truth(folder / "truth" / f"{Path(made.file).stem}.csv", made)


def write_xlsx(path: Path, sheets: list[Sheet]) -> None:
    """As spreadsheets keep it: numbers as numbers, dates as dates, text as text."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        book.set_properties({"created": MADE_AT, "title": "Contoh, bukan data sebenarnya"})
        days, whole = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0"})
        title = book.add_format({"bold": True, "align": "center"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.set_column(0, 12, 18)
            for row, cells in enumerate(sheet.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), days)  # noqa: DTZ001
                    elif isinstance(cell, int):
                        page.write_number(row, column, cell, whole)
                    elif cell not in (None, ""):
                        page.write_string(row, column, str(cell))
            for row, first, last in sheet.merges:
                page.merge_range(row, first, row, last, sheet.rows[row][first] or "", title)


def write_csv(path: Path, sheet: Sheet) -> None:
    """As an old spreadsheet saves it: semicolons and the code page of Western Europe."""
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(sheet.rows)


def write_truth(path: Path, made: Made) -> None:
    """One line for each row that says anything."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TRUTH, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made.truth)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
