"""Applying the rows that are ready: in steps, each of which is one transaction that also marks its rows as applied.

So a worker that is killed loses nothing and doubles nothing: what a step wrote is marked, and the next run goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.lists import counts_of
from simpul.lists.rules import acts
from simpul.lists.rules.checks import Act, Checked, Outcome
from simpul.lists.rules.content import Applied, RowContent, from_text
from simpul.lists.rules.fields import Field, Finding, Weight
from simpul.lists.rules.people import facts_in
from simpul.lists.services.checking import Draft, check_drafts
from simpul.lists.services.filling import fill
from simpul.lists.services.mending import keep_checked
from simpul.lists.services.receiving import ListRefused, ask_for, locked
from simpul.registry.services import NewContact
from simpul.registry.services.bulk import IncomingFamily, IncomingPerson, register_many

ROWS_A_STEP = 1_000
STATE = IncomingList.State


@transaction.atomic
def apply_list(*, incoming: IncomingList, by: User, is_worked_on_here: bool = False) -> IncomingList:
    """Ask for the ready rows to be applied in the background, or begin to when whoever calls goes on."""
    incoming = locked(incoming)
    ready = ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.READY).count()
    if refusal := acts.refusal_to_apply(state=incoming.state, ready=ready, is_compared_only=incoming.is_compared_only):
        raise ListRefused(refusal)
    incoming.state, incoming.applied_at, incoming.applied_by = STATE.APPLYING, timezone.now(), by.pk
    record("lists.list_applied", by=by, subject=incoming, office=incoming.office_id, ready=ready)
    if is_worked_on_here:
        incoming.save(update_fields=["state", "applied_at", "applied_by"])
    else:
        ask_for(incoming=incoming, task="apply_rows", by=by)
    return incoming


def apply_rows(*, incoming: IncomingList, progress: Any, by: User) -> None:
    """Apply all that is ready, step by step; called again, it goes on where it was."""
    with progress.step():
        progress.of(ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.READY).count())
    while True:
        with progress.step():
            done = _step(incoming, by)
        if not done:
            break
        progress.advance(done)
    with progress.step():
        incoming = locked(incoming)
        incoming.state, incoming.counts = STATE.APPLIED, counts_of(incoming)
        incoming.save(update_fields=["state", "counts"])


def _step(incoming: IncomingList, by: User) -> int:
    """One transaction: some rows with the whole families they belong to; how many left the tab of the ready."""
    incoming = locked(incoming)
    rows = _some_ready(incoming)
    if not rows:
        return 0
    on = today(incoming.office.time_zone)
    opened = {row.place: from_text(row.content) for row in rows}
    drafts = {row.place: Draft(row.id, opened[row.place], bytes(row.digest)) for row in rows}
    # Between checking and applying others have been at work: each row is compared once more before it is written.
    checked = check_drafts(drafts=drafts, incoming=incoming, by=by)
    ready = [row for row in rows if checked[row.place].outcome is Outcome.READY]
    for row in rows:
        if checked[row.place].outcome is not Outcome.READY:
            keep_checked(row, checked[row.place])
    refused = _register([r for r in ready if checked[r.place].act is Act.NEW], checked, incoming, on=on, by=by)
    filling = [(row, checked[row.place].content) for row in ready if checked[row.place].act is Act.FILL]
    filled, stale = fill(rows=filling, incoming=incoming, on=on, by=by)
    for row in ready:
        if refusal := refused.get(row.pk) or stale.get(row.pk):
            keep_checked(row, _held(checked[row.place], refusal))
    _mark(ready, checked, refused.keys() | stale.keys(), filled, by=by)
    return len(rows)


def _some_ready(incoming: IncomingList) -> list[ListRow]:
    """The next rows in order, and everybody of their families: a family comes undivided."""
    ready = ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.READY)
    first = list(ready.select_for_update(no_key=True).order_by("place")[:ROWS_A_STEP])
    families = {bytes(row.family_index) for row in first if row.family_index}
    seen = [row.pk for row in first]
    rest = ready.filter(family_index__in=families).exclude(pk__in=seen) if families else ready.none()
    return sorted([*first, *rest.select_for_update(no_key=True)], key=lambda row: row.place)


def _register(
    rows: Sequence[ListRow], checked: Mapping[int, Checked], incoming: IncomingList, *, on: date, by: User
) -> Mapping[UUID, Refusal]:
    families: dict[UUID, IncomingFamily] = {}
    people = []
    for row in rows:
        content = checked[row.place].content
        if content.family and content.is_new_family:
            place = families.get(content.family)
            if place is None or content.person.relation == "1":
                families[content.family] = _family(content)
        people.append(_person(row.pk, content))
    if not people:
        return {}
    done = register_many(
        families=families.values(), people=people, office=incoming.office, on=on, by=by, source=incoming.pk
    )
    return done.refused


def _family(content: RowContent) -> IncomingFamily:
    person = content.person
    return IncomingFamily(
        id=content.family,  # type: ignore[arg-type]
        area_code=person.area_code,
        address=person.address or None,
        rt=person.rt,
        rw=person.rw,
        number=person.family_number,
    )


def _person(id: UUID, content: RowContent) -> IncomingPerson:
    person = content.person
    return IncomingPerson(
        id=id,
        facts=facts_in(person),
        phone=NewContact(person.phone, "safe") if person.phone else None,
        family=content.family,
        relation=person.relation if content.family else "",
        alias=person.alias if person.alias != person.name else "",
        alike=len(content.not_the_same),
    )


def _held(checked: Checked, refusal: Refusal) -> Checked:
    """What the registry refused waits for a person, with its reason."""
    finding = Finding(Field.NAME, Remark(refusal.code, refusal.params), Weight.LOOK)
    return Checked(replace(checked.content, findings=(*checked.content.findings, finding)), Outcome.LOOK)


def _mark(
    rows: Sequence[ListRow], checked: Mapping[int, Checked], held: Any, filled: Mapping[UUID, Applied], *, by: User
) -> None:
    """In the same transaction: these rows are applied, and whom each of them speaks of."""
    done = [row for row in rows if row.pk not in held]
    for row in done:
        if applied := filled.get(row.pk):
            keep_checked(row, replace(checked[row.place], content=replace(checked[row.place].content, applied=applied)))
    people = [
        checked[row.place].content.match.person if checked[row.place].act is not Act.NEW else row.pk for row in done
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE lists_listrow SET outcome = %s, act = done.act, person_id = done.person, applied_at = now(),
                applied_by = %s, version = version + 1
            FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS done(id, person, act) WHERE lists_listrow.id = done.id
            """,
            [
                Outcome.APPLIED.value, by.pk, [row.pk for row in done], people,
                [(checked[row.place].act or Act.SAME).value for row in done],
            ],
        )  # fmt: skip
