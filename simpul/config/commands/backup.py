"""Write a backup of the database and the attachments into a new folder; the keys stay out of it (simpul keys backup)."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simpul.config.occupancy import running_server
from simpul.database.backup import back_up
from simpul.database.backup_expiry import DAYS, end_old_backups
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.manifest import Manifest
from simpul.database.private_files import replace_private


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("directory", type=Path, help="a folder that does not exist yet, or is empty")
    parser.add_argument(
        "--keep-days", type=int, metavar="DAYS",
        help=f"then remove this installation's older backups beside it; {DAYS} unless the office decides otherwise",
    )  # fmt: skip


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Back up while people work; nothing has to stop."""
    with running_server() as database:
        manifest = back_up(database, home(), options.directory)
    note_backup(manifest)
    ended = [] if options.keep_days is None else _end_old(options.directory, options.keep_days)
    answer = {
        "directory": str(options.directory), "bytes": manifest.bytes, "seconds": manifest.seconds,
        "attachments": len(manifest.attachments), "keys_are_backed_up": ring().is_backed_up(), "ended": [str(folder) for folder in ended],
    }  # fmt: skip
    if not options.json:
        print(f"Backup written to {options.directory}: {manifest.bytes:,} bytes in {manifest.seconds} s.")
        for folder in ended:
            print(f"Removed, for it was older than {options.keep_days} days: {folder}")
        if not ring().is_backed_up():
            print("The keys are not in it and have no backup since they last changed: simpul keys backup FILE.")
    return 0, answer


def _end_old(newest: Path, days: int) -> list[Path]:
    """The shelf is the folder that the new backup stands in; the new one stays."""
    return end_old_backups(newest.absolute().parent, days=days, ring=ring(), now=datetime.now(UTC))


def note_backup(manifest: Manifest) -> None:
    """Leave word in the home of when the latest backup was taken: the system page shows it."""
    replace_private(home() / "latest-backup.json", json.dumps({"taken_at": manifest.taken_at}).encode())
