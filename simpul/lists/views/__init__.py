"""The pages of lists."""

from simpul.lists.views.exports import export_list
from simpul.lists.views.lists import (
    apply_list,
    change_mapping,
    check_list,
    drop_list,
    incoming_lists,
    receive_list,
    restore_list,
    undo_list,
)
from simpul.lists.views.rows import accept_finding, decide_row, drop_row, mend_row, restore_row
from simpul.lists.views.sheets import download_rows, return_rows
from simpul.lists.views.typing import start_typing, type_rows, view_picture

__all__ = [
    "accept_finding",
    "apply_list",
    "change_mapping",
    "check_list",
    "decide_row",
    "download_rows",
    "drop_list",
    "drop_row",
    "export_list",
    "incoming_lists",
    "mend_row",
    "receive_list",
    "restore_list",
    "restore_row",
    "return_rows",
    "start_typing",
    "type_rows",
    "undo_list",
    "view_picture",
]
