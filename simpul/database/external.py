"""A PostgreSQL server that somebody else runs, named by DATABASE_URL."""

import time

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from simpul.database.connections import DATABASE, ConnectionInfo, DatabaseServer
from simpul.database.keys import Keyring
from simpul.database.refusals import DatabaseRefused
from simpul.database.settings import check_settings

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
CHECKED = "verify-full"  # of libpq's modes the only one that knows whom it speaks to
PATIENCE = 30.0  # seconds; machines that start together do not all start at once


def _far_hosts(given: ConnectionInfo) -> list[str]:
    """The machines beyond this one that the URL names; a path is a socket, no name is this machine."""
    named = ",".join(given.get(name, "") for name in ("host", "hostaddr")).split(",")
    return [host for host in named if host and not host.startswith(("/", "@")) and host not in THIS_MACHINE]


class ExternalServer(DatabaseServer):
    """The URL holds a login that may make roles and databases; the program itself uses its own roles."""

    is_embedded = False

    def __init__(self, url: str, ring: Keyring, database: str = DATABASE) -> None:
        super().__init__(ring, database)
        try:
            self._given: ConnectionInfo = dict(conninfo_to_dict(url))
        except psycopg.ProgrammingError as error:
            # The error may quote the URL, and with it the password.
            raise DatabaseRefused("cannot_connect", host="DATABASE_URL", reason="it is not a valid URL") from error
        if (far := _far_hosts(self._given)) and self._given.get("sslmode") != CHECKED:
            raise DatabaseRefused("connection_unchecked", host=far[0], mode=CHECKED)

    def address(self) -> ConnectionInfo:
        """Host and port, and what the URL says about TLS."""
        place = {name: value for name, value in self._given.items() if name not in {"user", "password", "dbname"}}
        return {"host": "localhost", "port": "5432", **place}

    def administrator(self) -> ConnectionInfo:
        return {**self.address(), "dbname": "postgres", **self._given}

    def start(self) -> list[str]:
        """Nothing is started: wait a little until it answers, then check it."""
        patient_until = time.monotonic() + PATIENCE
        while not self.is_running() and time.monotonic() < patient_until:
            time.sleep(0.5)
        with self.connect(self.administrator()) as connection:
            return check_settings(connection, database=self.database, embedded=False)

    def is_running(self) -> bool:
        """Does it answer at all? A server in recovery says "not yet", a wrong password is an answer."""
        return psycopg.pq.PGconn.ping(make_conninfo("", **self.administrator()).encode()) == psycopg.pq.Ping.OK

    def stop(self) -> None:
        """Others use it too."""
