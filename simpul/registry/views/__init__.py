"""Pages of the registry."""

from simpul.registry.views.correct_person import correct_person, record_death
from simpul.registry.views.find_person import find_person
from simpul.registry.views.person_acts import add_alias, add_contact, close_paper_task, end_alias, end_contact
from simpul.registry.views.register_person import find_villages, likely_people, register_person
from simpul.registry.views.view_person import reveal_number, view_person

__all__ = [
    "add_alias",
    "add_contact",
    "close_paper_task",
    "correct_person",
    "end_alias",
    "end_contact",
    "find_person",
    "find_villages",
    "likely_people",
    "record_death",
    "register_person",
    "reveal_number",
    "view_person",
]
