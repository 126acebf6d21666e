"""Five roles, each with no more than it needs; bringing them back changes nothing that others have taken away."""

import psycopg
import pytest

from simpul.database import roles
from simpul.database.refusals import DatabaseRefused
from simpul.database.roles import ROLES, prepare
from tests.database.conftest import administer, connects, run


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_no_role_is_more_than_a_login(server, role):
    found = administer(
        server,
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolinherit, rolbypassrls,"
        f" (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = '{role}'",
    )
    assert found == [(False, False, False, False, False, role == "simpul_backup", 0)]


def test_only_the_owner_makes_tables(server):
    run(server, "CREATE TABLE person (id int)")
    for role in ROLES[1:]:
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)):
            run(server, "CREATE TABLE own (id int)", role.name)
    for statement in ("DROP TABLE person", "TRUNCATE person", "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
                      "SET ROLE simpul_owner", "CREATE SCHEMA own", "ALTER ROLE simpul_app SUPERUSER"):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(server, statement, "simpul_app")
    assert administer(server, "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'")


def test_a_new_table_is_the_apps_to_use_and_the_backups_to_read(server):
    run(server, "CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY, name text)")
    run(server, "INSERT INTO person (name) VALUES ('Siti')", "simpul_app")
    run(server, "UPDATE person SET name = 'Siti Aminah'", "simpul_app")
    assert run(server, "SELECT name FROM person", "simpul_backup") == [("Siti Aminah",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(server, "DELETE FROM person", "simpul_app")
    for role in ("simpul_sealer", "simpul_auditor"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(server, "SELECT name FROM person", role)


def test_row_security_hides_from_all_but_the_backup(server):
    run(server, "CREATE TABLE person (id int); INSERT INTO person VALUES (1)")
    run(server, "ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    assert run(server, "SELECT count(*) FROM person", "simpul_app") == [(0,)]
    assert run(server, "SELECT count(*) FROM person", "simpul_owner") == [(0,)]
    assert run(server, "SELECT count(*) FROM person", "simpul_backup") == [(1,)]


def test_statements_of_the_app_end_in_time(server):
    assert run(server, "SHOW statement_timeout", "simpul_app") == [("15s",)]
    assert run(server, "SHOW lock_timeout", "simpul_app") == [("3s",)]
    assert run(server, "SHOW idle_in_transaction_session_timeout", "simpul_app") == [("1min",)]


def test_preparing_again_gives_nothing_back_that_was_taken_away(server):
    run(server, "CREATE TABLE audit_event (id int); REVOKE UPDATE, DELETE ON audit_event FROM simpul_app")
    prepare(server)
    run(server, "INSERT INTO audit_event VALUES (1)", "simpul_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(server, "DELETE FROM audit_event", "simpul_app")


def test_preparing_again_takes_back_what_a_role_was_given(server, guard_is_off):
    administer(server, "ALTER ROLE simpul_app SUPERUSER BYPASSRLS INHERIT")
    administer(server, "GRANT simpul_owner TO simpul_app")
    if not guard_is_off("roles_brought_back"):
        prepare(server)
    test_no_role_is_more_than_a_login(server, "simpul_app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(server, "SET ROLE simpul_owner", "simpul_app")


def test_a_changed_password_is_put_right(server):
    administer(server, "ALTER ROLE simpul_app PASSWORD 'mudah ditebak'")
    prepare(server)
    assert connects(server.connection_info("simpul_app"))
    assert not connects({**server.connection_info("simpul_app"), "password": "mudah ditebak"})


def test_extensions_are_there(server):
    found = {name for (name,) in run(server, "SELECT extname FROM pg_extension")}
    assert set(roles.EXTENSIONS) <= found
    assert run(server, "SELECT 'siti' % 'sity'", "simpul_app")


def test_roles_see_no_database_but_their_own(server):
    for database in ("postgres", "template1"):
        assert not connects({**server.connection_info("simpul_app"), "dbname": database})
    assert connects({**server.connection_info("simpul_app"), "dbname": server.database})


def test_a_failure_is_one_sentence(new_server):
    with pytest.raises(DatabaseRefused) as refused:
        prepare(new_server())
    assert refused.value.refusal.code == "cannot_connect"
    assert "\n" not in str(refused.value)
