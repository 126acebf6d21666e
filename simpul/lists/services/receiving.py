"""A list arrives: kept as it came, and read in the background. And choosing anew what its columns mean."""

from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.directory.models import Area, Office
from simpul.files.models import Attachment
from simpul.files.services import refuse_unsafe, store_file
from simpul.jobs.services import start_job
from simpul.kit.refusals import Refusal, Refused, StaleRefused
from simpul.kit.texts import normalise
from simpul.lists.models import IncomingList
from simpul.lists.rules import acts
from simpul.lists.rules.columns import signature
from simpul.lists.rules.fields import Field
from simpul.lists.services import sources
from simpul.lists.services.staging import PASTED

BINARY = "application/octet-stream"  # what it is, its content says


class ListRefused(Refused):
    """Nothing was done with the list."""


@transaction.atomic
def receive_list(
    *,
    id: UUID,
    content: bytes,
    name: str,
    office: Office,
    by: User,
    is_pasted: bool = False,
    village: str | None = None,
    picture: Attachment | None = None,
    is_compared_only: bool = False,
    columns: dict[str, int] | None = None,
    sheet: int = 0,
    is_worked_on_here: bool = False,
) -> IncomingList:
    """Keep a list and ask for it to be read. The id is made in the form: sending it twice is once.

    `is_worked_on_here`: whoever calls reads it too, and no job is asked for.
    """
    if before := IncomingList.objects.filter(pk=id).first():
        return before
    area = area_of_sender(office=office, by=by)
    if refusal := refusal_of_place(by, office, area, village):
        raise ListRefused(refusal)
    refuse_unsafe(content=content)
    incoming = IncomingList(
        id=id,
        office=office,
        area_id=area,
        name=normalise(name)[:200] or "–",
        attachment=store_file(content=content, media_type=PASTED if is_pasted else BINARY, office=office, by=by),
        picture=picture,
        is_compared_only=is_compared_only,
        village_id=village,
        columns=columns or {},
        sheet=sheet,
        because={"chosen": True} if columns else {},
        received_by=by.pk,
    )
    incoming.save(force_insert=True)
    record("lists.list_received", by=by, subject=incoming, office=office, area=area or "")
    if not is_worked_on_here:
        ask_to_read(incoming, by)
    return incoming


@transaction.atomic
def change_mapping(
    *, incoming: IncomingList, version: int, columns: dict[str, int], sheet: int, village: str | None, by: User
) -> IncomingList:
    """Read the list again with these columns, and propose them for the next list of its kind."""
    incoming = locked(incoming)
    if incoming.version != version:
        raise StaleRefused(Refusal("stale"))
    applied = incoming.counts.get("applied", 0)
    refusal = acts.refusal_to_change_columns(state=incoming.state, applied=applied)
    if refusal := refusal or refusal_of_place(by, incoming.office, incoming.area_id, village):
        raise ListRefused(refusal)
    names = incoming.headers.get("names", [])
    if sheet == incoming.sheet and any(names) and columns:
        sources.remember(office=incoming.office, signature=signature(names), columns=columns, by=by)
    is_other_sheet = sheet != incoming.sheet and columns == incoming.columns
    incoming.columns, incoming.sheet, incoming.village_id = columns, sheet, village
    # Another sheet is another table: its columns are proposed anew.
    typed = {"typed": True} if incoming.because.get("typed") else {}
    incoming.because = {"sheet": True} if is_other_sheet else {"chosen": True, **typed}
    record("lists.mapping_changed", by=by, subject=incoming, office=incoming.office_id, fields=sorted(columns))
    ask_to_read(incoming, by)
    return incoming


def area_of_sender(*, office: Office, by: User) -> str | None:
    """The area to which whoever sends the list is limited; None for the whole office."""
    reach = access.reach(by, Permission.RECEIVE_LIST)
    if office.pk in reach.offices:
        return None
    return next((area for at, area in sorted(reach.areas, key=str) if at == office.pk), "")


def refusal_of_place(by: User, office: Office, area: str | None, village: str | None) -> Refusal | None:
    """Why nobody may send this list there: beyond their reach, or of what is no village."""
    reach = access.reach(by, Permission.RECEIVE_LIST)
    if area == "" or not reach.covers(office.pk, village or area):
        return Refusal("outside_reach")
    if village and not Area.objects.filter(pk=village, level=4).exists():
        return Refusal("area_is_no_village", {"area": village})
    return None


def ask_to_read(incoming: IncomingList, by: User) -> None:
    """Have the list read in the background, from its beginning."""
    incoming.state, incoming.refusal = IncomingList.State.READING, None
    ask_for(incoming=incoming, task="read_list", by=by)


def ask_for(*, incoming: IncomingList, task: str, by: User) -> None:
    """Work on this list in the background, asked for in the transaction in progress."""
    job = start_job(
        task=app.tasks[f"simpul.lists.tasks.{task}"],
        kind=f"lists.{task}",
        office=incoming.office,
        by=by,
        subject=incoming.pk,
        incoming=incoming.pk,
    )
    incoming.job = job.pk
    incoming.version += 1
    incoming.save()


def locked(incoming: IncomingList) -> IncomingList:
    """The list as it is now, held until the act is done."""
    return IncomingList.objects.select_for_update(no_key=True).select_related("office").get(pk=incoming.pk)


def chosen_columns(told: dict[str, Any]) -> dict[str, int]:
    """Columns from a form: which field stands where, each once."""
    known = set(Field)
    return {name: int(at) for name, at in told.items() if name in known and at is not None}
