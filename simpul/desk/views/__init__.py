"""Pages of the desk."""

from simpul.desk.views.areas import (
    find_area,
    open_area,
    record_area_change,
    rename_area,
    set_area_code,
    view_area,
)
from simpul.desk.views.calendars import announce_year, calendar, declare_holiday, set_working_hours, withdraw_holiday
from simpul.desk.views.code_lists import (
    add_code_list_entry,
    code_list_editions,
    code_lists,
    edit_code_list_entry,
    hide_code_list_entry,
    reset_code_list_entry,
    show_code_list_entry,
    view_code_list,
)
from simpul.desk.views.home import home, paper_tasks, search
from simpul.desk.views.offices import (
    change_office,
    change_organisation,
    close_office,
    office,
    open_office,
    preview_letterhead,
    set_letterhead,
)
from simpul.desk.views.system import system
from simpul.desk.views.trail import audit, audit_of

__all__ = [
    "add_code_list_entry",
    "announce_year",
    "audit",
    "audit_of",
    "calendar",
    "change_office",
    "change_organisation",
    "close_office",
    "code_list_editions",
    "code_lists",
    "declare_holiday",
    "edit_code_list_entry",
    "find_area",
    "hide_code_list_entry",
    "home",
    "office",
    "open_area",
    "open_office",
    "paper_tasks",
    "preview_letterhead",
    "record_area_change",
    "rename_area",
    "reset_code_list_entry",
    "search",
    "set_area_code",
    "set_letterhead",
    "set_working_hours",
    "show_code_list_entry",
    "system",
    "view_area",
    "view_code_list",
    "withdraw_holiday",
]
