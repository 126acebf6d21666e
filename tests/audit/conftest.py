"""A database of its own for each test module here: events and seals are only worth testing once they are committed."""

import os
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from tests import guards, plugin

TABLES = ("audit_event", "audit_seal")


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
        with self.superuser() as connection, unguarded(connection):
            connection.execute("TRUNCATE audit_event, audit_seal RESTART IDENTITY")

    def write(self, number: int, *, connection: psycopg.Connection | None = None, act: str = "registry.person_viewed") -> None:
        """Some events, as the program's own role writes them, each with its subject."""
        own = connection or self.connect("simpul_app")
        for position in range(number):
            own.execute(
                "INSERT INTO audit_event (act, actor, subject_kind, subject, office, request, detail)"
                " VALUES (%s, %s, 'person', %s, %s, %s, %s)",
                (act, uuid4(), uuid4(), uuid4(), uuid4(), f'{{"count": {position}, "fields": ["birth_date", "name"]}}'),
            )
        if connection is None:
            own.close()


class unguarded:  # noqa: N801 - reads as the statement it is
    """The immutability triggers switched off, and on again as they were: what only the owner or a superuser can do."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self._before = self.connection.execute(
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger"
            " WHERE tgrelid IN ('audit_event'::regclass, 'audit_seal'::regclass) AND NOT tgisinternal"
        ).fetchall()
        for table in TABLES:
            self.connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    def __exit__(self, *_: object) -> None:
        for table, trigger, enabled in self._before:
            word = {b"A": "ENABLE ALWAYS", b"O": "ENABLE", b"D": "DISABLE"}.get(enabled, "ENABLE ALWAYS")
            self.connection.execute(f"ALTER TABLE {table} {word} TRIGGER {trigger}")


@pytest.fixture(scope="module")
def module_database(django_db_setup: None, request: pytest.FixtureRequest) -> Iterator[AuditDatabase]:
    """A copy of the prepared database, with the guards off that this run has switched off."""
    name = f"simpul_audit_{os.getpid()}"
    plugin.copy_database(name)
    for guard in request.config.getoption("--guard-off"):
        guards.switch_off(guard, name)
    yield AuditDatabase(name)
    with plugin.superuser("postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def audit(module_database: AuditDatabase) -> AuditDatabase:
    """The module's scratch database with no event and no seal in it."""
    module_database.empty()
    return module_database


@pytest.fixture
def django_audit(audit: AuditDatabase, django_db_blocker: pytest.FixtureRequest) -> Iterator[AuditDatabase]:
    """The same, with Django connected to it: what it writes is committed and can be read by others."""
    default = connections["default"]
    before = default.settings_dict["NAME"]
    with django_db_blocker.unblock():
        default.close()
        default.settings_dict["NAME"] = audit.name
        yield audit
        default.close()
        default.settings_dict["NAME"] = before
