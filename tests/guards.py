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


SWITCHES: dict[str, Callable[[str], None]] = {
    "row_security": _without_row_security,
    "audit_triggers": _without_audit_triggers,
}

# guard: the tests that must fail when it is off
GUARDS: dict[str, list[str]] = {
    "keyring_private": ["tests/database/test_keys.py::test_a_ring_that_others_can_reach_is_refused"],
    "keyring_lock": [
        "tests/database/test_keys.py::test_processes_that_need_the_same_new_secret_at_once_get_the_same",
    ],
    "sealing_bound": [
        "tests/database/test_encryption_sealing.py::test_values_of_two_people_that_are_swapped_do_not_open",
        "tests/database/test_encryption_sealing.py::test_a_value_does_not_open_as_another_column_even_under_the_same_key",
    ],
    "blind_index_keyed": [
        "tests/database/test_encryption_sealing.py::test_a_stolen_index_cannot_be_guessed_without_the_key",
    ],
    "field_encryption": ["tests/database/test_encryption_fields.py::test_a_planted_text_is_nowhere_in_the_database"],
    "old_key_kept": ["tests/database/test_rotation_killed.py::test_a_rotation_killed_twenty_times_loses_nothing"],
}


def switch_off(guard: str, database: str) -> None:
    """Switch one guard off in this process's own database, or in its memory."""
    if guard in SWITCHES:
        SWITCHES[guard](database)
