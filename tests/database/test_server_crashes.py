"""What was confirmed is there after kill -9, and the next start needs nobody's help."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress

import psycopg
import pytest

from simpul.database import postmaster
from simpul.database import server as server_module
from tests.database.conftest import kill, processes, run


@pytest.fixture
def server(own_server):
    """One that no other test uses: it will be killed."""
    return own_server


def test_kill_of_everything_loses_nothing_confirmed(server):
    run(server, "CREATE TABLE deed (id int)")
    confirmed, stop = [], threading.Event()

    def write():
        try:
            with server.connect(server.connection_info("simpul_app")) as connection:
                while not stop.is_set():
                    connection.execute("INSERT INTO deed VALUES (%s)", (len(confirmed),))
                    confirmed.append(len(confirmed))
        except psycopg.OperationalError:
            pass

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.5)
    kill(server.data)
    stop.set()
    writer.join()
    assert len(confirmed) > 20, "the server must have been killed in the middle of work"
    assert (server.data / "postmaster.pid").exists()
    assert not server.is_running()
    server.start()
    rows = {row[0] for row in run(server, "SELECT id FROM deed")}
    assert set(confirmed) <= rows
    assert len(rows) <= len(confirmed) + 1, "at most the one statement that was never answered"


def test_kill_of_the_postmaster_alone_is_waited_out(server):
    run(server, "CREATE TABLE kept AS SELECT 1 AS id")
    with server.connect(server.connection_info("simpul_app")) as connection:
        orphan = threading.Thread(target=_long_query, args=[connection])
        orphan.start()
        os.kill(postmaster.postmaster_pid(server.data), signal.SIGKILL)
        server.start()
        orphan.join()
    assert run(server, "SELECT id FROM kept") == [(1,)]


def test_a_server_that_dies_as_it_is_found_is_started_anew(server, monkeypatch):
    run(server, "CREATE TABLE kept AS SELECT 1 AS id")
    pid = postmaster.postmaster_pid(server.data)
    looked = []

    def not_yet_gone(data):
        """At the first look the server still stands there; then the blow reaches it."""
        if not looked:
            looked.append(pid)
            os.kill(pid, signal.SIGKILL)
            while seen(data):
                time.sleep(0.01)
            return pid
        return seen(data)

    seen = postmaster.postmaster_pid
    monkeypatch.setattr(postmaster, "postmaster_pid", not_yet_gone)
    server.start()
    assert run(server, "SELECT id FROM kept") == [(1,)]
    assert seen(server.data) not in (None, pid)


def _long_query(connection):
    with suppress(psycopg.OperationalError):
        connection.execute("SELECT pg_sleep(3)")


@pytest.fixture
def bystander(server):
    """A process of the database's own user that is no server, as after a container has started anew."""
    user = {"user": server.user.uid, "group": server.user.gid} if server.user.is_another else {}
    with subprocess.Popen(["sleep", "600"], cwd="/", **user) as process:
        yield process
        process.kill()


def test_a_number_that_belongs_to_another_process_now_stops_nothing(server, bystander, monkeypatch, guard_is_off):
    if guard_is_off("stale_pid_file"):
        monkeypatch.setattr(postmaster, "remove_stale_pid_file", lambda data: None)
        monkeypatch.setattr(server_module, "ATTEMPTS", 2)
    kill(server.data)
    file = server.data / "postmaster.pid"
    lines = file.read_text().split("\n")
    file.write_text("\n".join([str(bystander.pid), *lines[1:]]))
    assert not server.is_running()
    server.stop()
    assert bystander.poll() is None, "stopping must not signal a stranger"
    server.start()
    assert server.is_running()
    assert bystander.poll() is None


def test_an_empty_pid_file_stops_nothing(server):
    kill(server.data)
    (server.data / "postmaster.pid").write_text("")
    server.start()
    assert server.is_running()


def test_a_start_finds_a_server_that_is_still_recovering(server, new_server):
    """The first start was killed while PostgreSQL replayed its log; the second waits instead of starting another."""
    run(server, "CREATE TABLE much AS SELECT g AS id, repeat('x', 200) AS text FROM generate_series(1, 200000) g")
    kill(server.data)
    command = [server.programs / "pg_ctl", "start", "-W", "-s", "-D", server.data, "-l", server.log / "start.log"]
    assert server.user.run(command).returncode == 0
    again = new_server(server._found, server.home)
    again.start()
    assert run(again, "SELECT count(*) FROM much") == [(200000,)]
    assert len(processes(server.data)) > 3


def test_a_client_that_hangs_does_not_keep_the_server_from_stopping(server):
    with server.connect(server.connection_info("simpul_owner")) as connection:
        waiting = threading.Thread(target=_long_query, args=[connection])
        waiting.start()
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 3
        waiting.join()
    assert not server.is_running()
