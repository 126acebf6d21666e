"""What is recorded stays: for the program, the owner of the tables, and a superuser in a replica session."""

import psycopg
import pytest

from simpul.audit.services import seal_due
from tests.audit.scratch import TABLES, AuditDatabase, ConnectedTo, unguarded

CHANGES = {
    "update": "UPDATE {} SET {} = {}",
    "update nothing": "UPDATE {} SET {} = {} WHERE false",
    "delete": "DELETE FROM {}",
    "delete nothing": "DELETE FROM {} WHERE false",
    "truncate": "TRUNCATE {}",
}
COLUMN = {"audit_event": ("act", "'registry.nothing_happened'"), "audit_seal": ("count", "1")}
REFUSED = psycopg.errors.InsufficientPrivilege


@pytest.fixture(scope="module")
def sealed(audit_database: AuditDatabase) -> AuditDatabase:
    """Three events in one seal, made once: no test here may be able to change them."""
    audit_database.empty()
    audit_database.write(3)
    with audit_database.connect("simpul_sealer") as sealer:
        assert seal_due(sealer) == 3
    return audit_database


@pytest.mark.parametrize("role", ["simpul_app", "simpul_owner", "simpul_sealer", "simpul_auditor", "simpul_backup"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_what_is_recorded(sealed: AuditDatabase, role: str, table: str, change: str) -> None:
    refusals = (REFUSED, psycopg.errors.ReadOnlySqlTransaction)
    with sealed.connect(role) as connection, pytest.raises(refusals):
        connection.execute(CHANGES[change].format(table, *COLUMN[table]))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_a_superuser_is_refused_in_a_replica_session_too(sealed: AuditDatabase, table: str, change: str) -> None:
    with sealed.superuser() as superuser:
        superuser.execute("SET session_replication_role = replica")
        with pytest.raises(REFUSED):
            superuser.execute(CHANGES[change].format(table, *COLUMN[table]))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_without_the_trigger_the_owner_would_have_changed_it(sealed: AuditDatabase, table: str, change: str) -> None:
    with sealed.connect("simpul_owner", autocommit=False) as owner:
        with unguarded(owner):
            owner.execute(CHANGES[change].format(table, *COLUMN[table]))
        owner.rollback()


def test_the_orm_is_refused_too(sealed: AuditDatabase, connected_to: ConnectedTo) -> None:
    from django.db import DatabaseError, transaction

    from simpul.audit.models import AuditEvent, AuditSeal

    with connected_to(sealed):
        for model, values in ((AuditEvent, {"act": "a.b"}), (AuditSeal, {"count": 1})):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(**values)
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all()._raw_delete("default")


@pytest.mark.parametrize("role", ["simpul_app", "simpul_auditor", "simpul_backup"])
def test_only_the_sealer_writes_seals(sealed: AuditDatabase, role: str) -> None:
    with sealed.connect(role) as connection, pytest.raises((REFUSED, psycopg.errors.ReadOnlySqlTransaction)):
        connection.execute("INSERT INTO audit_seal SELECT number + 1 FROM audit_seal")


@pytest.mark.parametrize("role", ["simpul_sealer", "simpul_auditor"])
def test_only_the_program_writes_events(sealed: AuditDatabase, role: str) -> None:
    with sealed.connect(role) as connection, pytest.raises((REFUSED, psycopg.errors.ReadOnlySqlTransaction)):
        sealed.write(1, connection=connection)


@pytest.mark.parametrize(
    "statement",
    ["SELECT audit_continue()", "UPDATE audit_counter SET added = 9", "SELECT nextval('audit_event_id_seq')"],
)
def test_the_program_does_not_move_the_counters(sealed: AuditDatabase, statement: str) -> None:
    with sealed.connect("simpul_app") as app, pytest.raises(REFUSED):
        app.execute(statement)
