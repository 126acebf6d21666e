"""Loaded before everything else: gives the tests a home, a PostgreSQL server and a database of their own.

The database `simpul` of the test home is made once for each state of the migrations, with the reference data and the
cast in it; every test process gets a copy of it. Nothing is kept in the home of whoever runs the tests.
"""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(tempfile.gettempdir()) / f"simpul-test-{os.getuid()}-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

os.environ["SIMPUL_HOME"] = str(HOME)
os.environ["SIMPUL_SECOND_FACTOR"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "simpul.config.settings"
for name in ("DATABASE_URL", "SIMPUL_DEMO", "SIMPUL_DATABASE_ROLE", "SIMPUL_TLS", "SIMPUL_HOST"):
    os.environ.pop(name, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--guard-off=NAME` switches one safety guard off: the tests that protect it must then fail."""
    parser.addoption(
        "--guard-off", action="append", default=[], help="switch one safety guard off (see tests/guards.py)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """The key ring has to be there when the settings are read; passwords are kept at a strength for tests."""
    HOME.mkdir(mode=0o755, exist_ok=True)
    from simpul.database.keys import ring

    ring().open_or_create()
    from django.conf import settings

    from tests.hashers import SETTING

    settings.PASSWORD_HASHERS = SETTING


@contextlib.contextmanager
def alone(what: str = "tests") -> Iterator[None]:
    """Only one process of all test runs of this checkout at a time."""
    with (HOME / f"{what}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fingerprint(*parts: str) -> str:
    """Of the files that these patterns name: equal while none of them changes."""
    digest = hashlib.sha256()
    for path in sorted(path for part in parts for path in ROOT.glob(part) if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _prepared_of() -> str:
    return fingerprint(
        "simpul/*/migrations/*.py",
        "simpul/database/*.py",
        "simpul/directory/**/*",
        "simpul/accounts/rules/roles.py",
        "tests/cast.py",
        "tests/hashers.py",
        "uv.lock",
    )


def prepare_template() -> None:
    """Start the server, and make the database that every test process copies, unless it is there already."""
    from simpul.config.strings import compile_catalogues
    from simpul.database.roles import prepare
    from simpul.database.server import server

    database = server()
    with alone():
        compile_catalogues()  # of this checkout, even where the prepared database is kept from an earlier one
        database.start()
        stamp = HOME / "fingerprint"
        if stamp.exists() and stamp.read_text() == _prepared_of():
            return
        stamp.unlink(missing_ok=True)
        with superuser("postgres") as connection:
            for (name,) in connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'simpul%'"
            ).fetchall():
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        prepare(database)
        for module, argument in (("simpul.config.upgrade", "office"), ("tests.cast", "")):
            subprocess.run(
                [sys.executable, "-m", module, argument],
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "SIMPUL_DATABASE_ROLE": "simpul_owner"},
            )
        stamp.write_text(_prepared_of())


def superuser(database: str):
    """A connection that may do everything, for planting faults."""
    import psycopg

    from simpul.database.home import ring_path
    from simpul.database.keys import Keyring
    from simpul.database.server import server

    # Named, because a test may have set another home for itself.
    info = {**server(Keyring(ring_path(HOME)), HOME).administrator(), "dbname": database}
    return psycopg.connect(**info, autocommit=True)


def copy_database(name: str) -> None:
    """A fresh copy of the prepared database."""
    with alone(), superuser("postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE simpul OWNER simpul_owner')


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The server ends with the tests that started it."""
    if (
        WORKER == "main"
        and not session.config.getoption("--guard-off")
        and not os.environ.get("SIMPUL_TEST_KEEP_SERVER")
    ):
        stop_server()


def stop_server() -> None:
    """The tests' own, if it runs."""
    from simpul.database.server import server

    server().stop()


if __name__ == "__main__":
    stop_server()
