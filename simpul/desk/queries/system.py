"""How the installation is: for whoever keeps it running. Nothing about clients."""

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from simpul.audit.queries import seconds_since_seal
from simpul.audit.services import head
from simpul.database.home import home
from simpul.database.keys import ring

SEAL_SECONDS, BACKUP_DAYS, DISK_SHARE = 60, 7, 0.1


@dataclass(frozen=True)
class State:
    """Figures of the installation."""

    version: str
    database_version: str
    database_size: int
    disk_free: int
    disk_share_free: float
    seconds_unsealed: float
    head: str
    latest_backup: datetime | None
    keys_backed_up: bool


def state() -> State:
    """How things are now."""
    disk = shutil.disk_usage(home())
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        database_version, size = cursor.fetchone()
    latest = head()
    return State(
        version=version("simpul"),
        database_version=database_version,
        database_size=size,
        disk_free=disk.free,
        disk_share_free=disk.free / disk.total,
        seconds_unsealed=seconds_since_seal(),
        head=f"{latest.number}:{latest.hash.hex()}" if latest else "–",
        latest_backup=latest_backup(),
        keys_backed_up=ring().is_backed_up(),
    )


def latest_backup() -> datetime | None:
    """When the latest backup was written, as `simpul backup` noted in the home."""
    note = home() / "latest-backup.json"
    try:
        return datetime.fromisoformat(json.loads(Path(note).read_text())["taken_at"])
    except (OSError, ValueError, KeyError):
        return None


def faults() -> list[tuple[str, str]]:
    """What needs somebody: a title and what to do."""
    now, found = state(), []
    if now.latest_backup is None or (datetime.now(UTC) - now.latest_backup).days >= BACKUP_DAYS:
        found.append((_("Cadangan data sudah lama atau belum ada"), _("Jalankan: simpul backup FOLDER")))
    if not now.keys_backed_up:
        found.append(
            (_("Kunci enkripsi belum dicadangkan"), _("Jalankan: simpul keys backup BERKAS, simpan terpisah dari data"))
        )
    if now.seconds_unsealed > SEAL_SECONDS:
        found.append((_("Jejak audit belum disegel"), _("Proses latar tidak berjalan; mulai ulang Simpul")))
    if now.disk_share_free < DISK_SHARE:
        found.append((_("Ruang penyimpanan hampir habis"), _("Sisakan paling sedikit sepersepuluh")))
    return found
