"""A backup proves itself: restored into an empty place it is equal to the last row and file, or it says what is not."""

import gzip
import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from simpul.database import backup as backup_module
from simpul.database import restore as restore_module
from simpul.database.backup import back_up
from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.manifest import Manifest
from simpul.database.refusals import DatabaseRefused
from simpul.database.restore import restore
from simpul.database.roles import prepare
from simpul.database.server import EmbeddedServer
from tests.database.conftest import administer, make_place, new_database, remove_place, run

OFFICE = """
CREATE TABLE person (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, born_on date, sealed bytea);
INSERT INTO person (name, born_on, sealed)
    SELECT 'Warga ' || g, date '1950-01-01' + g, sha256(g::text::bytea) FROM generate_series(1, 500) g;
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON person TO simpul_owner USING (true);
ALTER TABLE person ADD sex varchar(1) CHECK (sex IN ('', 'L', 'P'));  -- PostgreSQL writes IN anew after a dump
CREATE POLICY app_some ON person FOR SELECT TO simpul_app USING (sex IN ('L', 'P'));
CREATE TABLE entry (id int PRIMARY KEY, person int REFERENCES person, amount bigint CHECK (amount <> 0));
INSERT INTO entry SELECT g, g, 1000 * g FROM generate_series(1, 500) g;
CREATE TABLE audit_seal (number bigint PRIMARY KEY, hash bytea);
INSERT INTO audit_seal SELECT g, sha256(('seal ' || g)::bytea) FROM generate_series(1, 20) g;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'immutable'; END $$;
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal EXECUTE FUNCTION refuse();
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER immutable;
CREATE TRIGGER kept BEFORE DELETE ON person FOR EACH ROW WHEN (OLD.sex IN ('L', 'P')) EXECUTE FUNCTION refuse();
REVOKE UPDATE, DELETE ON audit_seal, entry FROM simpul_app;
"""


def store(home: Path, content: bytes) -> Path:
    """Lay an attachment down as `simpul.files` does: named by what it contains."""
    name = hashlib.sha256(content).hexdigest()
    path = home / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def fill(server: EmbeddedServer) -> EmbeddedServer:
    run(server, OFFICE)
    for number in range(30):
        store(server.home, f"lampiran {number}".encode() * 1000)
    (server.home / "files" / ".unfinished").write_bytes(b"half an upload")
    return server


@pytest.fixture
def office(shared_servers, _own_environment) -> Iterator[EmbeddedServer]:
    """An office with people, a ledger, an audit chain and attachments."""
    yield from an_office(shared_servers, "wheel")


@pytest.fixture(params=["wheel", "system"])
def each_office(request, shared_servers, _own_environment) -> Iterator[EmbeddedServer]:
    yield from an_office(shared_servers, request.param)


def an_office(shared_servers: dict[str, EmbeddedServer], kind: str) -> Iterator[EmbeddedServer]:
    server = fill(new_database(shared_servers, kind))
    yield server
    shutil.rmtree(server.home / "files")


@pytest.fixture(scope="session")
def taken_once(shared_servers) -> Iterator[tuple[Path, Keyring]]:
    place = make_place()
    server = fill(new_database(shared_servers, "wheel"))
    back_up(server, server.home, place / "backup")
    shutil.rmtree(server.home / "files")
    yield place / "backup", server.ring
    remove_place(place)


@pytest.fixture
def taken(taken_once, places) -> tuple[Path, Keyring]:
    """A backup to be spoilt, and the key ring that belongs to it."""
    folder = places() / "backup"
    shutil.copytree(taken_once[0], folder)
    return folder, taken_once[1]


@pytest.fixture
def new_home(places):
    """An empty place into which the key ring has been put back."""

    def make(ring: Keyring) -> Path:
        home = places()
        ring_path(home).parent.mkdir(mode=0o700)
        shutil.copy2(ring.path, ring_path(home))
        return home

    return make


def bring_back(folder: Path, home: Path, **options) -> Manifest:
    return restore(folder, home, Keyring.open(ring_path(home)), **options)


def test_what_comes_back_is_what_was_there(each_office, places, new_home):
    office, folder = each_office, places() / "backup"
    manifest = back_up(office, office.home, folder)
    assert manifest == Manifest.read(folder)
    assert manifest.contents.tables["public.person"].rows == 500
    assert manifest.contents.audit_head is not None
    assert manifest.contents.audit_head.number == 20
    assert len(manifest.attachments) == 30
    assert manifest.damaged_attachments == []
    rows = run(office, "SELECT * FROM person ORDER BY id")

    home = new_home(office.ring)
    assert bring_back(folder, home) == manifest
    again = EmbeddedServer(home, Keyring.open(ring_path(home)))
    assert not again.is_running(), "restoring leaves the server as it found it"
    again.start()
    prepare(again)
    assert run(again, "SELECT * FROM person ORDER BY id") == rows
    assert {path.name for path in (home / "files").rglob("*") if path.is_file()} == {
        path.name for path in (office.home / "files").rglob("*") if path.is_file() and not path.name.startswith(".")
    }
    run(again, "INSERT INTO person (name) VALUES ('Warga baru')")
    assert administer(again, "SELECT datname FROM pg_database WHERE datname LIKE 'simpul%'") == [("simpul",)]
    again.stop()


def test_protection_comes_back_too(taken, new_home, monkeypatch, guard_is_off):
    if guard_is_off("restored_as_administrator"):
        tool = restore_module.run_tool
        monkeypatch.setattr(
            restore_module, "run_tool", lambda *arguments, info: tool(*arguments, "--role=simpul_owner", info=info)
        )
        monkeypatch.setattr(restore_module, "_is_error", lambda _: False)
        monkeypatch.setattr(restore_module, "differences", lambda *_: iter(()))
    folder, ring = taken
    home = new_home(ring)
    bring_back(folder, home)
    again = EmbeddedServer(home, Keyring.open(ring_path(home)))
    again.start()
    prepare(again)
    assert run(again, "SELECT count(*) FROM person", "simpul_app") == [(0,)], "row security"
    for statement in ("DELETE FROM entry", "UPDATE audit_seal SET number = 0"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(again, statement, "simpul_app")
    with pytest.raises(psycopg.errors.RaiseException):
        run(again, "DELETE FROM audit_seal")
    run(again, "CREATE TABLE newer (id int)")
    run(again, "INSERT INTO newer VALUES (1)", "simpul_app")
    again.stop()


def test_a_backup_while_people_work_is_of_one_moment(office, places, new_home, monkeypatch, guard_is_off):
    if guard_is_off("one_snapshot"):
        dump = backup_module.run_tool
        monkeypatch.setattr(
            backup_module, "run_tool",
            lambda *arguments, info: dump(*(one for one in arguments if "--snapshot" not in str(one)), info=info),
        )  # fmt: skip
    done = threading.Event()

    def work():
        with office.connect(office.connection_info("simpul_owner")) as connection:
            while not done.is_set():
                # Two tables in one statement: whoever sees one row without the other has seen two moments.
                connection.execute(
                    "WITH p AS (INSERT INTO person (name) VALUES ('Warga baru') RETURNING id)"
                    " INSERT INTO entry SELECT id + 1000000, id, 5 FROM p"
                )

    worker = threading.Thread(target=work)
    worker.start()
    try:
        while run(office, "SELECT count(*) FROM person") < [(520,)]:
            assert worker.is_alive()
        folder = places() / "backup"
        manifest = back_up(office, office.home, folder)
    finally:
        done.set()
        worker.join()
    (people,) = run(office, "SELECT count(*) FROM person")
    tables = manifest.contents.tables
    assert 500 < tables["public.person"].rows < people[0], "there was work before and after the snapshot"
    assert tables["public.person"].rows == tables["public.entry"].rows
    bring_back(folder, new_home(office.ring))


def test_an_attachment_stored_just_before_the_snapshot_is_in_it(office, places, monkeypatch):
    dump, late = backup_module._dump, b"disimpan pada saat terakhir"

    def store_then_dump(*arguments):
        store(office.home, late)
        return dump(*arguments)

    monkeypatch.setattr(backup_module, "_dump", store_then_dump)
    manifest = back_up(office, office.home, places() / "backup")
    assert hashlib.sha256(late).hexdigest() in manifest.attachments.values()


def test_no_key_is_in_it(taken):
    folder, ring = taken
    held = json.loads(ring.path.read_text())
    needles = [value for value in strings(held) if len(value) >= 32]
    assert len(needles) >= 6, "the ring must hold something to look for"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 30
    for path in files:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert not [needle for needle in needles if needle.encode() in content], path
        assert path.name != "ring.json"


def strings(found: object) -> list[str]:
    if isinstance(found, dict):
        return [text for value in found.values() for text in strings(value)]
    if isinstance(found, list):
        return [text for value in found for text in strings(value)]
    return [found] if isinstance(found, str) else []


def test_only_its_owner_can_read_it(taken):
    assert taken[0].stat().st_mode & 0o077 == 0


def test_a_damaged_attachment_is_named_and_the_rest_is_saved(office, places):
    path = store(office.home, b"utuh")
    path.write_bytes(b"rusak")
    manifest = back_up(office, office.home, places() / "backup")
    assert manifest.damaged_attachments == [f"{path.name[:2]}/{path.name}"]


class TestRefusals:
    """What stops a backup, each in one sentence, with nothing half done."""

    def test_a_place_that_is_not_empty(self, office, places):
        folder = places()
        (folder / "other").write_text("mine")
        with pytest.raises(DatabaseRefused) as refused:
            back_up(office, office.home, folder)
        assert refused.value.refusal.code == "destination_not_empty"
        assert [path.name for path in folder.iterdir()] == ["other"]

    def test_a_place_inside_the_data(self, office):
        with pytest.raises(DatabaseRefused) as refused:
            back_up(office, office.home, office.home / "files" / "backup")
        assert refused.value.refusal.code == "destination_inside_data"

    def test_a_failure_leaves_nothing_that_looks_like_a_backup(self, office, places):
        run(office, "CREATE TABLE closed (id int); REVOKE ALL ON closed FROM simpul_backup")
        place = places()
        with pytest.raises(DatabaseRefused) as refused:
            back_up(office, office.home, place / "backup")
        assert refused.value.refusal.code == "backup_failed"
        assert list(place.iterdir()) == []

    def test_what_a_killed_backup_left_does_not_stop_the_next(self, office, places):
        place = places()
        (place / ".backup.unfinished").mkdir()
        (place / ".backup.unfinished" / "half").write_text("half")
        back_up(office, office.home, place / "backup")
        assert [path.name for path in place.iterdir()] == ["backup"]
        assert not list((place / "backup").rglob("half"))
