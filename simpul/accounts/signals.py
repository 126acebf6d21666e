"""News that must go up from accounts to the modules above."""

from dataclasses import dataclass

from django.dispatch import Signal


@dataclass(frozen=True)
class OpenWork:
    """Tasks of one kind that are in somebody's hands: a word for the kind (Indonesian msgid) and how many."""

    kind: str
    count: int


# Asked with user=; a receiver answers with an OpenWork, or None. Receivers live in the modules that own the tasks.
open_work_asked = Signal()
# Sent with user=, successor=, by=; each receiver hands over its own tasks in the same transaction.
work_handed_over = Signal()
