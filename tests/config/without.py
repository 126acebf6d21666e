"""Guards of the commands; the tests ask `guard_is_off` themselves and must then fail."""

from collections.abc import Callable

SWITCHES: dict[str, Callable[[str], None]] = {}
GUARDS: dict[str, list[str]] = {
    "auditor_tells": ["tests/config/test_verify.py::test_a_planted_edit_turns_it_red_and_putting_it_back_green"],
    "restore_checks": ["tests/config/test_backup.py::test_a_backup_that_was_changed_is_refused_in_one_sentence"],
    "graceful_stop": ["tests/config/test_start.py::test_a_request_in_progress_ends_before_the_program_does"],
}
