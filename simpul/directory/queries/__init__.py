"""Reads of the directory. Everybody may read all of it: it is reference data, and no person's."""

from simpul.directory.queries.areas import (
    FoundArea,
    Resolution,
    ancestors,
    area,
    children,
    find_areas,
    lies_within,
    path_in_words,
    paths_in_words,
    resolve,
    successors,
)
from simpul.directory.queries.calendars import announced_years, calendar, holidays
from simpul.directory.queries.code_lists import (
    code_lists,
    current_edition,
    editions,
    entries,
    entry,
    label,
    labels,
    shipped_changes,
)
from simpul.directory.queries.offices import letterhead, office, offices

__all__ = [
    "FoundArea",
    "Resolution",
    "ancestors",
    "announced_years",
    "area",
    "calendar",
    "children",
    "code_lists",
    "current_edition",
    "editions",
    "entries",
    "entry",
    "find_areas",
    "holidays",
    "label",
    "labels",
    "letterhead",
    "lies_within",
    "office",
    "offices",
    "path_in_words",
    "paths_in_words",
    "resolve",
    "shipped_changes",
    "successors",
]
