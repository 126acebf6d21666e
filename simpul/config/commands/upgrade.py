"""Back up, then bring the database to this version of the program. Stop the program first; start it again after."""

import argparse
import datetime
from pathlib import Path
from typing import Any

from simpul.config.commands.backup import note_backup
from simpul.config.occupancy import is_supervised, running_server
from simpul.config.refusals import CommandRefused
from simpul.config.upgrading import bring_up_to_date
from simpul.database.backup import back_up
from simpul.database.backup_expiry import DAYS, end_old_backups
from simpul.database.home import home
from simpul.database.installation import kind_of
from simpul.database.keys import ring
from simpul.database.roles import prepare


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--backup", type=Path, help="where the backup goes; a dated folder in the home otherwise")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Nothing is migrated unless the backup was written whole."""
    if is_supervised(home()):
        raise CommandRefused("not_running", home=home())
    now = datetime.datetime.now(datetime.UTC)
    place = options.backup or home() / "backups" / f"before-upgrade-{now:%Y%m%dT%H%M%SZ}"
    with running_server() as database:
        kind = kind_of(database)
        if kind is None:
            raise CommandRefused("no_installation", home=home())
        note_backup(back_up(database, home(), place))
        if not options.backup:
            end_old_backups(place.parent, days=DAYS, ring=ring(), now=now)
        prepare(database)
        bring_up_to_date(database, kind, {"SIMPUL_DEMO": "1" if kind == "demo" else "0"})
    if not options.json:
        print(f"Up to date. The backup from before is in {place}.")
    return 0, {"backup": str(place)}
