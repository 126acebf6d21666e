"""Tables of the directory: reference data, the same for every office, and therefore without row security."""

from simpul.directory.models.areas import Area, AreaChange, AreaCode, AreaEdition
from simpul.directory.models.calendars import AnnouncedYear, Holiday, WorkingHours
from simpul.directory.models.code_lists import CodeList, CodeListEdition, CodeListEntry
from simpul.directory.models.offices import Letterhead, Office, Organisation

__all__ = [
    "AnnouncedYear",
    "Area",
    "AreaChange",
    "AreaCode",
    "AreaEdition",
    "CodeList",
    "CodeListEdition",
    "CodeListEntry",
    "Holiday",
    "Letterhead",
    "Office",
    "Organisation",
    "WorkingHours",
]
