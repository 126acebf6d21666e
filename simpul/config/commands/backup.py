"""Write a backup of the database and the attachments into a new folder; the keys stay out of it (simpul keys backup)."""

import argparse
from pathlib import Path
from typing import Any

from simpul.database.backup import back_up
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.server import server


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("directory", type=Path, help="a folder that does not exist yet, or is empty")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Back up while people work; nothing has to stop."""
    from simpul.config.commands.running import running_server

    with running_server(server()) as database:
        manifest = back_up(database, home(), options.directory)
    answer = {
        "directory": str(options.directory), "bytes": manifest.bytes, "seconds": manifest.seconds,
        "attachments": len(manifest.attachments),
    }
    if not options.json:
        print(f"Backup written to {options.directory}: {manifest.bytes:,} bytes in {manifest.seconds} s.")
        if not ring().is_backed_up():
            print("The keys are not in it and have no backup since they last changed: simpul keys backup FILE.")
    return 0, answer
