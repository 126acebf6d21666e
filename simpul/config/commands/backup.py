"""Write a backup of the database and the attachments into a new folder; the keys stay out of it (simpul keys backup)."""

import argparse
import json
from pathlib import Path
from typing import Any

from simpul.config.occupancy import running_server
from simpul.database.backup import back_up
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.manifest import Manifest
from simpul.database.private_files import replace_private


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("directory", type=Path, help="a folder that does not exist yet, or is empty")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Back up while people work; nothing has to stop."""
    with running_server() as database:
        manifest = back_up(database, home(), options.directory)
    note_backup(manifest)
    answer = {
        "directory": str(options.directory), "bytes": manifest.bytes, "seconds": manifest.seconds,
        "attachments": len(manifest.attachments), "keys_are_backed_up": ring().is_backed_up(),
    }  # fmt: skip
    if not options.json:
        print(f"Backup written to {options.directory}: {manifest.bytes:,} bytes in {manifest.seconds} s.")
        if not ring().is_backed_up():
            print("The keys are not in it and have no backup since they last changed: simpul keys backup FILE.")
    return 0, answer


def note_backup(manifest: Manifest) -> None:
    """Leave word in the home of when the latest backup was taken: the system page shows it."""
    replace_private(home() / "latest-backup.json", json.dumps({"taken_at": manifest.taken_at}).encode())
