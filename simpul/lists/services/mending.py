"""One row at a time: a cell written anew, a doubt laid to rest, who is who, a row left out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
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
from simpul.lists.services.checking import Draft, check_drafts, read_draft
from simpul.lists.services.receiving import ListRefused, locked
from simpul.lists.services.staging import DIGEST, FAMILY, NUMBER, told_by

LONGEST_CELL = 500
MOST_NEIGHBOURS = 2_000
OPEN = (Outcome.READY, Outcome.LOOK, Outcome.UNREADABLE, Outcome.REPEATED)


@transaction.atomic
def mend_row(*, incoming: IncomingList, row: ListRow, version: int, texts: Mapping[Field, str], by: User) -> ListRow:
    """Write cells of a row anew; what the file said stays beside it. The row is checked again."""
    incoming, row = _open(incoming, row, version)
    content = from_text(row.content)
    mended = {**content.mended, **{field: text.strip()[:LONGEST_CELL] for field, text in texts.items()}}
    return _write(incoming, row, replace(content, mended=mended), by=by, act="row_mended", fields=sorted(texts))


@transaction.atomic
def mend_rows(*, incoming: IncomingList, texts: Mapping[UUID, Mapping[Field, str]], by: User) -> int:
    """Cells of many rows as they came back from whoever was asked to mend them; how many rows changed."""
    incoming = locked(incoming)
    if refusal := acts.refusal_to_mend(state=incoming.state, is_open=True):
        raise ListRefused(refusal)
    columns = columns_of(incoming)
    rows = ListRow.objects.select_for_update(no_key=True).filter(pk__in=texts, incoming_list=incoming, outcome__in=OPEN)
    changed = []
    for row in rows.order_by("place"):
        content = from_text(row.content)
        now = content.texts(columns)
        new = {
            field: text.strip()[:LONGEST_CELL]
            for field, text in texts[row.pk].items()
            if text.strip() != now.get(field, "")
        }
        if new:
            changed.append((row, replace(content, mended={**content.mended, **new})))
    if changed:
        recheck(incoming=incoming, changed=changed, by=by)
        record("lists.rows_returned", by=by, subject=incoming, office=incoming.office_id, rows=len(changed))
    return len(changed)


@transaction.atomic
def accept_finding(*, incoming: IncomingList, row: ListRow, version: int, field: Field, code: str, by: User) -> ListRow:
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


def _set_aside(incoming: IncomingList, row: ListRow, version: int, outcome: Outcome, act: str, *, by: User) -> ListRow:
    incoming, row = _open(incoming, row, version)
    row.outcome, row.act = outcome.value, ""
    row.version += 1
    row.save(update_fields=["outcome", "act", "version"])
    recheck(incoming=incoming, changed=[], by=by, left=row)
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
    if refusal := acts.refusal_to_mend(state=incoming.state, is_open=row.outcome in OPEN):
        raise ListRefused(refusal)
    return incoming, row


def _locked_row(incoming: IncomingList, row: ListRow, version: int) -> ListRow:
    row = ListRow.objects.select_for_update(no_key=True).get(pk=row.pk, incoming_list=incoming)
    if row.version != version:
        raise StaleRefused(Refusal("stale"))
    return row


def _write(incoming: IncomingList, row: ListRow, content: RowContent, *, by: User, act: str, **told: Any) -> ListRow:
    """Check the row again with those that share a number or a card with it, before and now."""
    recheck(incoming=incoming, changed=[(row, content)], by=by)
    record(f"lists.{act}", by=by, subject=incoming, office=incoming.office_id, row=row.number, **told)
    return row


def recheck(
    *, incoming: IncomingList, changed: list[tuple[ListRow, RowContent]], by: User, left: ListRow | None = None
) -> None:
    """Read and check rows whose content changed, and all that have to do with them; `left` was left out."""
    reader, columns = reader_for(incoming), columns_of(incoming)
    number, family, digest = indexer(NUMBER), indexer(FAMILY), indexer(DIGEST)
    indexes: set[Any] = {left.number_index, left.family_index} if left else set()
    drafts: dict[int, Draft] = {}
    for row, content in changed:
        texts = content.texts(columns)
        content = read_draft(content, texts, reader)
        person = content.person
        indexes |= {row.number_index, row.family_index}
        row.number_index = number(person.national_number) if person.national_number else None
        row.family_index = family(person.family_number) if person.family_number else None
        row.digest = digest(told_by(texts))
        indexes |= {row.number_index, row.family_index}
        drafts[row.place] = Draft(row.id, content, row.digest, _decision(row))
    here = [row for row, _ in changed]
    others = _neighbours(incoming, {row.pk for row in (*here, *([left] if left else []))}, indexes)
    for other in others:
        content = from_text(other.content)
        content = read_draft(content, content.texts(columns), reader)
        drafts[other.place] = Draft(other.id, content, bytes(other.digest), _decision(other))
    checked = check_drafts(drafts=dict(sorted(drafts.items())), incoming=incoming, by=by) if drafts else {}
    for one in (*here, *others):
        keep_checked(one, checked[one.place])
    _recount(incoming)


def _neighbours(incoming: IncomingList, but: set[UUID], indexes: set[Any]) -> list[ListRow]:
    """Rows that are still open and share a number or a card with these."""
    keys = [bytes(index) for index in indexes if index]
    shares = Q(number_index__in=keys) | Q(family_index__in=keys)
    others = ListRow.objects.select_for_update(no_key=True).filter(shares, incoming_list=incoming, outcome__in=OPEN)
    return list(others.exclude(pk__in=but).order_by("place")[:MOST_NEIGHBOURS]) if keys else []


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
