"""Undoing a list, also weeks later: whom it registered is withdrawn, what it added is put back, as far as nothing rests
on it. What has to stay is named."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.lists import counts_of
from simpul.lists.rules import acts
from simpul.lists.rules.checks import Act, Outcome
from simpul.lists.rules.content import RowContent, from_text, to_text
from simpul.lists.rules.fields import Field, Finding, Weight
from simpul.lists.services.applying import ROWS_A_STEP
from simpul.lists.services.filling import put_back
from simpul.lists.services.receiving import ListRefused, ask_for, locked
from simpul.registry.services.bulk import withdraw_many

STATE = IncomingList.State


@transaction.atomic
def undo_list(*, incoming: IncomingList, by: User) -> IncomingList:
    """Ask for what was applied to be taken back in the background."""
    incoming = locked(incoming)
    applied = ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.APPLIED).count()
    if refusal := acts.refusal_to_undo(state=incoming.state, applied=applied):
        raise ListRefused(refusal)
    incoming.state, incoming.undone_at, incoming.undone_by = STATE.UNDOING, timezone.now(), by.pk
    record("lists.list_undone", by=by, subject=incoming, office=incoming.office_id, applied=applied)
    ask_for(incoming=incoming, task="undo_rows", by=by)
    return incoming


def undo_rows(*, incoming: IncomingList, progress: Any, by: User) -> None:
    """Take back step by step, the last row first; called again, it goes on where it was."""
    with progress.step():
        progress.of(ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.APPLIED).count())
    while True:
        with progress.step():
            done = _step(incoming, by)
        if not done:
            break
        progress.advance(done)
    with progress.step():
        incoming = locked(incoming)
        incoming.state, incoming.counts = STATE.UNDONE, counts_of(incoming)
        incoming.save(update_fields=["state", "counts"])


def _step(incoming: IncomingList, by: User) -> int:
    incoming = locked(incoming)
    rows = _some_applied(incoming)
    on = today(incoming.office.time_zone)
    opened = {row.pk: from_text(row.content) for row in rows}
    registered = [row for row in rows if row.act == Act.NEW]
    kept: dict[UUID, Refusal] = {}
    if registered:
        people = [row.person_id for row in registered if row.person_id]
        done = withdraw_many(people=people, office=incoming.office, by=by, reason="list", source=incoming.pk)
        kept = {row.pk: why for row in registered if (why := done.refused.get(row.person_id or row.pk))}
    added = [(row, one) for row in rows if row.act == Act.FILL and (one := opened[row.pk].applied)]
    kept |= put_back(rows=added, incoming=incoming, on=on, by=by)
    _mark(rows, opened, kept)
    return len(rows)


def _some_applied(incoming: IncomingList) -> list[ListRow]:
    """The last rows, and everybody of their families: a head goes with the family, or stays with it."""
    applied = ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.APPLIED)
    last = list(applied.select_for_update(no_key=True).order_by("-place")[:ROWS_A_STEP])
    families = {bytes(row.family_index) for row in last if row.family_index}
    seen = [row.pk for row in last]
    rest = applied.filter(family_index__in=families).exclude(pk__in=seen) if families else applied.none()
    return [*last, *rest.select_for_update(no_key=True)]


def _mark(rows: list[ListRow], opened: Mapping[UUID, RowContent], kept: Mapping[UUID, Refusal]) -> None:
    for row in rows:
        if refusal := kept.get(row.pk):
            finding = Finding(Field.NAME, Remark(refusal.code, refusal.params), Weight.LOOK)
            content = opened[row.pk]
            row.content = to_text(replace(content, findings=(*content.findings, finding)))
            row.outcome, row.codes = Outcome.KEPT.value, [refusal.code]
            row.version += 1
            row.save()
    gone = [row.pk for row in rows if row.pk not in kept]
    ListRow.objects.filter(pk__in=gone).update(outcome=Outcome.UNDONE.value)
