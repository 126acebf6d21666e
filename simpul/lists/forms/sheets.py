"""The sheet of rows that somebody else has to mend."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from simpul.lists import engine
from simpul.lists.forms.rows import said_in_words
from simpul.lists.rules.fields import Field, Weight

if TYPE_CHECKING:
    from simpul.lists.models import IncomingList
    from simpul.lists.queries import RowShown

ROW_ID = "ID BARIS SIMPUL"  # not translated: the same column is looked for when the sheet comes back


def rows_sheet(incoming: IncomingList, rows: Iterable[RowShown]) -> tuple[bytes, int]:
    """The rows as they are now, what has to be mended in words, and unseen the id of each; and how many there are."""
    columns = {Field(name): place for name, place in incoming.columns.items()}
    names = incoming.headers.get("names", [])
    width = max([len(names), *(place + 1 for place in columns.values())])
    headers = [
        names[place] if place < len(names) and names[place] else _name_of(columns, place) for place in range(width)
    ]
    told = []
    for one in rows:
        cells = list(one.content.cells[:width]) + [""] * (width - len(one.content.cells))
        for field, text in one.content.texts(columns).items():
            if field in columns:
                cells[columns[field]] = text
        wrong = [said_in_words(finding) for finding in one.content.findings if finding.weight > Weight.NOTE]
        told.append([*cells, " ".join(wrong), str(one.row.pk)])
    all_headers = [*headers, _("Yang perlu diperbaiki"), ROW_ID]
    return engine.sheet(_("Perbaikan"), all_headers, told, hidden=[width + 1], marked=width), len(told)


def _name_of(columns: dict[Field, int], place: int) -> str:
    return next((field.value for field, at in columns.items() if at == place), f"{place + 1}")
