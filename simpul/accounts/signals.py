"""News that must go up from accounts to the modules above."""

from dataclasses import dataclass

from django.dispatch import Signal


@dataclass(frozen=True)
class OpenWork:
    """Tasks of one kind that are in somebody's hands: a word for the kind (Indonesian msgid) and how many."""

    kind: str
    count: int


# Sent with user=, code=, by=, link=, params=: something one person should know; notices tells them.
news = Signal()
# Asked with user= and out_of_reach= (only tasks that they can no longer do, for a role ended); a receiver answers with
# an OpenWork, or None. Receivers live in the modules that own the tasks.
open_work_asked = Signal()
# Sent with user=, successor=, by=, out_of_reach=; each receiver hands over, in the same transaction, those of its tasks
# that the successor can do. What stays behind is asked for again, and refuses the whole act.
work_handed_over = Signal()
