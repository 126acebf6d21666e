"""A list that somebody types: its columns, what counts as a row, and the same rows as somebody would have pasted them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from simpul.kit.refusals import Refusal
from simpul.kit.texts import normalise
from simpul.lists.rules.fields import Field

COLUMNS = (
    Field.NAME, Field.NATIONAL_NUMBER, Field.FAMILY_NUMBER, Field.BIRTH_DATE, Field.SEX, Field.RELATION, Field.ADDRESS,
    Field.RT, Field.RW, Field.VILLAGE,
)  # fmt: skip
HEADERS = ("Nama", "NIK", "Nomor KK", "Tanggal lahir", "L/P", "Hubungan", "Alamat", "RT", "RW", "Desa")
MOST_ROWS, ROWS_MORE = 300, 10
LONGEST = 200  # letters of a cell
TypedRow = tuple[str, ...]  # a cell for each of COLUMNS


def typed_rows(cells: Mapping[Field, Sequence[str]]) -> list[TypedRow]:
    """The rows in which something stands, from what was typed column by column; every cell is one line."""
    rows = zip_longest(*(cells.get(field, ()) for field in COLUMNS), fillvalue="")
    tidied = [tuple(normalise(cell)[:LONGEST] for cell in row) for row in rows]
    return [row for row in tidied if any(row)]


def rows_to_show(typed: int, asked: int = 0) -> int:
    """How many rows the grid has: tens, with an empty one below what was typed."""
    tens = (max(typed + 1, asked) + ROWS_MORE - 1) // ROWS_MORE * ROWS_MORE
    return max(min(tens, MOST_ROWS), typed)


def put_together(kept: Sequence[TypedRow], own: Sequence[TypedRow]) -> list[TypedRow]:
    """What somebody else saved meanwhile, and below it one's own rows that are not among them."""
    return [*kept, *(row for row in own if row not in kept)]


def refusal_to_keep(rows: int) -> Refusal | None:
    """A longer list is typed in parts."""
    return Refusal("too_many_rows_typed", {"limit": MOST_ROWS, "rows": rows}) if rows > MOST_ROWS else None


def columns_typed(*, has_village: bool) -> dict[str, int]:
    """Where each field stands in `as_pasted`. A list of one village has no column for it."""
    return {field.value: place for place, field in enumerate(_columns(has_village), start=1)}


def as_pasted(rows: Iterable[TypedRow], *, has_village: bool) -> str:
    """The rows below their headers, with tabs between the cells.

    The number before each row has three digits: a row of headers never has, so that a first row like "Ibu Ani, Kp.
    Cikadu" is no second line of them.
    """
    target = io.StringIO()
    width = len(_columns(has_village))
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    writer.writerow(["No", *HEADERS[:width]])
    writer.writerows([f"{number:03}", *row[:width]] for number, row in enumerate(rows, start=1))
    return target.getvalue()


def _columns(has_village: bool) -> tuple[Field, ...]:
    return COLUMNS[:-1] if has_village else COLUMNS
