"""What the embedded and an external server have in common: who connects, where, with which password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from simpul.database.keys import Keyring
from simpul.database.refusals import DatabaseRefused

DATABASE = "simpul"

ConnectionInfo = dict[str, Any]
Connection = psycopg.Connection[tuple[Any, ...]]


class DatabaseServer:
    """A PostgreSQL server with one Simpul database; `administrator` may make roles and databases on it."""

    is_embedded: bool

    def __init__(self, ring: Keyring, database: str = DATABASE) -> None:
        self.ring = ring
        self.database = database

    def address(self) -> ConnectionInfo:
        """Where the server is, without a login."""
        raise NotImplementedError

    def administrator(self) -> ConnectionInfo:
        """The login that prepares the database, at a database that is always there."""
        raise NotImplementedError

    def start(self) -> list[str]:
        """Make sure that the server answers and is safe to use; return what deserves a warning."""
        raise NotImplementedError

    def is_running(self) -> bool:
        raise NotImplementedError

    def stop(self) -> None:
        """Stop what `start` started."""
        raise NotImplementedError

    def password(self, role: str) -> str:
        return self.ring.secret(f"role:{role}")

    def connection_info(self, role: str) -> ConnectionInfo:
        """host, port, dbname, user and password, as psycopg takes them."""
        return {**self.address(), "dbname": self.database, "user": role, "password": self.password(role)}

    @contextmanager
    def connect(self, info: ConnectionInfo) -> Iterator[Connection]:
        """A connection outside any transaction; a server that does not let us in is a refusal."""
        try:
            # UTF8 said outright: a maintenance database in SQL_ASCII would answer in bytes, and no text equals bytes.
            connection = psycopg.connect(**info, autocommit=True, connect_timeout=10, client_encoding="UTF8")
        except psycopg.OperationalError as error:
            raise connection_refusal(error, info) from error
        with connection:
            yield connection

    def accepts(self, role: str) -> bool:
        """Does the role sign in with the ring's password?"""
        try:
            with self.connect(self.connection_info(role)):
                return True
        except DatabaseRefused:
            return False


def connection_refusal(error: psycopg.Error, info: ConnectionInfo) -> DatabaseRefused:
    """Why a server does not let us in, in a sentence."""
    # A failed connection carries no SQLSTATE; "password" stands in the message in Indonesian as well.
    if "password" in str(error).lower():
        return DatabaseRefused("wrong_keys", host=info.get("host"))
    return DatabaseRefused("cannot_connect", host=info.get("host"), reason=one_line(error))


def one_line(error: object) -> str:
    """An error's message without its line breaks."""
    return " ".join(str(error).split())
