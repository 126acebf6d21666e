"""Who may connect as what: the database, its six roles, and what each is given before any table exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from simpul.database.connections import Connection, DatabaseServer, one_line
from simpul.database.refusals import DatabaseRefused

OWNER, APP, SEALER, AUDITOR, BACKUP, SNAPSHOT = (
    "simpul_owner", "simpul_app", "simpul_sealer", "simpul_auditor", "simpul_backup", "simpul_snapshot",
)  # fmt: skip
EXTENSIONS = ("pg_trgm", "btree_gist")
_PREPARING = 7314201  # any number, the same in every process


@dataclass(frozen=True)
class Role:
    """A login that is nobody's member and no superuser; only the backup's sees through row security."""

    name: str
    bypasses_row_security: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)


ROLES = (
    Role(OWNER),  # owns the tables and migrates; the program never serves a page as this role
    Role(APP, settings={
        "statement_timeout": "15s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "60s",
    }),
    Role(SEALER),  # audit's migrations give it the events to read and the seals to write
    Role(AUDITOR, settings={"default_transaction_read_only": "on"}),
    # Registry's migrations give it the facts of one office to read, and no name or number. It reads whole tables at once.
    Role(SNAPSHOT, settings={"default_transaction_read_only": "on", "work_mem": "128MB"}),
    Role(BACKUP, bypasses_row_security=True, settings={"default_transaction_read_only": "on"}),
)  # fmt: skip


def prepare(server: DatabaseServer) -> None:
    """Make the database and its roles, or bring them back to what they must be; safe to run at every start."""
    try:
        with server.connect(server.administrator()) as connection:
            # Held until the connection closes: a web server and a worker may start together.
            connection.execute("SELECT pg_advisory_lock(%s)", (_PREPARING,))
            _refuse_foreign_keys(server, connection)
            for role in ROLES:
                _make_role(server, connection, role)
            _make_database(server, connection)
            with server.connect({**server.administrator(), "dbname": server.database}) as inside:
                _give_schema_to_owner(inside)
            with server.connect(server.connection_info(OWNER)) as inside:
                _set_default_privileges(inside)
    except psycopg.Error as error:
        raise DatabaseRefused("cannot_prepare", host=server.address()["host"], reason=one_line(error)) from error


def database_exists(server: DatabaseServer, connection: Connection) -> bool:
    """Whether the server holds this installation's database."""
    found = connection.execute("SELECT FROM pg_database WHERE datname = %s", (server.database,))
    return found.fetchone() is not None


def _refuse_foreign_keys(server: DatabaseServer, connection: Connection) -> None:
    """A database that was made with another key ring is not taken over: its encrypted columns would be lost to us."""
    if database_exists(server, connection) and not server.is_embedded:
        with server.connect(server.connection_info(OWNER)):
            pass


def _make_role(server: DatabaseServer, connection: Connection, role: Role) -> None:
    name = sql.Identifier(role.name)
    bypass = sql.SQL("BYPASSRLS" if role.bypasses_row_security else "NOBYPASSRLS")
    wanted = (True, False, False, False, False, False, role.bypasses_row_security)
    found = connection.execute(
        "SELECT rolcanlogin, rolinherit, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
        " FROM pg_roles WHERE rolname = %s", (role.name,)
    ).fetchone()  # fmt: skip
    if found != wanted:
        _run_as_administrator(connection, role, sql.SQL(
            "{} ROLE {} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION {}"
        ).format(sql.SQL("ALTER" if found else "CREATE"), name, bypass))  # fmt: skip
    if not found or not server.accepts(role.name):
        _run_as_administrator(connection, role, sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            name, _verifier(connection, server.password(role.name), role.name)
        ))  # fmt: skip
    for setting, value in role.settings.items():
        connection.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(name, sql.Identifier(setting), value))
    for (group,) in connection.execute(
        "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
        " WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = %s)", (role.name,)
    ).fetchall():  # fmt: skip
        connection.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(group), name))


def _run_as_administrator(connection: Connection, role: Role, statement: sql.Composed) -> None:
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        bypass = " BYPASSRLS" if role.bypasses_row_security else ""
        once = f"CREATE ROLE {role.name} LOGIN NOINHERIT{bypass} ADMIN {connection.info.user}"
        raise DatabaseRefused(
            "role_needs_administrator", role=role.name, statement=once, reason=one_line(error)
        ) from error


def _verifier(connection: Connection, password: str, role: str) -> str:
    """The SCRAM verifier, made here, so that no password ever travels in a statement or stands in a log."""
    return connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()


def _make_database(server: DatabaseServer, connection: Connection) -> None:
    name = sql.Identifier(server.database)
    if not database_exists(server, connection):
        connection.execute(sql.SQL(
            "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        ).format(name))  # fmt: skip
    shut = [name, *(sql.Identifier(other) for other in ("postgres", "template1") if server.is_embedded)]
    for database in shut:
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    everyone = sql.SQL(", ").join(sql.Identifier(role.name) for role in ROLES)
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, everyone))
    connection.execute(sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}, {}").format(
        name, sql.Identifier(OWNER), sql.Identifier(APP)
    ))  # fmt: skip


def _give_schema_to_owner(inside: Connection) -> None:
    if not _is_superuser(inside):
        inside.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
    inside.execute(f"ALTER SCHEMA public OWNER TO {OWNER}")
    inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    inside.execute(f"GRANT USAGE ON SCHEMA public TO {APP}, {SEALER}, {AUDITOR}, {BACKUP}, {SNAPSHOT}")
    for extension in EXTENSIONS:
        inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public").format(sql.Identifier(extension)))


def _set_default_privileges(inside: Connection) -> None:
    """Every table made later is the app's to use and the backup's to read; what it may delete, privileges.py says."""
    for statement in (
        f"ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE ON TABLES TO {APP}",
        f"ALTER DEFAULT PRIVILEGES REVOKE DELETE ON TABLES FROM {APP}",
        f"ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO {APP}",
        f"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {BACKUP}",
        f"ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO {BACKUP}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP}",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {BACKUP}",
    ):
        inside.execute(statement)


def _is_superuser(connection: Connection) -> bool:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])
