"""Rows that were sent out and come back mended: found by their id, changed where a cell differs."""

from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.files.services import read_table
from simpul.kit.ids import read_id
from simpul.kit.refusals import Refusal
from simpul.lists.models import IncomingList
from simpul.lists.rules.fields import Field
from simpul.lists.rules.headers import ROWS_LOOKED_AT, find_headers, meaning_of, plain_header
from simpul.lists.services.mending import columns_of, mend_rows
from simpul.lists.services.receiving import ListRefused


@transaction.atomic
def return_rows(*, incoming: IncomingList, content: bytes, by: User) -> int:
    """Read a sheet that was downloaded from this list and mended elsewhere; how many rows changed."""
    table = read_table(content)
    if isinstance(table, Refusal):
        raise ListRefused(table)
    with table:
        rows = [row.cells for row in table.rows(0)]
    headers = find_headers(rows[:ROWS_LOOKED_AT])
    means = [meaning_of(name) for name in headers.names]
    if Field.ROW_ID not in means:
        raise ListRefused(Refusal("no_row_ids"))
    id_at, places = means.index(Field.ROW_ID), _places(incoming, headers.names)
    texts: dict[UUID, dict[Field, str]] = {}
    for cells in rows[headers.last + 1 :]:
        if len(cells) > id_at and (pk := read_id(cells[id_at].strip(" '"))):
            texts[pk] = {field: _plain(cells[at]) if at < len(cells) else "" for field, at in places.items()}
    return mend_rows(incoming=incoming, texts=texts, by=by)


@transaction.atomic
def note_download(*, incoming: IncomingList, rows: int, by: User) -> None:
    """That rows of a list left the house, and how many."""
    record("lists.rows_downloaded", by=by, subject=incoming, office=incoming.office_id, rows=rows)


def _places(incoming: IncomingList, names: tuple[str, ...]) -> dict[Field, int]:
    """Where the columns of the list stand in this sheet: under the same headers, whatever was moved."""
    kept = incoming.headers.get("names", [])
    found = {}
    plain = [plain_header(name) for name in names]
    for field, place in columns_of(incoming).items():
        name = plain_header(kept[place]) if place < len(kept) and kept[place] else plain_header(field.value)
        if name in plain:
            found[field] = plain.index(name)
    return found


def _plain(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from reckoning."""
    return text.strip().removeprefix("'")
