"""A list on its way back: every row as it is now, with whoever is known of it, as far as the viewer sees them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.kit.dates import today
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.lists import lists_visible_to
from simpul.lists.rules.checks import Act, Outcome
from simpul.lists.rules.content import RowContent, from_text
from simpul.registry import queries as registry
from simpul.registry.queries import AidSaid, PersonRow

AT_ONCE = 1_000
# Somebody is recorded who may be the one meant, or who surely is and about whom something else is to be settled.
_MAYBE = ("perhaps_known", "number_of_another", "number_shared")
_SURELY = ("values_differ", "known_is_dead")


@dataclass(frozen=True)
class ResultRow:
    """One row, opened; the person known of it, if the viewer sees one; and whether their place may leave the office."""

    row: ListRow
    content: RowContent
    known: PersonRow | None = None
    is_sure: bool = False
    may_leave: bool = False
    aid: Sequence[AidSaid] = ()  # that their family is said to receive


def lists_exportable_by(viewer: User) -> QuerySet[IncomingList]:
    """The lists the viewer sees, where they may also take people along as a file."""
    return lists_visible_to(viewer).filter(access.reach(viewer, Permission.EXPORT_PEOPLE).filter())


def may_export(viewer: User, incoming: IncomingList) -> bool:
    """Whether the viewer, who sees this list, may take it along."""
    return access.reach(viewer, Permission.EXPORT_PEOPLE).covers(incoming.office_id, incoming.area_id)


def asked_list(viewer: User, asked: Mapping[str, Any]) -> IncomingList | None:
    """The list that was asked for, as far as it may still be taken along."""
    return lists_exportable_by(viewer).select_related("office").filter(pk=asked["list"]).first()


def count_rows(viewer: User, asked: Mapping[str, Any]) -> int:
    """How many rows the file would have."""
    return ListRow.objects.filter(incoming_list__in=lists_exportable_by(viewer).filter(pk=asked["list"])).count()


def result_parts(incoming: IncomingList, viewer: User) -> Iterator[list[ResultRow]]:
    """All rows in the order of the file, a thousand at a time."""
    rows, last = ListRow.objects.filter(incoming_list=incoming).order_by("place"), -1
    while part := list(rows.filter(place__gt=last)[:AT_ONCE]):
        yield _results(part, incoming, viewer)
        last = part[-1].place


def sheets_with_rows(incoming: IncomingList) -> int:
    """From how many sheets of the file rows came: as many as there are when the first and the last differ."""
    places = ListRow.objects.filter(incoming_list=incoming).order_by("place")
    first, latest = places.first(), places.last()
    return latest.sheet - first.sheet + 1 if first and latest else 0


def known_counts(incoming: IncomingList) -> dict[str, int]:
    """Of a list that is only compared: how many are known, may be known, are unknown, and cannot be told yet."""
    rows = ListRow.objects.filter(incoming_list=incoming)
    waiting = rows.filter(outcome__in=[Outcome.LOOK, Outcome.UNREADABLE])
    counts: dict[str, int] = {
        "known": rows.filter(outcome=Outcome.READY, act__in=[Act.SAME, Act.FILL]).count(),
        "maybe": waiting.filter(outcome=Outcome.LOOK, codes__overlap=list(_MAYBE)).count(),
        "unknown": rows.filter(outcome=Outcome.READY, act=Act.NEW).count(),
    }
    surely = waiting.filter(outcome=Outcome.LOOK, codes__overlap=list(_SURELY))
    counts["known"] += surely.exclude(codes__overlap=list(_MAYBE)).count()
    counts["open"] = waiting.exclude(outcome=Outcome.LOOK, codes__overlap=[*_MAYBE, *_SURELY]).count()
    return counts


def _results(part: Sequence[ListRow], incoming: IncomingList, viewer: User) -> list[ResultRow]:
    opened = {row.pk: from_text(row.content) for row in part}
    meant = {row.pk: (row.person_id, True) if row.person_id else _matched(opened[row.pk]) for row in part}
    meant |= _told_twice([row for row in part if row.outcome == Outcome.REPEATED and not meant[row.pk][0]], incoming)
    known = _known(viewer, {person for person, _ in meant.values() if person})
    leaving = _leaving(viewer, {one.person.pk for one in known.values()})
    aid = registry.aid_of_families(leaving, viewer, on=today(incoming.office.time_zone))
    rows = []
    for row in part:
        person, is_sure = meant[row.pk]
        one = known.get(person) if person else None
        may_leave = bool(one and one.person.pk in leaving)
        said = aid.get(one.person.pk, ()) if one and may_leave else ()
        rows.append(ResultRow(row, opened[row.pk], one, is_sure, may_leave, said))
    return rows


def _matched(content: RowContent) -> tuple[UUID | None, bool]:
    return content.match.person, content.match.is_sure


def _told_twice(rows: Sequence[ListRow], incoming: IncomingList) -> dict[UUID, tuple[UUID | None, bool]]:
    """Whom a repeated row speaks of: whoever was registered from the row that it repeats."""
    if not rows:
        return {}
    numbers = [row.number_index for row in rows if row.number_index]
    said = Q(digest__in=[row.digest for row in rows]) | Q(number_index__in=numbers)
    found = ListRow.objects.filter(said, incoming_list=incoming, person__isnull=False)
    by: dict[bytes, UUID] = {}
    for digest, number, person in found.values_list("digest", "number_index", "person_id"):
        by |= {bytes(key): person for key in (digest, number) if key}
    keys = {row.pk: [bytes(key) for key in (row.digest, row.number_index) if key] for row in rows}
    return {pk: (next((by[key] for key in ours if key in by), None), True) for pk, ours in keys.items()}


def _known(viewer: User, ids: Collection[UUID]) -> dict[UUID, PersonRow]:
    """The people of these ids whom the viewer sees; a merged record as the one that stands for it."""
    visible = registry.people_visible_to(viewer)
    ends = registry.canonicals(visible.filter(pk__in=ids))
    standing = visible.filter(pk__in={one.pk for one in ends.values()}, merged_into=None).select_related("office")
    rows = {row.person.pk: row for row in registry.rows_of(standing)}
    return {pk: rows[one.pk] for pk, one in ends.items() if one.pk in rows}


def _leaving(viewer: User, ids: Collection[UUID]) -> set[UUID]:
    may = registry.people_changeable_by(viewer, Permission.EXPORT_PEOPLE).filter(pk__in=ids)
    return set(may.values_list("pk", flat=True))
