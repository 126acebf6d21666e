"""How the embedded server is set, and the settings without which no server is used."""

from pathlib import Path

from simpul.database.binaries import LEAST_VERSION
from simpul.database.connections import Connection
from simpul.database.refusals import DatabaseRefused

# Everyone gives a password, on the one way in there is: the socket.
CLIENT_AUTHENTICATION = "local all all scram-sha-256\n"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "60",
    "max_wal_size": "2GB",
    "jit": "off",
    "random_page_cost": "1.1",  # disks without moving heads: a few rows by index instead of all of them in their order
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements and details of errors quote people's names and numbers; what is left is the error and its place.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    # One file a weekday, written over after a week.
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_line_prefix": "%m [%p] ",
}


def settings_file(*, socket: Path, log: Path) -> str:
    """The text of simpul.conf, written anew at every start."""
    own = {"unix_socket_directories": str(socket), "log_directory": str(log)}
    quoted = ((name, value.replace("'", "''")) for name, value in (SETTINGS | own).items())
    return "".join(f"{name} = '{value}'\n" for name, value in quoted)


def version_refusal(number: int) -> DatabaseRefused | None:
    """`number` is PostgreSQL's own, 150014 for 15.14."""
    if number // 10000 >= LEAST_VERSION:
        return None
    return DatabaseRefused("version_too_old", found=f"{number // 10000}.{number % 10000}", least=LEAST_VERSION)


def check_settings(connection: Connection, *, database: str, embedded: bool) -> list[str]:
    """Refuse a server that is too old or may lose what it confirmed; return what only deserves a warning."""
    if refusal := version_refusal(connection.info.server_version):
        raise refusal
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        if (value := _show(connection, setting)) == "off":
            raise DatabaseRefused("unsafe_durability", setting=setting, value=value, needed="on")
    if overruled := _overruled(connection, database):
        raise DatabaseRefused("unsafe_durability", setting=overruled, value="off", needed="on")
    if embedded and (addresses := _show(connection, "listen_addresses")):
        raise DatabaseRefused("listens_on_network", value=addresses)
    if _show(connection, "data_checksums") == "off":
        return ["The database was made without checksums: it cannot notice a disk that changes data."]
    return []


def _show(connection: Connection, setting: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
    return row[0] if row else ""


def _overruled(connection: Connection, database: str) -> str | None:
    """Of the three, synchronous_commit alone can be switched off for one role or one database."""
    row = connection.execute(
        """SELECT 'synchronous_commit for ' || coalesce(r.rolname, d.datname)
             FROM pg_db_role_setting s
             LEFT JOIN pg_roles r ON r.oid = s.setrole
             LEFT JOIN pg_database d ON d.oid = s.setdatabase
            WHERE (s.setdatabase = 0 OR d.datname = %s) AND (s.setrole = 0 OR r.rolname LIKE 'simpul\\_%%')
              AND s.setconfig && ARRAY['synchronous_commit=off', 'synchronous_commit=false',
                                       'synchronous_commit=no', 'synchronous_commit=0']""",
        (database,),
    ).fetchone()
    return row[0] if row else None
