"""Back up, then bring the database to this version of the program. Stop the program first; start it again after."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from simpul.config.commands.running import running_server
from simpul.config.commands.start import bring_up_to_date
from simpul.database.backup import back_up
from simpul.database.home import home
from simpul.database.roles import prepare
from simpul.database.server import server


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--backup", type=Path, help="where the backup goes; a dated folder in the home otherwise")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Nothing is migrated unless the backup was written whole."""
    now = datetime.datetime.now(datetime.UTC)
    place = options.backup or home() / "backups" / f"before-upgrade-{now:%Y%m%dT%H%M%SZ}"
    with running_server(server()) as database:
        back_up(database, home(), place)
        prepare(database)
        bring_up_to_date("office", {})
    if not options.json:
        print(f"Up to date. The backup from before is in {place}.")
    return 0, {"backup": str(place)}
