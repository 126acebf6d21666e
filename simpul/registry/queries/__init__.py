"""Reads of the registry, each within the access of whoever asks."""

from simpul.registry.queries.families import (
    FamilyRow,
    MemberNow,
    earlier_members,
    families_visible_to,
    families_with_same_number,
    family_findings,
    find_families,
    latest_number,
    may_change_family,
    members_of,
    relations_of,
)
from simpul.registry.queries.merging import canonical, canonicals
from simpul.registry.queries.timeline import Entry, timeline

__all__ = [
    "Entry",
    "FamilyRow",
    "MemberNow",
    "canonical",
    "canonicals",
    "earlier_members",
    "families_visible_to",
    "families_with_same_number",
    "family_findings",
    "find_families",
    "latest_number",
    "may_change_family",
    "members_of",
    "relations_of",
    "timeline",
]
