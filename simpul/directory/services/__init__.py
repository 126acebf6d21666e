"""Acts on the directory. Each is one transaction with its audit event."""

from simpul.directory.services.areas import (
    AreaRefused,
    open_area,
    record_area_change,
    rename_area,
    set_area_code,
)
from simpul.directory.services.calendars import (
    HolidayRefused,
    announce_year,
    declare_holiday,
    set_working_hours,
    withdraw_holiday,
)
from simpul.directory.services.code_lists import (
    CodeListRefused,
    add_entry,
    edit_entry,
    hide_entry,
    reset_entry,
    show_entry,
)
from simpul.directory.services.offices import (
    OfficeRefused,
    change_office,
    change_organisation,
    close_office,
    open_office,
    open_organisation,
    set_letterhead,
)
from simpul.directory.services.reference import Loaded, load_reference

__all__ = [
    "AreaRefused",
    "CodeListRefused",
    "HolidayRefused",
    "Loaded",
    "OfficeRefused",
    "add_entry",
    "announce_year",
    "change_office",
    "change_organisation",
    "close_office",
    "declare_holiday",
    "edit_entry",
    "hide_entry",
    "load_reference",
    "open_area",
    "open_office",
    "open_organisation",
    "record_area_change",
    "rename_area",
    "reset_entry",
    "set_area_code",
    "set_letterhead",
    "set_working_hours",
    "show_entry",
    "withdraw_holiday",
]
