"""Safety guards that can be switched off for a run, to show that the tests which protect them would notice.

`GUARDS` names for each guard the tests that must fail without it; tests/house/test_controls.py runs them all.
"""

from collections.abc import Callable

from tests import plugin
from tests.audit import without as audit


def _without_row_security(database: str) -> None:
    with plugin.superuser(database) as connection:
        tables = connection.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity").fetchall()
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


SWITCHES: dict[str, Callable[[str], None]] = {
    "row_security": _without_row_security,
    **audit.SWITCHES,
}

# guard: the tests that must fail when it is off
GUARDS: dict[str, list[str]] = {**audit.GUARDS}


def switch_off(guard: str, database: str) -> None:
    """Switch one guard off in this process's own database, or in its memory."""
    if guard in SWITCHES:
        SWITCHES[guard](database)
