"""Backups end. What was erased from the office lives on in them, so none is kept longer than the law allows.

UU 27/2022 (PDP) art. 43–44: what must be destroyed is destroyed in copies too. Thirty-five days is our own setting: a
month, and time to notice that the month's last backup was bad.
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from simpul.database.keys import Keyring
from simpul.database.manifest import Manifest, is_signed_by
from simpul.database.refusals import DatabaseRefused

DAYS = 35


def end_old_backups(shelf: Path, *, days: int, ring: Keyring, now: datetime) -> list[Path]:
    """Remove the backups of this installation on a shelf that are older, but never the newest; those removed.

    Only a folder whose manifest this ring has signed is touched: what else lies there is somebody else's.
    """
    ours = sorted((taken, folder) for folder in shelf.iterdir() if (taken := _taken(folder, ring)))
    ended = [folder for taken, folder in ours[:-1] if taken < now - timedelta(days=days)]
    for folder in ended:
        shutil.rmtree(folder)
    return ended


def _taken(folder: Path, ring: Keyring) -> datetime | None:
    """When the backup in a folder was taken; None where there is no backup of ours."""
    if not folder.is_dir() or folder.is_symlink() or not is_signed_by(folder, ring):
        return None
    try:
        return datetime.fromisoformat(Manifest.read(folder).taken_at).astimezone(UTC)
    except (DatabaseRefused, ValueError):
        return None
