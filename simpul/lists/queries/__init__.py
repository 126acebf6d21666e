"""Reads of lists. Every one begins with what the viewer may see."""

from simpul.lists.queries.lists import (
    LISTS_A_PAGE,
    ROWS_A_PAGE,
    TABS,
    RowShown,
    RowsPage,
    codes_of,
    counts_of,
    lists_appliable_by,
    lists_visible_to,
    may_apply,
    open_lists,
    row_of,
    rows_page,
    shown_rows,
)
from simpul.lists.queries.places import gazetteer, reader_for, villages_of

__all__ = [
    "LISTS_A_PAGE",
    "ROWS_A_PAGE",
    "TABS",
    "RowShown",
    "RowsPage",
    "codes_of",
    "counts_of",
    "gazetteer",
    "lists_appliable_by",
    "lists_visible_to",
    "may_apply",
    "open_lists",
    "reader_for",
    "row_of",
    "rows_page",
    "shown_rows",
    "villages_of",
]
