"""Restore a backup into an empty place, and compare it with what the backup says it held: counts, audit head, files."""

import argparse
from pathlib import Path
from typing import Any

import psycopg

from simpul.config.commands.backup import note_backup
from simpul.config.occupancy import is_supervised, running_server
from simpul.config.refusals import CommandRefused
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.restore import restore
from simpul.database.roles import SEALER


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("directory", type=Path, help="the folder that simpul backup wrote")
    parser.add_argument(
        "--accept-other-keys", action="store_true", help="the key ring is lost: encrypted facts will stay closed"
    )


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Restore; the keys must be in their place before (simpul keys restore)."""
    if is_supervised(home()):
        raise CommandRefused("not_running", home=home())
    if not ring().exists():
        raise CommandRefused("key_ring_missing", ring=ring().path)
    manifest = restore(options.directory, home(), ring(), accept_other_keys=options.accept_other_keys)
    note_backup(manifest)
    _follow_heads()
    rows = sum(table.rows for table in manifest.contents.tables.values())
    if not options.json:
        print(
            f"Restored the backup of {manifest.taken_at}: {rows:,} rows and {len(manifest.attachments)} attachments, all equal."
        )
    return 0, {"taken_at": manifest.taken_at, "rows": rows, "attachments": len(manifest.attachments)}


def _follow_heads() -> None:
    """The copy of the audit's heads in this home begins with what was restored; a copy elsewhere is compared by people."""
    import django

    django.setup()
    from simpul.audit.services import copy_heads

    with running_server() as database, psycopg.connect(**database.connection_info(SEALER)) as connection:
        copy_heads(connection, home() / "audit-head.log")
