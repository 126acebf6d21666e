"""Guards of the key ring and of sealed values: the tests ask `guard_is_off` themselves and must then fail."""

from collections.abc import Callable

SWITCHES: dict[str, Callable[[str], None]] = {}
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
