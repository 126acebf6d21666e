"""A scratch database with an audit in it, as each of the roles sees it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from uuid import uuid4

import psycopg

from tests import plugin

TABLES = ("audit_event", "audit_seal")
WRITE = (
    "INSERT INTO audit_event (act, actor, subject_kind, subject, office, request, detail)"
    " VALUES (%s, %s, 'person', %s, %s, %s, %s)"
)


class AuditDatabase:
    """A scratch database, and connections to it as any role."""

    def __init__(self, name: str) -> None:
        self.name = name

    def info(self, role: str) -> dict[str, object]:
        """How a role connects."""
        from simpul.database.server import server

        return {**server().connection_info(role), "dbname": self.name}

    def dsn(self, role: str = "simpul_auditor") -> str:
        """The same as text."""
        return psycopg.conninfo.make_conninfo(**self.info(role))

    def connect(self, role: str, *, autocommit: bool = True) -> psycopg.Connection:
        """A connection as one of the roles, with its password."""
        return psycopg.connect(**self.info(role), autocommit=autocommit)

    def superuser(self) -> psycopg.Connection:
        """A connection that may do everything."""
        return plugin.superuser(self.name)

    def empty(self) -> None:
        """Back to a chain that has not begun; it takes a superuser with the triggers off."""
        with self.superuser() as connection, connection.transaction(), unguarded(connection):
            connection.execute("DELETE FROM audit_event; DELETE FROM audit_seal")
            connection.execute("ALTER TABLE audit_event ALTER COLUMN id RESTART")
            connection.execute("ALTER TABLE audit_event ALTER COLUMN id SET GENERATED ALWAYS")

    def write(
        self, number: int, *, connection: psycopg.Connection | None = None, act: str = "registry.person_viewed"
    ) -> None:
        """Some events, as the program's own role writes them, each with its subject."""
        with nullcontext(connection) if connection else self.connect("simpul_app") as own:
            for position in range(number):
                detail = f'{{"count": {position}, "fields": ["birth_date", "name"]}}'
                own.execute(WRITE, (act, uuid4(), uuid4(), uuid4(), uuid4(), detail))


class unguarded:
    """The immutability triggers switched off, and on again as they were: what only the owner or a superuser can do."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self._before = self.connection.execute(
            "SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger"
            " WHERE tgrelid IN ('audit_event'::regclass, 'audit_seal'::regclass) AND NOT tgisinternal"
        ).fetchall()
        for table in TABLES:
            self.connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    def __exit__(self, *_: object) -> None:
        for table, trigger, enabled in self._before:
            word = {"A": "ENABLE ALWAYS", "O": "ENABLE", "D": "DISABLE"}[enabled]
            self.connection.execute(f"ALTER TABLE {table} {word} TRIGGER {trigger}")


ConnectedTo = Callable[[AuditDatabase], AbstractContextManager[None]]
