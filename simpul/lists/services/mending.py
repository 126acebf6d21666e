"""One row at a time: a cell written anew, a doubt laid to rest, who is who, a row left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.database.sealing import indexer
from simpul.kit.refusals import Refusal, StaleRefused
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.lists import counts_of, may_apply
from simpul.lists.queries.places import reader_for
from simpul.lists.rules import acts
from simpul.lists.rules.checks import Checked, Decision, Outcome
from simpul.lists.rules.content import RowContent, from_text, to_text
from simpul.lists.rules.fields import Field
from simpul.lists.services.checking import Draft, check_drafts, is_open, read_draft
from simpul.lists.services.receiving import ListRefused, locked
from simpul.lists.services.staging import DIGEST, FAMILY, NUMBER, told_by

LONGEST_CELL = 500
MOST_NEIGHBOURS = 200


@transaction.atomic
def mend_row(
    *, incoming: IncomingList, row: ListRow, version: int, texts: Mapping[Field, str], by: User
) -> ListRow:
    """Write cells of a row anew; what the file said stays beside it. The row is checked again."""
    incoming, row = _open(incoming, row, version)
    content = from_text(row.content)
    mended = {**content.mended, **{field: text.strip()[:LONGEST_CELL] for field, text in texts.items()}}
    return _write(incoming, row, replace(content, mended=mended), by=by, act="row_mended", fields=sorted(texts))


@transaction.atomic
def accept_finding(
    *, incoming: IncomingList, row: ListRow, version: int, field: Field, code: str, by: User
) -> ListRow:
    """Somebody says that the cell is right, whatever was found odd about it."""
    incoming, row = _open(incoming, row, version)
    content = from_text(row.content)
    accepted = tuple(dict.fromkeys((*content.accepted, (field.value, code))))
    return _write(incoming, row, replace(content, accepted=accepted), by=by, act="row_accepted", codes=[code])


@transaction.atomic
def decide_row(
    *, incoming: IncomingList, row: ListRow, version: int, decision: Decision, take: Iterable[str] = (), by: User
) -> ListRow:
    """Say whether the person of a row is the one beside it: the same, another, one of their family, or not sure yet.

    `take` are the differing values that are to be written from the list; whatever is not taken stays as it is recorded.
    """
    incoming, row = _open(incoming, row, version)
    if not may_apply(by, incoming):
        raise ListRefused(Refusal("outside_reach"))
    content = from_text(row.content)
    shown = content.match.person
    if shown is None and decision is not Decision.UNSURE:
        raise ListRefused(Refusal("nobody_beside"))
    content = _decided(content, shown, decision, take)
    row.decision, row.decided_at, row.decided_by = decision.value, timezone.now(), by.pk
    return _write(incoming, row, content, by=by, act="row_decided", decision=decision.value)


@transaction.atomic
def drop_row(*, incoming: IncomingList, row: ListRow, version: int, by: User) -> ListRow:
    """Leave a row out: it is not applied, and stays to be seen."""
    return _set_aside(incoming, row, version, Outcome.DROPPED, "row_dropped", by=by)


@transaction.atomic
def restore_row(*, incoming: IncomingList, row: ListRow, version: int, by: User) -> ListRow:
    """Take a row back in that was left out."""
    incoming = locked(incoming)
    row = _locked_row(incoming, row, version)
    if row.outcome != Outcome.DROPPED:
        raise ListRefused(Refusal("row_is_done"))
    return _write(incoming, row, from_text(row.content), by=by, act="row_restored")


def _set_aside(
    incoming: IncomingList, row: ListRow, version: int, outcome: Outcome, act: str, *, by: User
) -> ListRow:
    incoming, row = _open(incoming, row, version)
    row.outcome, row.act = outcome.value, ""
    row.version += 1
    row.save(update_fields=["outcome", "act", "version"])
    _recheck_others(incoming, row, by=by)
    _recount(incoming)
    record(f"lists.{act}", by=by, subject=incoming, office=incoming.office_id, row=row.number)
    return row


def _decided(content: RowContent, shown: UUID | None, decision: Decision, take: Iterable[str]) -> RowContent:
    if decision is Decision.SAME:
        known = {one.field for one in content.match.differences}
        return replace(content, same_as=shown, take=tuple(sorted(known & set(take))), kin=None)
    if decision is Decision.UNSURE or shown is None:
        return replace(content, same_as=None, take=())
    others = tuple(dict.fromkeys((*content.not_the_same, shown)))
    kin = shown if decision is Decision.FAMILY else None
    return replace(content, same_as=None, take=(), not_the_same=others, kin=kin)


def _open(incoming: IncomingList, row: ListRow, version: int) -> tuple[IncomingList, ListRow]:
    """List and row as they are now, held; refused when they are busy or somebody else was faster."""
    incoming = locked(incoming)
    row = _locked_row(incoming, row, version)
    if refusal := acts.refusal_to_mend(state=incoming.state, is_open=is_open(row.outcome)):
        raise ListRefused(refusal)
    return incoming, row


def _locked_row(incoming: IncomingList, row: ListRow, version: int) -> ListRow:
    row = ListRow.objects.select_for_update(no_key=True).get(pk=row.pk, incoming_list=incoming)
    if row.version != version:
        raise StaleRefused(Refusal("stale"))
    return row


def _write(
    incoming: IncomingList, row: ListRow, content: RowContent, *, by: User, act: str, **told: object
) -> ListRow:
    """Check the row again with those that share a number or a card with it, before and now."""
    reader, columns = reader_for(incoming), columns_of(incoming)
    texts = content.texts(columns)
    before = {row.number_index, row.family_index}
    content = read_draft(content, texts, reader)
    row.number_index = indexer(NUMBER)(content.person.national_number) if content.person.national_number else None
    row.family_index = indexer(FAMILY)(content.person.family_number) if content.person.family_number else None
    row.digest = indexer(DIGEST)(told_by(texts))
    neighbours = _neighbours(row, before | {row.number_index, row.family_index})
    drafts = {row.number: Draft(row.id, content, row.digest, _decision(row))}
    for other in neighbours:
        told_of = from_text(other.content)
        read = read_draft(told_of, told_of.texts(columns), reader)
        drafts[other.number] = Draft(other.id, read, bytes(other.digest), _decision(other))
    checked = check_drafts(dict(sorted(drafts.items())), incoming, by=by)
    for one in (row, *neighbours):
        keep_checked(one, checked[one.number])
    _recount(incoming)
    record(f"lists.{act}", by=by, subject=incoming, office=incoming.office_id, row=row.number, **told)
    return row


def _recheck_others(incoming: IncomingList, row: ListRow, *, by: User) -> None:
    """A row that is left out says nothing of the others any more."""
    reader, columns = reader_for(incoming), columns_of(incoming)
    others = _neighbours(row, {row.number_index, row.family_index})
    drafts = {}
    for other in others:
        told_of = from_text(other.content)
        read = read_draft(told_of, told_of.texts(columns), reader)
        drafts[other.number] = Draft(other.id, read, bytes(other.digest), _decision(other))
    checked = check_drafts(dict(sorted(drafts.items())), incoming, by=by) if drafts else {}
    for other in others:
        keep_checked(other, checked[other.number])


def _neighbours(row: ListRow, indexes: set[bytes | None]) -> list[ListRow]:
    """Rows that are still open and share a number or a card with this one."""
    keys = [bytes(index) for index in indexes if index]
    shares = Q(number_index__in=keys) | Q(family_index__in=keys)
    others = ListRow.objects.select_for_update(no_key=True).filter(shares, incoming_list=row.incoming_list_id)
    still_open = others.filter(outcome__in=[Outcome.READY, Outcome.LOOK, Outcome.UNREADABLE, Outcome.REPEATED])
    return list(still_open.exclude(pk=row.pk).order_by("number")[:MOST_NEIGHBOURS]) if keys else []


def keep_checked(row: ListRow, checked: Checked) -> None:
    """Keep what was found of a row."""
    row.content = to_text(checked.content)
    row.outcome, row.act = checked.outcome.value, checked.act.value if checked.act else ""
    row.codes = checked.content.codes
    row.version += 1
    row.save()


def _decision(row: ListRow) -> Decision | None:
    return Decision(row.decision) if row.decision else None


def columns_of(incoming: IncomingList) -> dict[Field, int]:
    """Which field stands in which column."""
    return {Field(name): place for name, place in incoming.columns.items()}


def _recount(incoming: IncomingList) -> None:
    incoming.counts = counts_of(incoming)
    incoming.save(update_fields=["counts"])
