"""A backup: the database in one snapshot and the attachments, in a folder that proves itself. Never the keys.

The database is written by `pg_dump` in directory format, inside a snapshot that a transaction of ours exports. Why not
`pg_basebackup`? A physical copy ends wherever the log ends, so nothing counted beside it while people work is exactly
what it holds; here tables are counted, hashed and dumped in the very same snapshot, and a restore can demand equality
to the last row. The same files serve the embedded and an external server and the next major version of PostgreSQL,
and `simpul_backup` needs to read, nothing more. The price: restoring builds the indexes anew, and there is no going
back to a moment between two backups.

Attachments are copied *after* the snapshot is taken. They are named by their content, never change, and lie in their
place before the row that names them is committed: whatever the snapshot mentions is there when copying begins. Copied
before, one added in between would be missing. What is erased in between is missing too, and should be.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from simpul.database.binaries import Binaries, binaries
from simpul.database.connections import ConnectionInfo, DatabaseServer, one_line
from simpul.database.contents import Contents, read_contents
from simpul.database.manifest import CHUNK, Manifest, hash_file
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import BACKUP
from simpul.database.system_user import clean_environment

DUMP, ATTACHMENTS = "database", "files"


def back_up(server: DatabaseServer, home: Path, destination: Path) -> Manifest:
    """Write a backup of the running server and the home's attachments; it bears its name only when it is whole."""
    began = time.monotonic()
    destination = destination.absolute()
    refuse_unless_empty(destination)
    if {home / "pgdata", home / ATTACHMENTS} & {destination, *destination.parents}:
        raise DatabaseRefused("destination_inside_data", folder=destination)
    with _only_backup(home), _folder_named_when_whole(destination) as folder:
        taken_at = datetime.now(UTC).isoformat(timespec="seconds")
        contents = _dump(server, folder / DUMP)
        attachments = dict(copy_attachments(home / ATTACHMENTS, folder / ATTACHMENTS))
        dump = {path.name: hash_file(path) for path in sorted((folder / DUMP).iterdir())}
        manifest = Manifest(
            version=version("simpul"), postgres=tools().version, taken_at=taken_at, contents=contents, dump=dump,
            attachments=attachments, bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
            seconds=round(time.monotonic() - began, 1),
        )  # fmt: skip
        manifest.write(folder, server.ring)
    return manifest


def tools() -> Binaries:
    """pg_dump and pg_restore run as the caller, also beside an external server."""
    return binaries()


def run_tool(program: str, *arguments: str | Path, info: ConnectionInfo) -> subprocess.CompletedProcess[str]:
    """Run a client program; its login travels in the environment, where only this user can see it."""
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD"}
    login = {names.get(name, f"PG{name.upper()}"): str(value) for name, value in info.items()}
    return subprocess.run(
        [str(tools() / program), *map(str, arguments)], check=False, capture_output=True, text=True,
        env=clean_environment(**login), stdin=subprocess.DEVNULL,
    )  # fmt: skip


def refuse_unless_empty(folder: Path) -> None:
    """Nothing is written over."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatabaseRefused("destination_not_empty", folder=folder)


def copy_attachments(source: Path, target: Path) -> Iterator[tuple[str, str]]:
    """Copy every attachment, hashing what passes; links and files still being written (.…) are left out."""
    target.mkdir(mode=0o700, exist_ok=True)
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(folder) / name for name in sorted(names) if not name.startswith(".")):
            if not path.is_symlink() and path.is_file():
                name = path.relative_to(source).as_posix()
                yield name, _copy(path, target / name)


def _copy(path: Path, target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("rb") as source, open(target, "xb", opener=_private) as copy:
        while piece := source.read(CHUNK):
            digest.update(piece)
            copy.write(piece)
    return digest.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _dump(server: DatabaseServer, folder: Path) -> Contents:
    """Dump, count and hash in one snapshot: what the manifest says is what the dump holds, whoever writes meanwhile."""
    info = server.connection_info(BACKUP)
    try:
        with server.connect(info) as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            contents = read_contents(connection)
            done = run_tool(
                "pg_dump", "--format=directory", "--jobs=2", "--compress=gzip:1", f"--snapshot={snapshot}",
                "--file", folder, info=info,
            )  # fmt: skip
    except psycopg.Error as error:
        raise DatabaseRefused("backup_failed", reason=one_line(error)) from error
    if done.returncode:
        raise DatabaseRefused("backup_failed", reason=one_line(done.stderr))
    return contents


@contextmanager
def _only_backup(home: Path) -> Iterator[None]:
    with (home / "backup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseRefused("backup_running", folder=home) from None
        yield


@contextmanager
def _folder_named_when_whole(destination: Path) -> Iterator[Path]:
    """A folder beside the destination that takes its name at the end; one that a killed backup left is removed."""
    folder = destination.with_name(f".{destination.name}.unfinished")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True)
        yield folder
        os.sync()  # all of it is on the disk before it bears its name
        folder.rename(destination)
    except OSError as error:
        raise DatabaseRefused("backup_failed", reason=str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
