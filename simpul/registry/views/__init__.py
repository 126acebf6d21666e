"""Pages of the registry."""

from simpul.registry.views.conflicts import declare_conflict, withdraw_conflict
from simpul.registry.views.correct_person import correct_person, record_death
from simpul.registry.views.elsewhere import ask_other_office
from simpul.registry.views.exports import export_people
from simpul.registry.views.extracts import print_extract
from simpul.registry.views.facts import (
    end_family_fact,
    end_person_fact,
    record_confidential_facts,
    record_family_facts,
    record_person_facts,
)
from simpul.registry.views.families import find_family, found_family, reveal_family_number, view_family
from simpul.registry.views.family_acts import (
    change_family_number,
    change_head,
    correct_membership,
    end_family,
    join_family,
    leave_family,
    merge_families,
    move_family,
    split_family,
)
from simpul.registry.views.find_person import find_person
from simpul.registry.views.person_acts import add_alias, add_contact, close_paper_task, end_alias, end_contact
from simpul.registry.views.register_person import find_villages, likely_people, register_person
from simpul.registry.views.relations import end_relation, merge_people, record_relation, unmerge_people
from simpul.registry.views.view_person import reveal_number, view_person
from simpul.registry.views.withdraw_person import withdraw_person

__all__ = [
    "add_alias",
    "add_contact",
    "ask_other_office",
    "change_family_number",
    "change_head",
    "close_paper_task",
    "correct_membership",
    "correct_person",
    "declare_conflict",
    "end_alias",
    "end_contact",
    "end_family",
    "end_family_fact",
    "end_person_fact",
    "end_relation",
    "export_people",
    "find_family",
    "find_person",
    "find_villages",
    "found_family",
    "join_family",
    "leave_family",
    "likely_people",
    "merge_families",
    "merge_people",
    "move_family",
    "print_extract",
    "record_confidential_facts",
    "record_death",
    "record_family_facts",
    "record_person_facts",
    "record_relation",
    "register_person",
    "reveal_family_number",
    "reveal_number",
    "split_family",
    "unmerge_people",
    "view_family",
    "view_person",
    "withdraw_conflict",
    "withdraw_person",
]
