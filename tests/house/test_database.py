"""Every table is protected or says why not; ledger and audit refuse; no migration is missing."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from simpul.database.context import acting_as
from simpul.database.row_security import EXEMPT

# Moments without a person: the program seals; a notice is read by whom it was sent to; a worker begins and ends a job.
KNOWN = {"AuditSeal.sealed_at", "Notice.read_at", "Job.started_at", "Job.ended_at"}


def _tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid)"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r'"
        )
        return cursor.fetchall()


def _is_exempt(table):
    return any(table == name or (name.endswith("_") and table.startswith(name)) for name in EXEMPT)


def test_every_table_is_protected_or_exempt_with_a_reason(db):
    unprotected = [t for t, on, forced, policies in _tables() if not (on and forced and policies) and not _is_exempt(t)]
    assert unprotected == []


def test_no_exemption_without_a_table(db):
    tables = {t for t, *_ in _tables()}
    idle = [
        name for name in EXEMPT if not any(t == name or (name.endswith("_") and t.startswith(name)) for t in tables)
    ]
    assert idle == []


def test_no_table_of_people_is_exempt():
    for model in apps.get_app_config("registry").get_models():
        assert not _is_exempt(model._meta.db_table), model


def test_app_role_has_no_power(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


# Written by hand: what the program's role may do beside reading. Everywhere else it adds and changes rows.
MAY_DELETE = {
    "accounts_assignment", "accounts_grant", "accounts_throttle", "directory_areacode", "directory_holiday", "directory_workinghours",
    "django_session", "lists_listrow", "mfa_authenticator", "procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers",
    "procrastinate_workers", "registry_nameword", "usersessions_usersession",
}  # fmt: skip
MAY_NOT_WRITE = {
    "accounts_rolepermission", "audit_counter", "audit_seal", "auth_group", "auth_group_permissions", "auth_permission",
    "database_installation", "django_content_type", "django_migrations",
}  # fmt: skip


def test_app_role_writes_and_deletes_only_what_it_must(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text, has_table_privilege(oid, 'DELETE'),"
            " has_any_column_privilege(oid, 'INSERT') OR has_any_column_privilege(oid, 'UPDATE'),"
            " has_table_privilege(oid, 'TRUNCATE')"
            " FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
        found = cursor.fetchall()
    assert {table for table, may_delete, _, _ in found if may_delete} == MAY_DELETE
    assert {table for table, _, may_write, _ in found if not may_write} == MAY_NOT_WRITE
    assert not [table for table, _, _, may_truncate in found if may_truncate]


def test_nobody_gives_themselves_a_role_s_permissions(cast):
    from django.db import DatabaseError, transaction

    with acting_as(cast.yuni.pk), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO accounts_rolepermission (role, permission) VALUES ('front_office', 'manage_staff')"
        )


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_roles_in_the_database_are_the_roles_in_the_code(db):
    from simpul.accounts.models import RolePermission
    from simpul.accounts.rules.roles import ROLES

    kept = set(RolePermission.objects.values_list("role", "permission"))
    assert kept == {(role.code, str(p)) for role in ROLES.values() for p in role.permissions}


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id", "TRUNCATE {}"])
def test_audit_refuses_change(cast, statement):
    from django.db import DatabaseError, transaction

    from simpul.audit.services import record
    from simpul.database.context import acting_as

    with acting_as(cast.yuni.pk):
        record("house.tried", by=cast.yuni)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("audit_event"))


def test_every_model_has_a_docstring_and_a_table_of_its_module():
    for model in apps.get_models():
        if model.__module__.startswith("simpul.") and not hasattr(model, "pgh_tracked_model"):
            assert model.__doc__, model
            assert not model.__doc__.startswith(f"{model.__name__}("), f"{model} has no docstring of its own"


def test_who_stands_beside_every_moment():
    """A `*_at` that people cause has its `*_by`."""
    by_clock = {"created_at", "latest_seen_at", "date_joined", "last_login"}
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("simpul.") or hasattr(model, "pgh_tracked_model"):
            continue
        names = {field.name for field in model._meta.get_fields()}
        missing += [
            f"{model.__name__}.{name}"
            for name in sorted(names)
            if name.endswith("_at") and name not in by_clock and f"{name[:-3]}_by" not in names
        ]
    # Seals are the program's own; a notice is read by whom it was sent to; others name their actor by another word.
    assert set(missing) <= KNOWN, set(missing) - KNOWN
