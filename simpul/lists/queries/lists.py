"""Lists a viewer may see, and the rows of one, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.rules.checks import Known, Outcome
from simpul.lists.rules.content import RowContent, from_text
from simpul.lists.queries.known import known_people

ROWS_A_PAGE, LISTS_A_PAGE = 50, 30


def lists_visible_to(viewer: User) -> QuerySet[IncomingList]:
    """Every list of the viewer's offices and areas for whoever applies lists there; one's own for whoever sends them."""
    applies, sends = access.reach(viewer, Permission.APPLY_LIST), access.reach(viewer, Permission.RECEIVE_LIST)
    return IncomingList.objects.filter(applies.filter() | (Q(received_by=viewer.pk) & sends.filter()))


def lists_appliable_by(viewer: User) -> QuerySet[IncomingList]:
    """Those whose rows the viewer may decide on, apply and undo."""
    return lists_visible_to(viewer).filter(access.reach(viewer, Permission.APPLY_LIST).filter())


def may_apply(viewer: User, incoming: IncomingList) -> bool:
    """Whether the viewer may do more with this list than mend it."""
    return access.reach(viewer, Permission.APPLY_LIST).covers(incoming.office_id, incoming.area_id)


@dataclass(frozen=True)
class RowShown:
    """A row as a page takes it: opened, with whoever is recorded and may be the same."""

    row: ListRow
    content: RowContent
    known: Known | None


@dataclass(frozen=True)
class RowsPage:
    """Some rows of a tab, and where the next begin."""

    rows: Sequence[RowShown]
    next_after: int | None


def rows_page(
    incoming: IncomingList, viewer: User, outcome: str, *, after: int = 0, code: str = "", size: int = ROWS_A_PAGE
) -> RowsPage:
    """The rows of a tab after one with this number, perhaps only those with one kind of finding."""
    rows = ListRow.objects.filter(incoming_list=incoming, outcome=outcome, number__gt=after).order_by("number")
    if code:
        rows = rows.filter(codes__contains=[code])
    found = list(rows[: size + 1])
    shown = shown_rows(found[:size], viewer)
    return RowsPage(shown, found[size - 1].number if len(found) > size else None)


def shown_rows(rows: Sequence[ListRow], viewer: User) -> list[RowShown]:
    """These rows opened, in order."""
    opened = [(row, from_text(row.content)) for row in rows]
    known = known_people(viewer, [content.match.person for _, content in opened if content.match.person])
    return [RowShown(row, content, known.get(content.match.person or row.pk)) for row, content in opened]


def row_of(incoming: IncomingList, pk: UUID) -> ListRow | None:
    """One row of this list."""
    return ListRow.objects.filter(incoming_list=incoming, pk=pk).first()


def counts_of(incoming: IncomingList) -> dict[str, int]:
    """How many rows stand where, counted now."""
    counted = ListRow.objects.filter(incoming_list=incoming).values_list("outcome").annotate(Count("id"))
    return dict(counted)


def codes_of(incoming: IncomingList, outcome: str) -> list[tuple[str, int]]:
    """The kinds of findings in a tab, the most frequent first."""
    rows = ListRow.objects.filter(incoming_list=incoming, outcome=outcome).values_list("codes", flat=True)
    counts: dict[str, int] = {}
    for codes in rows.iterator(chunk_size=5_000):
        for code in codes:
            counts[code] = counts.get(code, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def open_lists(viewer: User) -> int:
    """How many lists wait for somebody: for the home page."""
    waiting = lists_appliable_by(viewer).filter(state=IncomingList.State.CHECKED)
    return waiting.exclude(counts={}).count()


TABS = (Outcome.READY, Outcome.LOOK, Outcome.UNREADABLE)
