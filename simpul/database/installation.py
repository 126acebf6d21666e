"""What kind of installation a database belongs to, and whether it is up to date with this program."""

from typing import Any

from simpul.database.connections import DatabaseServer
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import OWNER


def kind_of(server: DatabaseServer) -> str | None:
    """Demo or office; None where no start has come to its end yet."""
    row = _row(server)
    return str(row["kind"]) if row else None


def is_up_to_date(server: DatabaseServer, kind: str, fingerprint: str) -> bool:
    """Asked at every start, without Django; a demo and a real office never share a database."""
    row = _row(server)
    if row is None:
        return False
    if row["kind"] != kind:
        raise DatabaseRefused(f"holds_{row['kind']}")
    if row.get("fingerprint") != fingerprint:
        return False
    with server.connect(server.connection_info(OWNER)) as connection:
        # A database that was restored or moved counts on from the latest audit event; otherwise nothing changes.
        connection.execute("SELECT audit_continue()")
    return True


def _row(server: DatabaseServer) -> dict[str, Any] | None:
    with server.connect(server.connection_info(OWNER)) as connection:
        if connection.execute("SELECT to_regclass('database_installation')").fetchone() == (None,):
            return None
        # The whole row as JSON: in a database from before the column there is no fingerprint.
        row = connection.execute("SELECT to_jsonb(i) FROM database_installation i").fetchone()
        return dict(row[0]) if row else None


def begin_upgrade(kind: str) -> None:
    """Migrate, and note what kind of installation this is; from here until the end it is up to date with nothing."""
    from django.core.management import call_command

    from simpul.database.models import Installation
    from simpul.database.privileges import narrow_privileges

    call_command("migrate", interactive=False, verbosity=0)
    narrow_privileges()
    held, _ = Installation.objects.update_or_create(pk=1, defaults={"fingerprint": ""}, create_defaults={"kind": kind})
    if held.kind != kind:
        raise DatabaseRefused(f"holds_{held.kind}")


def end_upgrade(fingerprint: str) -> None:
    """All was done that this program needs."""
    from simpul.database.models import Installation

    Installation.objects.update(fingerprint=fingerprint)
