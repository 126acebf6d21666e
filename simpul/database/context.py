"""Who is looking: the one value row security is keyed on, set for the length of a transaction and never longer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction


def set_viewer(user_id: UUID | None, *, request_id: UUID | None = None) -> None:
    """Tell the database, until the transaction in progress ends, for whom it answers; None sees no protected row."""
    if not connection.in_atomic_block:
        raise RuntimeError("A viewer is set for a transaction; there is none in progress.")
    settings = {
        "app.uid": str(user_id) if user_id else "",
        # What history triggers copy beside each changed row.
        "pghistory.context_metadata": json.dumps({"actor": str(user_id)}) if user_id else "",
    }
    if request_id:
        settings["app.request"] = str(request_id)  # audit events carry it
    with connection.cursor() as cursor:
        each = ", ".join(["set_config(%s, %s, true)"] * len(settings))
        cursor.execute(f"SELECT {each}", [part for setting in settings.items() for part in setting])


@contextmanager
def acting_as(user_id: UUID | None) -> Iterator[None]:
    """A transaction in which the database answers for this user; what was set before comes back afterwards."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.uid', true)")
            (before,) = cursor.fetchone() or ("",)
        set_viewer(user_id)
        yield
        set_viewer(UUID(before) if before else None)
