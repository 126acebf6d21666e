"""A list on paper or photographed: typed beside its picture, kept as far as it is, and read like one that was pasted."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.directory.models import Office
from simpul.files.services import store_file, store_pages
from simpul.kit.refusals import Refusal, StaleRefused
from simpul.kit.texts import normalise
from simpul.lists.models import IncomingList
from simpul.lists.rules import acts, typed
from simpul.lists.rules.typed import TypedRow
from simpul.lists.services.receiving import ListRefused, area_of_sender, ask_to_read, locked, refusal_of_place
from simpul.lists.services.staging import PASTED


@transaction.atomic
def start_typing(
    *, id: UUID, name: str, pages: Sequence[bytes], office: Office, village: str | None, by: User
) -> IncomingList:
    """Begin a list that is typed. The id is made in the form: sending it twice is once."""
    if before := IncomingList.objects.filter(pk=id).first():
        return before
    area = area_of_sender(office=office, by=by)
    if refusal := refusal_of_place(by, office, area, village):
        raise ListRefused(refusal)
    incoming = IncomingList(
        id=id,
        office=office,
        area_id=area,
        name=normalise(name)[:200] or "–",
        picture=store_pages(contents=pages, office=office, by=by) if pages else None,
        state=IncomingList.State.TYPING,
        village_id=village,
        received_by=by.pk,
    )
    incoming.save(force_insert=True)
    record("lists.typing_started", by=by, subject=incoming, office=office, area=area or "")
    return incoming


@transaction.atomic
def save_typing(*, incoming: IncomingList, version: int, rows: Sequence[TypedRow], by: User) -> IncomingList:
    """Keep what was typed so far, sealed in the list itself: nothing of an earlier state stays anywhere."""
    incoming = _being_typed(incoming, version, rows)
    incoming.sample = json.dumps(rows) if rows else None
    incoming.version += 1
    incoming.save()
    record("lists.rows_typed", by=by, subject=incoming, office=incoming.office_id, rows=len(rows))
    return incoming


@transaction.atomic
def finish_typing(*, incoming: IncomingList, version: int, rows: Sequence[TypedRow], by: User) -> IncomingList:
    """The rows become the list's table, as if they had been pasted, and it is read."""
    incoming = _being_typed(incoming, version, rows)
    if not rows:
        raise ListRefused(Refusal("nothing_typed"))
    has_village = incoming.village_id is not None
    content = typed.as_pasted(rows, has_village=has_village).encode()
    incoming.attachment = store_file(content=content, media_type=PASTED, office=incoming.office, by=by)
    incoming.columns, incoming.because = typed.columns_typed(has_village=has_village), {"chosen": True, "typed": True}
    incoming.sample = None
    record("lists.typing_finished", by=by, subject=incoming, office=incoming.office_id, rows=len(rows))
    ask_to_read(incoming, by)
    return incoming


@transaction.atomic
def view_picture(*, incoming: IncomingList, by: User) -> None:
    """Write down that somebody looks at the picture, on which people stand."""
    record("lists.picture_viewed", by=by, subject=incoming, office=incoming.office_id)


def _being_typed(incoming: IncomingList, version: int, rows: Sequence[TypedRow]) -> IncomingList:
    incoming = locked(incoming)
    if refusal := acts.refusal_to_type(state=incoming.state):
        raise ListRefused(refusal)
    if incoming.version != version:
        raise StaleRefused(Refusal("stale"))
    if refusal := typed.refusal_to_keep(len(rows)):
        raise ListRefused(refusal)
    return incoming
