"""Acts on lists: receive, read, mend, decide, apply, undo."""

from simpul.lists.services.applying import apply_list
from simpul.lists.services.dropping import drop_list, restore_list
from simpul.lists.services.exporting import export_list
from simpul.lists.services.importing import Imported, import_people
from simpul.lists.services.mending import accept_finding, decide_row, drop_row, mend_row, mend_rows, restore_row
from simpul.lists.services.receiving import ListRefused, area_of_sender, change_mapping, receive_list
from simpul.lists.services.returning import note_download, return_rows
from simpul.lists.services.typing import finish_typing, save_typing, start_typing, view_picture
from simpul.lists.services.undoing import undo_list
from simpul.lists.services.working import apply, stage, undo

__all__ = [
    "Imported",
    "ListRefused",
    "accept_finding",
    "apply",
    "apply_list",
    "area_of_sender",
    "change_mapping",
    "decide_row",
    "drop_list",
    "drop_row",
    "export_list",
    "finish_typing",
    "import_people",
    "mend_row",
    "mend_rows",
    "note_download",
    "receive_list",
    "restore_list",
    "restore_row",
    "return_rows",
    "save_typing",
    "stage",
    "start_typing",
    "undo",
    "undo_list",
    "view_picture",
]
