"""The restore drill goes red for every way in which a backup can be less than what it was taken from."""

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul.database import restore as restore_module
from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.manifest import hash_file
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import prepare
from simpul.database.server import EmbeddedServer
from tests.database.conftest import administer, run
from tests.database.test_backup import bring_back, new_home, taken, taken_once

__all__ = ["new_home", "taken", "taken_once"]


def change_row(folder: Path) -> None:
    edit_table(folder, "Warga 7\t", "Warga Tujuh\t")


def drop_row(folder: Path) -> None:
    edit_table(folder, "500\t500\t500000\n", "")


def move_audit_head(folder: Path) -> None:
    digest = hashlib.sha256(b"seal 20").hexdigest()
    edit_table(folder, digest, hashlib.sha256(b"seal 21").hexdigest())


def edit_table(folder: Path, old: str, new: str) -> None:
    for path in (folder / "database").glob("*.dat.gz"):
        text = gzip.decompress(path.read_bytes())
        if old.encode() in text:
            path.write_bytes(gzip.compress(text.replace(old.encode(), new.encode()), mtime=0))
            return
    raise AssertionError(f"{old!r} is in no table of the backup")


def drop_attachment(folder: Path) -> None:
    next(path for path in (folder / "files").rglob("*") if path.is_file()).unlink()


def change_attachment(folder: Path) -> None:
    next(path for path in (folder / "files").rglob("*") if path.is_file()).write_bytes(b"lain")


def add_file(folder: Path) -> None:
    (folder / "files" / "aa").mkdir(exist_ok=True)
    (folder / "files" / "aa" / "tambahan").write_bytes(b"tambahan")


def link_file(folder: Path) -> None:
    path = next(path for path in (folder / "files").rglob("*") if path.is_file())
    copy = folder.parent / "elsewhere"
    shutil.move(path, copy)
    path.symlink_to(copy)


FAULTS: list[Callable[[Path], None]] = [
    change_row, drop_row, move_audit_head, drop_attachment, change_attachment, add_file, link_file,
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_changed_file_is_found_before_anything_is_restored(taken, new_home, fault, monkeypatch, guard_is_off):
    if guard_is_off("backup_hashes"):
        monkeypatch.setattr(restore_module, "faults", lambda *_: iter(()))
        monkeypatch.setattr(restore_module, "differences", lambda *_: iter(()))
        monkeypatch.setattr(restore_module, "_attachment_differences", lambda *_: iter(()))
    folder, ring = taken
    fault(folder)
    home = new_home(ring)
    with pytest.raises(DatabaseRefused) as refused:
        bring_back(folder, home)
    assert refused.value.refusal.code == "backup_damaged"
    assert not (home / "pgdata").exists()


def fix_hashes(folder: Path, ring: Keyring | None) -> None:
    """What somebody does who wants the change to go unseen; with the ring, even the signature is right again."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    for key, part in (("dump", "database"), ("attachments", "files")):
        root = folder / part
        files = [file for file in root.rglob("*") if file.is_file()]
        manifest[key] = {file.relative_to(root).as_posix(): hash_file(file) for file in files}
    text = json.dumps(manifest)
    path.write_text(text)
    if ring:
        number, key = ring.signing_key()
        (folder / "manifest.sig").write_text(f"{number} {key.sign(text.encode()).hex()}\n")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (change_row, "rows of table public.person have other values"),
        (drop_row, "table public.entry has 499 rows, not 500"),
        (move_audit_head, "the audit chain ends elsewhere"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_with_right_hashes_and_signature_is_found_by_comparing(
    taken, new_home, fault, words, monkeypatch, guard_is_off
):
    if guard_is_off("restore_comparison"):
        monkeypatch.setattr(restore_module, "differences", lambda *_: iter(()))
    folder, ring = taken
    fault(folder)
    fix_hashes(folder, ring)
    home = new_home(ring)
    with pytest.raises(DatabaseRefused) as refused:
        bring_back(folder, home)
    assert refused.value.refusal.code == "restore_differs"
    assert words in str(refused.value)
    databases = databases_in(home)
    assert "simpul" not in databases, "what differs never bears the name of the office's data"
    assert "simpul_restoring" in databases, "but it is kept: it may be the last copy there is"


def test_a_lost_protection_is_found_by_comparing(taken, new_home, monkeypatch):
    folder, ring = taken
    restore_database = restore_module._restore_database

    def restore_without_force(aside: EmbeddedServer, source: Path):
        restore_database(aside, source)
        run(aside, "ALTER TABLE person NO FORCE ROW LEVEL SECURITY")
        with aside.connect(aside.connection_info("simpul_backup")) as connection, connection.transaction():
            return restore_module.read_contents(connection)

    monkeypatch.setattr(restore_module, "_restore_database", restore_without_force)
    with pytest.raises(DatabaseRefused, match=r"public\.person is protected in another way"):
        bring_back(folder, new_home(ring))


def test_a_changed_manifest_is_refused_without_the_ring(taken, new_home, monkeypatch, guard_is_off):
    if guard_is_off("backup_signature"):
        monkeypatch.setattr(restore_module, "is_signed_by", lambda *_: True)
    folder, ring = taken
    drop_attachment(folder)
    fix_hashes(folder, None)
    home = new_home(ring)
    with pytest.raises(DatabaseRefused) as refused:
        bring_back(folder, home)
    assert refused.value.refusal.code == "backup_of_other_keys"
    assert not (home / "pgdata").exists()


def test_another_ring_is_refused_unless_the_own_is_lost(taken, places):
    folder, _ = taken
    home = places()
    ring = Keyring.create(ring_path(home))
    with pytest.raises(DatabaseRefused) as refused:
        bring_back(folder, home)
    assert refused.value.refusal.code == "backup_of_other_keys"
    bring_back(folder, home, accept_other_keys=True)
    assert ring.path.exists()
    assert "simpul" in databases_in(home)


def test_a_restore_that_was_cut_off_can_be_repeated(taken, new_home, monkeypatch):
    folder, ring = taken
    home = new_home(ring)
    with monkeypatch.context() as patch:
        patch.setattr(restore_module, "_put_in_place", lambda *_: os.stat("/nonexistent"))
        with pytest.raises(DatabaseRefused) as refused:
            bring_back(folder, home)
    assert refused.value.refusal.code == "restore_failed"
    assert "simpul" not in databases_in(home)
    bring_back(folder, home)
    assert "simpul_restoring" not in databases_in(home)
    assert len([path for path in (home / "files").rglob("*") if path.is_file()]) == 30


def test_a_place_with_data_is_left_alone(taken, new_home):
    folder, ring = taken
    home = new_home(ring)
    bring_back(folder, home)
    for again in (folder, folder):
        with pytest.raises(DatabaseRefused) as refused:
            bring_back(again, home)
        assert refused.value.refusal.code == "destination_not_empty"
        shutil.rmtree(home / "files", ignore_errors=True)  # the database alone must be enough to refuse
    assert "simpul" in databases_in(home)


def test_an_empty_office_that_was_started_once_may_be_replaced(taken, new_home):
    folder, ring = taken
    home = new_home(ring)
    server = EmbeddedServer(home, Keyring.open(ring_path(home)))
    server.start()
    prepare(server)
    server.stop()
    bring_back(folder, home)


def test_something_else_is_not_a_backup(places, new_home, taken):
    folder = places()
    for text in (None, "no json", "[]", '{"format": 2}', '{"format": 1}'):
        if text is not None:
            (folder / "manifest.json").write_text(text)
        with pytest.raises(DatabaseRefused) as refused:
            bring_back(folder, new_home(taken[1]))
        assert refused.value.refusal.code == "not_a_backup"


def databases_in(home: Path) -> set[str]:
    server = EmbeddedServer(home, Keyring.open(ring_path(home)))
    server.start()
    names = {name for (name,) in administer(server, "SELECT datname FROM pg_database")}
    server.stop()
    return names
