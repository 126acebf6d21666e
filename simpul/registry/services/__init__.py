"""Acts on people and families. Each is one transaction with its audit event."""

from simpul.registry.services.bulk.withdrawing import withdraw_person
from simpul.registry.services.conflicts import ConflictRefused, declare_conflict, withdraw_conflict
from simpul.registry.services.contacts import ContactRefused, add_alias, add_contact, end_alias, end_contact
from simpul.registry.services.elsewhere import AskingRefused, ask_other_office, hint_elsewhere
from simpul.registry.services.exports import asked_for, count_people, export_people, open_numbers
from simpul.registry.services.extracts import ExtractRefused, print_extract
from simpul.registry.services.facts import FactRefused, end_fact, record_facts, view_confidential_facts
from simpul.registry.services.families import (
    change_family_number,
    end_family,
    found_family,
    move_family,
    reveal_family_number,
)
from simpul.registry.services.locks import FamilyChanged, FamilyRefused, OutOfReach
from simpul.registry.services.lookups import note_numbers, note_search
from simpul.registry.services.many_facts import IncomingFacts, ManyRecorded, record_many_facts
from simpul.registry.services.memberships import (
    COMES_IN,
    change_head,
    correct_membership,
    end_by_death,
    join_family,
    leave_family,
)
from simpul.registry.services.merging import MergeRefused, merge_people, unmerge_people
from simpul.registry.services.papers import (
    close_paper_task,
    hand_over_paper_tasks,
    open_paper_task,
    open_paper_tasks_of,
)
from simpul.registry.services.people import (
    CorrectionRefused,
    JoinFamily,
    NewContact,
    NewFamily,
    RegistrationRefused,
    correct_person,
    record_death,
    register_person,
)
from simpul.registry.services.reading import ReadingRefused, refuse_withdrawn, reveal_number, view_person
from simpul.registry.services.regrouping import merge_families, split_family
from simpul.registry.services.relations import RelationRefused, end_relation, record_relation
from simpul.registry.services.shared_numbers import follow_number
from simpul.registry.services.snapshot_expiry import erase_snapshots

__all__ = [
    "COMES_IN",
    "AskingRefused",
    "ConflictRefused",
    "ContactRefused",
    "CorrectionRefused",
    "ExtractRefused",
    "FactRefused",
    "FamilyChanged",
    "FamilyRefused",
    "IncomingFacts",
    "JoinFamily",
    "ManyRecorded",
    "MergeRefused",
    "NewContact",
    "NewFamily",
    "OutOfReach",
    "ReadingRefused",
    "RegistrationRefused",
    "RelationRefused",
    "add_alias",
    "add_contact",
    "ask_other_office",
    "asked_for",
    "change_family_number",
    "change_head",
    "close_paper_task",
    "correct_membership",
    "correct_person",
    "count_people",
    "declare_conflict",
    "end_alias",
    "end_by_death",
    "end_contact",
    "end_fact",
    "end_family",
    "end_relation",
    "erase_snapshots",
    "export_people",
    "follow_number",
    "found_family",
    "hand_over_paper_tasks",
    "hint_elsewhere",
    "join_family",
    "leave_family",
    "merge_families",
    "merge_people",
    "move_family",
    "note_numbers",
    "note_search",
    "open_numbers",
    "open_paper_task",
    "open_paper_tasks_of",
    "print_extract",
    "record_death",
    "record_facts",
    "record_many_facts",
    "record_relation",
    "refuse_withdrawn",
    "register_person",
    "reveal_family_number",
    "reveal_number",
    "split_family",
    "unmerge_people",
    "view_confidential_facts",
    "view_person",
    "withdraw_conflict",
    "withdraw_person",
]
