"""Who is using an installation: at most one supervisor, and any number of commands beside it.

The locks are of the operating system and end with the process that holds them, however it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from simpul.config.refusals import CommandRefused
from simpul.database.connections import DatabaseServer
from simpul.database.home import home
from simpul.database.keys import ring
from simpul.database.server import server
from simpul.database.system_user import make_passable


@contextmanager
def supervising(place: Path) -> Iterator[None]:
    """Be the one supervisor of this home, or refuse; the server is ours to stop at the end."""
    make_passable(place)
    with (place / "supervisor.lock").open("w") as file, (place / "in-use.lock").open("w") as use:
        if not _take(file, fcntl.LOCK_EX):
            raise CommandRefused("already_running", home=place)
        fcntl.flock(use, fcntl.LOCK_SH)
        yield


def is_supervised(place: Path) -> bool:
    """Whether a supervisor runs from this home."""
    try:
        with (place / "supervisor.lock").open() as file:
            return not _take(file, fcntl.LOCK_SH)
    except FileNotFoundError:
        return False


@contextmanager
def running_server() -> Iterator[DatabaseServer]:
    """The installation's server while a command needs it; the last to leave stops one that was not running."""
    if not ring().exists():
        raise CommandRefused("key_ring_missing", ring=ring().path) if has_data(home()) else CommandRefused(
            "no_installation", home=home()
        )  # fmt: skip
    database = server()
    was_running = database.is_running()
    with (home() / "in-use.lock").open("w") as use:
        fcntl.flock(use, fcntl.LOCK_SH)
        try:
            database.start()
            yield database
        finally:
            if not was_running and _take(use, fcntl.LOCK_EX):
                database.stop()


def has_data(place: Path) -> bool:
    """Whether an embedded database was made here."""
    return (place / "pgdata" / "PG_VERSION").exists()


def _take(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
