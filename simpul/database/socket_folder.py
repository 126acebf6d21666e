"""The folder of the database's socket: in the home, or in a short private place when the home's path is too long."""

import hashlib
import os
import stat
from pathlib import Path

from simpul.database.refusals import DatabaseRefused
from simpul.database.system_user import SystemUser

PORT = 5432  # part of the socket's name; no network port is opened
LONGEST_PATH = 103  # bytes; Linux takes 107, macOS 103


def socket_folder(home: Path) -> Path:
    """Always the same folder for the same home, so that every process finds it without being told."""
    folder = home / "socket"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= LONGEST_PATH:
        return folder
    # Root's short place is one where nobody else can make anything beforehand.
    short = Path("/run") if os.geteuid() == 0 and Path("/run").is_dir() else Path("/tmp")  # noqa: S108 - checked below
    return short / f"simpul-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"


def make_socket_folder(home: Path, user: SystemUser) -> Path:
    """Make the folder for `user` alone; one that somebody else put there, or a link, is refused."""
    folder = socket_folder(home)
    try:
        folder.mkdir(mode=0o700)
        user.own(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.uid:
            raise DatabaseRefused("socket_folder_unsafe", folder=folder) from None
    folder.chmod(0o700)
    return folder
