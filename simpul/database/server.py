"""The PostgreSQL server that comes with Simpul: made, started, found running, and stopped."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg

from simpul.database import postmaster
from simpul.database.binaries import Binaries, binaries, runnable_by
from simpul.database.connections import DATABASE, ConnectionInfo, DatabaseServer, connection_refusal, one_line
from simpul.database.external import ExternalServer
from simpul.database.home import home as this_home
from simpul.database.keys import Keyring
from simpul.database.keys import ring as this_ring
from simpul.database.refusals import DatabaseRefused
from simpul.database.settings import CLIENT_AUTHENTICATION, check_settings, settings_file
from simpul.database.socket_folder import PORT, make_socket_folder, socket_folder
from simpul.database.system_user import SystemUser, database_user, make_passable, say

ADMINISTRATOR = "simpul_admin"
ATTEMPTS = 15  # a second apart: children of a killed server may hold its memory for a few seconds


def server(
    ring: Keyring | None = None, home: Path | None = None, database: str = DATABASE
) -> "EmbeddedServer | ExternalServer":
    """The server of an installation: the one DATABASE_URL names, else the one embedded in its home.

    Nothing is started, made or connected to here: the settings ask for an address before anything runs.
    """
    ring = ring or this_ring()
    if url := os.environ.get("DATABASE_URL"):
        return ExternalServer(url, ring, database)
    return EmbeddedServer(home or this_home(), ring, database)


class EmbeddedServer(DatabaseServer):
    """The embedded server of one home: no network, a private socket, a password for everybody."""

    is_embedded = True

    def __init__(self, home: Path, ring: Keyring, database: str = DATABASE, programs: Binaries | None = None) -> None:
        super().__init__(ring, database)
        self.home = home
        self.data = home / "pgdata"
        self.log = home / "log" / "database"
        self._found = programs

    @cached_property
    def user(self) -> SystemUser:
        """Looked for, and made, when first needed: knowing an address needs no user."""
        return database_user()

    @property
    def programs(self) -> Binaries:
        """Looked for when first needed: to ask whether the server runs needs none."""
        self._found = runnable_by(self.user, self._found or binaries())
        return self._found

    def address(self) -> ConnectionInfo:
        return {"host": str(socket_folder(self.home)), "port": PORT}

    def administrator(self) -> ConnectionInfo:
        login = {"user": ADMINISTRATOR, "password": self.password(ADMINISTRATOR)}
        return {**self.address(), "dbname": "postgres", **login}

    def is_running(self) -> bool:
        return postmaster.postmaster_pid(self.data) is not None and postmaster.is_ready(self.data)

    def start(self) -> list[str]:
        """Make the database if there is none, start it or find it running, and refuse it when it is not safe."""
        self._make_home()
        with self._lock():
            self._initialise()
            found_running = postmaster.postmaster_pid(self.data) is not None
            if found_running:
                self._await_recovery()
            else:
                self._launch()
        try:
            with self.connect(self.administrator()) as connection:
                return check_settings(connection, database=self.database, embedded=True)
        except DatabaseRefused:
            if found_running and postmaster.postmaster_pid(self.data) is None:
                return self.start()  # it was dying when we found it
            if not found_running:
                self.stop()
            raise
        except psycopg.OperationalError as error:
            # A server in the middle of recovering from a crash may cut us off once more; whoever keeps it tries again.
            raise connection_refusal(error, self.administrator()) from error

    def stop(self) -> None:
        """Let the server end its transactions' connections and write everything; if it hangs, cut it off safely."""
        if not self.home.exists():
            return
        with self._lock():
            for mode in ("fast", "immediate"):
                if postmaster.postmaster_pid(self.data) is None:
                    return
                done = self._pg_ctl("stop", "-m", mode, "-t", "60")
            if postmaster.postmaster_pid(self.data) is not None:
                raise DatabaseRefused("cannot_stop", folder=self.data, reason=one_line(done))

    def _make_home(self) -> None:
        make_passable(self.home)
        make_passable(self.home / "log")
        if self.user.is_another:
            # The database's user passes through; keys, files and data each have a lock of their own.
            self.home.chmod(self.home.stat().st_mode | 0o011)
        if not self.user.can_reach(self.home):
            raise DatabaseRefused("home_unreachable", user=self.user.name, folder=self.home)
        self.user.make_folder(self.log)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """One process at a time makes, starts or stops the server of this home; a killed one lets go by itself."""
        with (self.home / "server.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        """Make the data folder under another name first, so that one cut off half-way is never taken for whole."""
        if (self.data / "PG_VERSION").exists():
            version = (self.data / "PG_VERSION").read_text().strip()
            if version != str(self.programs.major):
                raise DatabaseRefused(
                    "data_from_other_version", folder=self.data, data=version, programs=self.programs.version
                )
            return
        new = self.home / "pgdata.new"
        shutil.rmtree(new, ignore_errors=True)
        self._initdb(self.user.make_folder(new))
        with (new / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'simpul.conf'\n")
        new.rename(self.data)

    def _initdb(self, folder: Path) -> None:
        password = self.user.write(self.home / ".password", self.password(ADMINISTRATOR))
        try:
            done = self.user.run([
                self.programs / "initdb", "-D", folder, "-U", ADMINISTRATOR, f"--pwfile={password}", "--encoding=UTF8",
                "--locale=C", "--data-checksums", "--auth=scram-sha-256", "--no-instructions",
            ])  # fmt: skip
        finally:
            password.unlink()
        if done.returncode:
            raise DatabaseRefused("cannot_initialise", folder=folder, reason=one_line(done.stdout))

    def _launch(self) -> None:
        make_socket_folder(self.home, self.user)
        self.user.write(self.data / "pg_hba.conf", CLIENT_AUTHENTICATION)
        settings = settings_file(socket=socket_folder(self.home), log=self.log)
        self.user.write(self.data / "simpul.conf", settings)
        for _ in range(ATTEMPTS):
            postmaster.remove_stale_pid_file(self.data)
            if self._pg_ctl("start", "-t", "300", "-l", self.log / "start.log") == "":
                return
            if postmaster.postmaster_pid(self.data):
                return self._await_recovery()
            time.sleep(1)
        raise DatabaseRefused("cannot_start", folder=self.data, reason=self._latest_error())

    def _await_recovery(self) -> None:
        """Wait as long as it lives: a long recovery is work, and stopping it would only begin it again."""
        since = time.monotonic()
        while not postmaster.is_ready(self.data):
            if postmaster.postmaster_pid(self.data) is None:
                raise DatabaseRefused("cannot_start", folder=self.data, reason=self._latest_error())
            if (waited := time.monotonic() - since) > 60:
                say(f"The database is still recovering after {waited:.0f} s.")
                time.sleep(30)
            time.sleep(0.1)

    def _pg_ctl(self, *arguments: str | Path) -> str:
        """What pg_ctl complained about; nothing when it did what it was asked."""
        done = self.user.run([self.programs / "pg_ctl", *arguments, "-D", self.data, "-w", "-s"])
        return "" if done.returncode == 0 else done.stdout or "pg_ctl failed"

    def _latest_error(self) -> str:
        logs = sorted(self.log.glob("*.log"), key=lambda path: path.stat().st_mtime)
        lines = [line for path in logs for line in path.read_text(errors="replace").splitlines()[-50:]]
        fatal = [line for line in lines if "FATAL:" in line or "PANIC:" in line]
        return (fatal or lines or ["it said nothing"])[-1].strip()
