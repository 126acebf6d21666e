"""XLS, the workbook of before 2007, by way of calamine."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from simpul.files.engine.tables.archive import BLOCK
from simpul.files.engine.tables.unreadable import Unreadable
from simpul.files.engine.tables.writing import Writer
from simpul.files.rules import cells as rules

LARGEST_WHOLE = 2**53  # beyond it a binary fraction holds even numbers only


def read(source: BinaryIO, writer: Writer) -> dict[str, Any]:
    """Send every worksheet on."""
    _refuse_others(source)
    source.seek(0)
    try:
        book = load_workbook(source)
        for described in book.sheets_metadata:
            if described.typ != SheetTypeEnum.WorkSheet:
                continue
            writer.begin(described.name, is_hidden=described.visible != SheetVisibleEnum.Visible)
            sheet = book.get_sheet_by_name(described.name)
            _send(sheet.to_python(skip_empty_area=False) if sheet.start else [], writer)
            for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
                writer.merge(first_row + 1, first_column, last_row + 1, last_column)
    except PasswordError as error:
        raise Unreadable("table_encrypted") from error
    except CalamineError as error:
        raise Unreadable("table_broken") from error
    return {}


def _refuse_others(source: BinaryIO) -> None:
    """The same wrapping holds encrypted workbooks and old Word documents; its directory names what is in it."""
    names = {"EncryptedPackage": "table_encrypted", "WordDocument": "table_is_document"}
    tail = b""
    while block := source.read(BLOCK):
        for name, code in names.items():
            if name.encode("utf-16-le") in tail + block:
                raise Unreadable(code)
        tail = block[-64:]


def _send(rows: Iterable[list[Any]], writer: Writer) -> None:
    for number, row in enumerate(rows, start=1):
        if any(value != "" for value in row):
            meant = [_meaning(value) for value in row]
            writer.add(number, [text for text, _ in meant], [kind for _, kind in meant])


def _meaning(value: object) -> tuple[str, str]:
    if isinstance(value, str):
        return value, rules.text_kind(value)
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), "b"
    if isinstance(value, int | float):
        text, kind = rules.number(repr(value))
        return text, "r" if abs(value) > LARGEST_WHOLE else kind
    if isinstance(value, datetime):
        return rules.iso(value), "d"
    if isinstance(value, date):
        return value.isoformat(), "d"
    return str(value), "t"
