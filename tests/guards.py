"""Safety guards that can be switched off for a run, to show that the tests which protect them would notice.

A guard is a file `tests/<module>/without.py` or an entry here: `SWITCHES` says how it is switched off in a process and
its own database, `GUARDS` names the tests that must fail without it. tests/house/test_controls.py runs them all.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests import plugin


def _without_row_security(database: str) -> None:
    with plugin.superuser(database) as connection:
        tables = connection.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity").fetchall()
        for (table,) in tables:
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


SWITCHES: dict[str, Callable[[str], None]] = {"row_security": _without_row_security}

# guard: the tests that must fail when it is off
GUARDS: dict[str, list[str]] = {
    "row_security": [
        "tests/accounts/test_reach.py::test_nobody_sees_nothing",
        "tests/house/test_access_rows.py::test_fifty_careless_queries_tell_of_nobody_else",
        "tests/accounts/test_reach.py::test_row_of_another_office_cannot_be_written",
        "tests/registry/test_words_in_place.py::test_words_are_seen_where_the_person_is",
        "tests/documents/test_export.py::test_download_export_ends_with_the_role",
        "tests/jobs/test_pages.py::test_work_of_others_is_not_there",
        "tests/registry/test_find_family.py::test_the_database_itself_shows_nothing_to_other_offices",
    ],
}

for _path in sorted(Path(__file__).parent.glob("*/without.py")):
    _module = import_module(f"tests.{_path.parent.name}.without")
    SWITCHES.update(_module.SWITCHES)
    GUARDS.update(_module.GUARDS)


def switch_off(guard: str, database: str) -> None:
    """Switch one guard off in this process's own database, or in its memory; some ask `guard_is_off` themselves."""
    if guard in SWITCHES:
        SWITCHES[guard](database)
