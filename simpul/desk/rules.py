"""What stands on whose home page, as data. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing that waits: one fact, one small explanation, one act."""

    title: str
    note: str
    act: str
    url: str
    state: str = ""
    state_kind: str = "calm"


# role: the queues on its home page, most urgent first; each is a function of desk/queries/waiting.py
QUEUES: dict[str, tuple[str, ...]] = {
    "head_of_office": ("first_steps", "lost_devices", "roles_ending", "papers_missing_in_office"),
    "head_of_division": ("lost_devices", "papers_missing_in_office"),
    "services_manager": (
        "first_steps",
        "lost_devices",
        "roles_ending",
        "code_cards_low",
        "lists_to_check",
        "papers_missing",
        "papers_missing_in_office",
    ),
    "supervisor": ("code_cards_low", "lists_to_check", "papers_missing"),
    "front_office": ("papers_missing", "registered_today"),
    "back_office": ("lists_to_check", "papers_missing"),
    "social_worker": ("papers_missing",),
    "social_assistant": ("papers_missing",),
    "village_operator": ("papers_missing",),
    "budget_officer": (),
    "treasurer": (),
    "storekeeper": (),
    "auditor": ("reading_limits", "denials", "numbers_revealed"),
    "data_protection_officer": ("reading_limits", "numbers_revealed", "denials"),
    "partner": (),
    "system_administrator": ("first_steps", "system_faults", "lost_devices", "roles_ending"),
}


def queues_of(roles: Iterable[str]) -> list[str]:
    """The queues of somebody's roles, each once, in the order of the roles."""
    return list(dict.fromkeys(queue for role in roles for queue in QUEUES.get(role, ())))
