"""Lists a viewer may see, and the rows of one, a page at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.models import Office
from simpul.jobs import queries as jobs
from simpul.jobs.models import Job
from simpul.kit.dates import today
from simpul.kit.ids import read_id
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.known import known_people
from simpul.lists.rules.checks import Known, Outcome
from simpul.lists.rules.content import RowContent, from_text
from simpul.lists.rules.dates import split_place
from simpul.lists.rules.fields import Field
from simpul.registry.queries import AidSaid, aid_of_families

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
    aid: Sequence[AidSaid] = ()  # that their family is said to receive; asked of lists that are only compared


@dataclass(frozen=True)
class RowsPage:
    """Some rows of a tab, and where the next begin."""

    rows: Sequence[RowShown]
    next_after: int | None


def rows_page(
    incoming: IncomingList, viewer: User, outcome: str, *, after: int = 0, code: str = "", size: int = ROWS_A_PAGE
) -> RowsPage:
    """The rows of a tab after one with this number, perhaps only those with one kind of finding."""
    rows = ListRow.objects.filter(incoming_list=incoming, outcome=outcome, place__gt=after).order_by("place")
    if code:
        rows = rows.filter(codes__contains=[code])
    found = list(rows[: size + 1])
    shown = shown_rows(found[:size], viewer, incoming)
    return RowsPage(shown, found[size - 1].place if len(found) > size else None)


def shown_rows(rows: Sequence[ListRow], viewer: User, incoming: IncomingList) -> list[RowShown]:
    """These rows of the list opened, in order."""
    opened = [(row, from_text(row.content)) for row in rows]
    known = known_people(viewer, [content.match.person for _, content in opened if content.match.person])
    on = today(incoming.office.time_zone)
    aid = aid_of_families(known, viewer, on=on) if incoming.is_compared_only else {}
    people = [content.match.person or row.pk for row, content in opened]
    return [
        RowShown(row, content, known.get(person), aid.get(person, ()))
        for (row, content), person in zip(opened, people, strict=True)
    ]


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


def latest_lists(viewer: User, *, before: str = "") -> tuple[list[IncomingList], str]:
    """The latest lists, a page of them, and where the next page begins."""
    lists = lists_visible_to(viewer).select_related("area", "village").order_by("-id")
    if start := read_id(before):
        lists = lists.filter(pk__lt=start)
    found = list(lists[: LISTS_A_PAGE + 1])
    return found[:LISTS_A_PAGE], str(found[LISTS_A_PAGE - 1].pk) if len(found) > LISTS_A_PAGE else ""


def offices_to_send_to(viewer: User) -> list[Office]:
    """The offices to which the viewer sends lists, in the order in which the roles were given."""
    reach = access.reach(viewer, Permission.RECEIVE_LIST)
    found = Office.objects.in_bulk(reach.offices | {office for office, _ in reach.areas})
    return [found[pk] for pk in access.offices_of(viewer) if pk in found]


def failed_job(incoming: IncomingList, viewer: User) -> Job | None:
    """The latest work on this list, where it broke."""
    if incoming.job is None:
        return None
    return jobs.jobs_visible_to(viewer).filter(pk=incoming.job, state__in=["failed", "cancelled"]).first()


def acts_of(incoming: IncomingList, outcome: Outcome) -> dict[str, int]:
    """How many rows of a tab are new people, add to known ones, or change nothing."""
    rows = ListRow.objects.filter(incoming_list=incoming, outcome=outcome)
    return dict(rows.values_list("act").annotate(Count("id")))


def preview(incoming: IncomingList) -> list[list[str]]:
    """The first rows below the header, as they came."""
    return list(json.loads(incoming.sample)) if incoming.sample else []


def column_names(incoming: IncomingList) -> list[str]:
    """The headers, and as many nameless columns as the rows are wider."""
    names = list(incoming.headers.get("names", []))
    width = max([len(names), *(len(row) for row in preview(incoming))], default=0)
    return names + [""] * (width - len(names))


def birth_text(incoming: IncomingList, row: ListRow) -> str:
    """The birth date of a row as it is written now."""
    texts = from_text(row.content).texts({Field(name): place for name, place in incoming.columns.items()})
    return texts.get(Field.BIRTH_DATE, "") or split_place(texts.get(Field.BIRTH, ""))[1]


TABS = (Outcome.READY, Outcome.LOOK, Outcome.UNREADABLE)
