"""Rows on their way out: those that have to be mended, with all that came in them."""

from collections.abc import Iterator

from simpul.accounts.models import User
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.lists import RowShown, shown_rows
from simpul.lists.rules.checks import Outcome

MOST = 20_000
AT_ONCE = 1_000


def rows_to_mend(incoming: IncomingList, viewer: User) -> Iterator[RowShown]:
    """What cannot be read and what has to be looked at, in the order of the file."""
    rows = ListRow.objects.filter(incoming_list=incoming, outcome__in=[Outcome.UNREADABLE, Outcome.LOOK])
    last = 0
    for _ in range(MOST // AT_ONCE):
        part = list(rows.filter(place__gt=last).order_by("place")[:AT_ONCE])
        if not part:
            return
        yield from shown_rows(part, viewer, incoming)
        last = part[-1].place
