"""Writing down what happened, in the transaction in which it happens: both are kept or neither is.

A refusal (403, 404, 409, 422) is an event like any other. The whole request is one transaction and the view runs in a
savepoint within it; the savepoint is undone, the refusal is recorded outside it, and the transaction is committed. Only
a server error undoes the event too, and then nothing was done or shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models

from simpul.audit.rules import details
from simpul.database.staging import staged
from simpul.kit.refusals import Refused

ROWS_AT_ONCE, FEW = 5_000, 100

COLUMNS = "act, actor, subject_kind, subject, office, request, detail"
INSERT_ONE = f"INSERT INTO audit_event ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)"  # noqa: S608 - constants only
# COPY refuses tables under row security. Arrays are the next fastest for a few; many go through a temporary table, whose
# rows come back in the order in which they went in.
INSERT_FEW = (
    f"INSERT INTO audit_event ({COLUMNS}) SELECT * FROM "  # noqa: S608 - constants only
    "unnest(%s::text[], %s::uuid[], %s::text[], %s::uuid[], %s::uuid[], %s::uuid[], %s::jsonb[])"
)
STAGED = "act text, actor uuid, subject_kind text, subject uuid, office uuid, request uuid, detail text"
INSERT_MANY = (
    f"INSERT INTO audit_event ({COLUMNS})"  # noqa: S608 - constants only
    " SELECT act, actor, subject_kind, subject, office, request, detail::jsonb FROM new_event"
)

Named = models.Model | UUID | None
"""A row with a uuid as its key, or that uuid."""
Values = tuple[str, UUID | None, str, UUID | None, UUID | None, UUID | None, str]


class EventRefused(Refused):
    """The event says something an event may not say, and the act that wanted it does not happen."""


@dataclass(frozen=True)
class Event:
    """What `record_many` writes a row from; the meaning of each part is that of `record`."""

    act: str
    by: Named
    subject: Named = None
    subject_kind: str = ""
    office: Named = None
    request: UUID | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(
    act: str,
    *,
    by: Named,
    subject: Named = None,
    subject_kind: str = "",
    office: Named = None,
    request: UUID | None = None,
    **detail: Any,
) -> None:
    """Write down that `by` did `act` ("registry.person_registered"); detail is codes, counts, ids and dates only."""
    _refuse_outside_transaction()
    event = Event(act, by, subject, subject_kind, office, request, detail)
    with connection.cursor() as cursor:
        cursor.execute(INSERT_ONE, _values(event))


def record_many(events: Iterable[Event]) -> int:
    """Write down the events of an act on many at once, in their order; how many there were."""
    _refuse_outside_transaction()
    written, rows = 0, map(_values, events)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        _insert(batch)
        written += len(batch)
    return written


def _insert(batch: list[Values]) -> None:
    if len(batch) > FEW:
        with staged("new_event", STAGED, batch) as cursor:
            cursor.execute(INSERT_MANY)
    else:
        with connection.cursor() as cursor:
            cursor.execute(INSERT_FEW, [list(column) for column in zip(*batch, strict=True)])


def _refuse_outside_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of its act; there is none in progress.")


def _values(event: Event) -> Values:
    written = details.as_json(event.detail)
    if refusal := details.unfit_detail(event.detail, written=written):
        raise EventRefused(refusal)
    kind = event.subject_kind
    if not kind and isinstance(event.subject, models.Model):
        kind = str(event.subject._meta.model_name)
    subject, office = _key(event.subject), _key(event.office)
    return event.act, _key(event.by), kind, subject, office, event.request, written


def _key(named: Named) -> UUID | None:
    return named.pk if isinstance(named, models.Model) else named
