"""Put a backup back into an empty place, and compare what is there with what the backup says it held."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from simpul.database.backup import ATTACHMENTS, DUMP, copy_attachments, refuse_unless_empty, run_tool
from simpul.database.connections import DATABASE, Connection, DatabaseServer, one_line
from simpul.database.contents import Contents, differences, read_contents
from simpul.database.keys import Keyring
from simpul.database.manifest import NAME, SIGNATURE, Manifest, hash_file, is_signed_by
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import BACKUP, prepare
from simpul.database.server import server
from simpul.database.system_user import make_passable

ASIDE = "simpul_restoring"


def restore(source: Path, home: Path, ring: Keyring, *, accept_other_keys: bool = False) -> Manifest:
    """Check the backup, restore it aside, compare, and only then give it its name; the server is stopped at the end.

    A restore that was cut off or differed leaves nothing that could be taken for the office's data, and can be tried
    again. What differed stays in the database `simpul_restoring`: it may be the last copy there is. `accept_other_keys`
    is for the day on which the key ring is lost: what is not encrypted comes back, the rest stays closed.
    """
    manifest = Manifest.read(source)
    if not accept_other_keys and not is_signed_by(source, ring):
        raise DatabaseRefused("backup_of_other_keys", folder=source)
    for file, fault in faults(source, manifest):
        raise DatabaseRefused("backup_damaged", file=file, fault=fault)
    refuse_unless_empty(home / ATTACHMENTS)
    make_passable(home)
    aside = server(ring, home, ASIDE)
    aside.start()
    try:
        _restore_with(aside, source, home, manifest)
    except (psycopg.Error, OSError) as error:
        raise DatabaseRefused("restore_failed", reason=one_line(error)) from error
    finally:
        aside.stop()
    return manifest


def faults(source: Path, manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Files that are missing, changed, or not the backup's own; the database's first, because they say most."""
    expected = {f"{DUMP}/{name}": digest for name, digest in manifest.dump.items()}
    expected |= {f"{ATTACHMENTS}/{name}": digest for name, digest in manifest.attachments.items()}
    there = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_symlink() or path.is_file()}
    for name, digest in expected.items():
        if name not in there:
            yield name, "is missing"
        elif (source / name).is_symlink() or hash_file(source / name) != digest:
            yield name, "has changed"
    for name in sorted(there - expected.keys() - {NAME, SIGNATURE}):
        yield name, "does not belong to it"


def _restore_with(aside: DatabaseServer, source: Path, home: Path, manifest: Manifest) -> None:
    with aside.connect(aside.administrator()) as administrator:
        _refuse_filled_database(aside, administrator)
        administrator.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(ASIDE)))
        restored = _restore_database(aside, source)
        files = _restore_attachments(source, home)
        found = [*differences(manifest.contents, restored), *_attachment_differences(files, manifest)]
        if found:
            raise DatabaseRefused("restore_differs", database=ASIDE, differences="; ".join(found[:20]))
        _put_in_place(administrator, home)


def _refuse_filled_database(aside: DatabaseServer, administrator: Connection) -> None:
    """An empty database that a start has prepared may be replaced; one with a table may not."""
    found = administrator.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
    if found is None:
        return
    with aside.connect({**aside.administrator(), "dbname": DATABASE}) as inside:
        row = inside.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        if (row.fetchone() or (0,))[0]:
            raise DatabaseRefused("destination_not_empty", folder=f"the database {DATABASE}")


def _restore_database(aside: DatabaseServer, source: Path) -> Contents:
    prepare(aside)
    # As the administrator: were tables made by their owner, each would first give the app all it gives by default,
    # and the dump, which only grants, would never take away again what audit and ledger had revoked.
    login = {**aside.administrator(), "dbname": aside.database}
    # With row security on, foreign keys are checked as the tables' owner, whose own policy shows every row; off, it is
    # an error for any login that is no superuser. Whatever stayed hidden would show in the comparison.
    done = run_tool(
        "pg_restore", "--jobs=2", "--enable-row-security", f"--dbname={aside.database}", source / DUMP, info=login
    )
    if errors := [line for line in done.stderr.splitlines() if _is_error(line)]:
        raise DatabaseRefused("restore_failed", reason=one_line(errors[0]))
    with aside.connect(aside.connection_info(BACKUP)) as connection, connection.transaction():
        return read_contents(connection)


def _is_error(line: str) -> bool:
    # pg_restore 17 and newer set a parameter that older servers do not know, and go on; nothing else is let pass.
    return line.startswith("pg_restore: error:") and '"transaction_timeout"' not in line


def _restore_attachments(source: Path, home: Path) -> dict[str, str]:
    folder = home / f"{ATTACHMENTS}.restoring"
    shutil.rmtree(folder, ignore_errors=True)
    return dict(copy_attachments(source / ATTACHMENTS, folder))


def _attachment_differences(files: dict[str, str], manifest: Manifest) -> Iterator[str]:
    for name in sorted(files.keys() | manifest.attachments.keys()):
        if files.get(name) != manifest.attachments.get(name):
            yield f"attachment {name} is not what it was"


def _put_in_place(administrator: Connection, home: Path) -> None:
    (home / f"{ATTACHMENTS}.restoring").rename(home / ATTACHMENTS)
    administrator.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(DATABASE)))
    administrator.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(ASIDE), sql.Identifier(DATABASE))
    )
