"""Reads of the registry. Every one begins with what the viewer may see; pages, API, search and papers use the same."""

from simpul.registry.queries.conflicts import (
    conflicts_of,
    conflicts_visible_to,
    may_withdraw_conflicts,
    staff_around,
)
from simpul.registry.queries.families import (
    FamilyRow,
    FoundFamilies,
    families_changeable_by,
    families_visible_to,
    family_heads_visible_to,
    family_rows,
    find_families,
    head_of,
    latest_number,
    may_change_family,
)
from simpul.registry.queries.family_pages import (
    FamilyPage,
    MemberNow,
    families_of,
    families_with_same_number,
    family_page,
    members_of,
    record_to_compare,
    relations_of,
    relations_visible_to,
    remarks_on,
)
from simpul.registry.queries.find_people import SearchPage, find_people, people_sounding_like
from simpul.registry.queries.history import history_of, shown_in_full
from simpul.registry.queries.likeness import likes_in_full, people_like
from simpul.registry.queries.merging import canonical, canonicals
from simpul.registry.queries.people import (
    facts_of,
    has_family,
    heirs_of,
    names_visible_to,
    paper_tasks_visible_to,
    people_changeable_by,
    people_visible_to,
    person_page,
)
from simpul.registry.queries.places import hides_place, hides_place_of, places_hidden_of
from simpul.registry.queries.plausibility import doubts_on, relations_after
from simpul.registry.queries.reach import (
    office_to_export_from,
    offices_to_register_at,
    today_for,
    villages_within_reach,
)
from simpul.registry.queries.search import (
    Filters,
    PersonRow,
    families_by_number,
    rows_of,
    search_visible_to,
)
from simpul.registry.queries.timeline import Entry, timeline

__all__ = [
    "Entry",
    "FamilyPage",
    "FamilyRow",
    "Filters",
    "FoundFamilies",
    "MemberNow",
    "PersonRow",
    "SearchPage",
    "canonical",
    "canonicals",
    "conflicts_of",
    "conflicts_visible_to",
    "doubts_on",
    "facts_of",
    "families_by_number",
    "families_changeable_by",
    "families_of",
    "families_visible_to",
    "families_with_same_number",
    "family_heads_visible_to",
    "family_page",
    "family_rows",
    "find_families",
    "find_people",
    "has_family",
    "head_of",
    "heirs_of",
    "hides_place",
    "hides_place_of",
    "history_of",
    "latest_number",
    "likes_in_full",
    "may_change_family",
    "may_withdraw_conflicts",
    "members_of",
    "names_visible_to",
    "office_to_export_from",
    "offices_to_register_at",
    "paper_tasks_visible_to",
    "people_changeable_by",
    "people_like",
    "people_sounding_like",
    "people_visible_to",
    "person_page",
    "places_hidden_of",
    "record_to_compare",
    "relations_after",
    "relations_of",
    "relations_visible_to",
    "remarks_on",
    "rows_of",
    "search_visible_to",
    "shown_in_full",
    "staff_around",
    "timeline",
    "today_for",
    "villages_within_reach",
]
