"""Acts of the registry. Each is atomic, checks who acts and on what version, and leaves an audit event."""

from simpul.registry.services.families import (
    change_family_number,
    end_family,
    found_family,
    move_family,
    reveal_family_number,
)
from simpul.registry.services.locks import FamilyChanged, FamilyRefused, OutOfReach
from simpul.registry.services.memberships import change_head, correct_membership, join_family, leave_family
from simpul.registry.services.merging import MergeRefused, merge_people, unmerge_people
from simpul.registry.services.regrouping import merge_families, split_family
from simpul.registry.services.relations import RelationRefused, end_relation, record_relation

__all__ = [
    "FamilyChanged",
    "FamilyRefused",
    "MergeRefused",
    "OutOfReach",
    "RelationRefused",
    "change_family_number",
    "change_head",
    "correct_membership",
    "end_family",
    "end_relation",
    "found_family",
    "join_family",
    "leave_family",
    "merge_families",
    "merge_people",
    "move_family",
    "record_relation",
    "reveal_family_number",
    "split_family",
    "unmerge_people",
]
