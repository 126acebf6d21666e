"""A list goes back in the shape in which it came, as a file that is asked for like every list that leaves."""

from typing import Any

from django.conf import settings
from django.db import transaction

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.documents.models import Export
from simpul.documents.services import start_export
from simpul.lists.models import IncomingList
from simpul.lists.queries import count_rows
from simpul.lists.rules import acts
from simpul.lists.services.receiving import ListRefused

KIND = "lists.result"


@transaction.atomic
def export_list(*, incoming: IncomingList, by: User, **wanted: Any) -> Export:
    """Take along what became of each row of a list."""
    asked = {"list": str(incoming.pk)}
    rows = count_rows(by, asked)
    if refusal := acts.refusal_to_export(state=incoming.state, rows=rows, most=settings.EXPORT_ROWS):
        raise ListRefused(refusal)
    export = start_export(kind=KIND, office=incoming.office, asked=asked, by=by, **wanted)
    record(
        "lists.list_exported", by=by, subject=incoming, office=incoming.office_id, rows=rows,
        purpose=export.purpose, number=export.number,
    )  # fmt: skip
    return export
