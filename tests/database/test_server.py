"""The embedded server starts, is found running, stops, and lets in nobody who should not come in."""

import stat
import subprocess
import sys
import threading
import time
from contextlib import nullcontext, suppress
from pathlib import Path

import psycopg
import pytest

from simpul.database import postmaster, settings, socket_folder
from simpul.database import server as server_module
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import prepare
from simpul.database.server import EmbeddedServer
from tests.database.conftest import administer, connects, run


def test_starts_is_found_running_and_stops(own_server, new_server):
    again = new_server(own_server._found, own_server.home)
    assert again.is_running()
    pid = postmaster.postmaster_pid(own_server.data)
    assert again.start() == []
    assert postmaster.postmaster_pid(own_server.data) == pid, (
        "the running own_server is used, not started a second time"
    )
    run(own_server, "CREATE TABLE kept (id int)")
    own_server.stop()
    assert not own_server.is_running()
    own_server.stop()
    own_server.start()
    assert run(again, "SELECT count(*) FROM kept") == [(0,)]


def test_data_have_checksums_and_one_collation(server):
    assert administer(server, "SHOW data_checksums") == [("on",)]
    query = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
    found = run(server, query)
    assert found == [("UTF8", "C")]


def test_folders_are_closed_to_others(server):
    for folder in (server.data, server.home / "socket", server.log, server.home / "keys"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    for path in server.data.rglob("*"):
        assert not path.stat().st_mode & 0o077, path


def test_no_network(new_server, monkeypatch, guard_is_off):
    if guard_is_off("no_network"):
        monkeypatch.setitem(settings.SETTINGS, "listen_addresses", "127.0.0.1")
    server = new_server()
    server.start()
    sockets = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    ours = [str(link.readlink()) for link in Path(f"/proc/{postmaster.postmaster_pid(server.data)}/fd").iterdir()]
    server.stop()
    inodes = {line.split()[9] for line in sockets.splitlines() if ":" in line and "inode" not in line}
    assert [name for name in ours if name.startswith("socket:")], "the socket itself must have been looked at"
    assert not [name for name in ours if name[8:-1] in inodes]


def test_a_wrong_password_is_refused(new_server, programs, monkeypatch, guard_is_off):
    if guard_is_off("socket_password"):
        monkeypatch.setattr(server_module, "CLIENT_AUTHENTICATION", "local all all trust\n")
    server = new_server(programs)
    server.start()
    prepare(server)
    info = server.connection_info("simpul_app")
    assert connects(info)
    assert not connects({**info, "password": "wrong"})
    assert not connects({**server.administrator(), "password": ""})
    assert not connects({**info, "user": "postgres"})


def test_passwords_are_kept_as_scram_and_never_logged(server):
    stored = administer(server, "SELECT rolpassword FROM pg_authid WHERE rolcanlogin")
    assert len(stored) == 7
    assert all(password.startswith("SCRAM-SHA-256$") for (password,) in stored)
    secret = server.password("simpul_app")
    for path in (*server.log.iterdir(), *server.data.glob("*.*")):
        if path.is_file():
            assert secret.encode() not in path.read_bytes(), path


def test_the_log_names_no_people(server):
    run(server, "CREATE TABLE person (name text PRIMARY KEY)")
    for _ in range(2):
        with suppress(psycopg.errors.UniqueViolation):
            run(server, "INSERT INTO person VALUES ('Siti Aminah')")
    for _ in range(100):  # a process of its own writes the log, when it comes to it
        text = "".join(path.read_text() for path in server.log.glob("*.log"))
        if "duplicate key" in text:
            break
        time.sleep(0.1)
    assert "duplicate key" in text
    assert "Siti" not in text


def test_another_key_ring_does_not_open_it(server, new_server):
    stranger = EmbeddedServer(server.home, new_server().ring, programs=server._found)
    with pytest.raises(DatabaseRefused) as refused:
        stranger.start()
    assert refused.value.refusal.code == "wrong_keys"
    assert server.is_running(), "somebody else's mistake does not stop a running server"


def test_refuses_settings_that_may_lose_what_was_confirmed(own_server, monkeypatch, guard_is_off):
    if guard_is_off("durability_check"):
        monkeypatch.setattr(server_module, "check_settings", lambda *_, **__: [])
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        own_server.stop()
        (own_server.data / "postgresql.auto.conf").write_text(f"{setting} = off\n")  # what ALTER SYSTEM writes
        with pytest.raises(DatabaseRefused) as refused:
            own_server.start()
        assert refused.value.refusal.code == "unsafe_durability"
        assert setting in str(refused.value)
        assert not own_server.is_running()


def test_refuses_unsafe_commits_of_the_app_alone(own_server):
    administer(own_server, "ALTER ROLE simpul_app SET synchronous_commit = off")
    with pytest.raises(DatabaseRefused) as refused:
        own_server.start()
    assert "simpul_app" in str(refused.value)


def test_refuses_a_server_opened_to_the_network(own_server):
    administer(own_server, "ALTER SYSTEM SET listen_addresses = 'localhost'; ")
    own_server.stop()
    with pytest.raises(DatabaseRefused) as refused:
        own_server.start()
    assert refused.value.refusal.code == "listens_on_network"


def test_two_starts_at_once_make_one_server(new_server, monkeypatch, guard_is_off):
    if guard_is_off("start_lock"):
        monkeypatch.setattr(EmbeddedServer, "_lock", lambda _: nullcontext())
    first = new_server()
    second = new_server(home=first.home)
    barrier, failures = threading.Barrier(2), []

    def start(server):
        barrier.wait()
        try:
            server.start()
            prepare(server)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start, args=[server]) for server in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert run(first, "SELECT 1") == run(second, "SELECT 1") == [(1,)]


def test_a_home_with_a_long_name_gets_a_short_private_socket(places, new_server):
    server = new_server(home=places() / ("panjang-" * 14))
    server.start()
    folder = socket_folder.socket_folder(server.home)
    assert not folder.is_relative_to(server.home)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    prepare(server)
    assert connects(server.connection_info("simpul_app"))
    server.stop()
    folder.rmdir()


def test_a_short_socket_folder_that_somebody_laid_out_is_refused(
    places, new_server, tmp_path, monkeypatch, guard_is_off
):
    if guard_is_off("socket_folder_owner"):
        naive = lambda home, user: user.make_folder(socket_folder.socket_folder(home))  # noqa: E731
        monkeypatch.setattr(server_module, "make_socket_folder", naive)
    server = new_server(home=places() / ("panjang-" * 14))
    trap = socket_folder.socket_folder(server.home)
    trap.symlink_to(tmp_path)
    try:
        with pytest.raises(DatabaseRefused) as refused:
            server.start()
    finally:
        trap.unlink()
    assert refused.value.refusal.code == "socket_folder_unsafe"


def test_data_of_another_version_are_not_touched(own_server):
    own_server.stop()
    (own_server.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(DatabaseRefused) as refused:
        own_server.start()
    assert refused.value.refusal.code == "data_from_other_version"
    (own_server.data / "PG_VERSION").write_text(f"{own_server.programs.major}\n")


def test_a_data_folder_cut_off_half_way_is_made_anew(new_server):
    server = new_server()
    (server.home / "pgdata.new" / "base").mkdir(parents=True)
    server.start()
    assert server.is_running()
    assert not (server.home / "pgdata.new").exists()
    server.stop()


def test_a_server_that_cannot_start_says_why(own_server, monkeypatch):
    own_server.stop()
    monkeypatch.setattr(server_module, "ATTEMPTS", 1)
    with (own_server.data / "postgresql.auto.conf").open("a") as file:
        file.write("shared_buffers = 'banyak'\n")
    with pytest.raises(DatabaseRefused) as refused:
        own_server.start()
    assert "shared_buffers" in str(refused.value) or "configuration" in str(refused.value)


def test_importing_and_asking_for_the_address_starts_nothing(new_server):
    server = new_server()
    server.connection_info("simpul_app")
    server.is_running()
    assert not server.data.exists()
    code = "import sys, simpul.database.server, simpul.database.restore; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
