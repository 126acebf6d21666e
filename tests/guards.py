"""Safety guards that can be switched off for a run, to show that the tests which protect them would notice.

`GUARDS` names for each guard the tests that must fail without it; tests/house/test_controls.py runs them all.
"""

from collections.abc import Callable

from tests import plugin


def _without_row_security(database: str) -> None:
    with plugin.superuser(database) as connection:
        tables = connection.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity").fetchall()
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def _without_audit_triggers(database: str) -> None:
    with plugin.superuser(database) as connection:
        for table in ("audit_event", "audit_seal"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            connection.execute(f"GRANT ALL ON {table} TO simpul_app")


def _upgrades_end_local_lines(database: str) -> None:
    from simpul.directory.services import shipped_code_lists

    shipped_code_lists.SHIPPED_ONLY = "true"


SWITCHES: dict[str, Callable[[str], None]] = {
    "row_security": _without_row_security,
    "audit_triggers": _without_audit_triggers,
    "shipped_lines_only": _upgrades_end_local_lines,
}

# guard: the tests that must fail when it is off
GUARDS: dict[str, list[str]] = {
    "shipped_lines_only": [
        "tests/directory/test_code_lists.py::TestUpgrade::test_local_words_outlive_an_upgrade_and_the_change_is_marked"
    ],
}


def switch_off(guard: str, database: str) -> None:
    """Switch one guard off in this process's own database, or in its memory."""
    if guard in SWITCHES:
        SWITCHES[guard](database)
