"""Guards of keys, sealed values, the server and backups: the tests ask `guard_is_off` themselves and must then fail."""

from collections.abc import Callable

from tests import plugin


def _without_narrow_privileges(database: str) -> None:
    """The program's role may delete and write everything that row security lets it."""
    with plugin.superuser(database) as connection:
        connection.execute("GRANT INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO simpul_app")


SWITCHES: dict[str, Callable[[str], None]] = {"narrow_privileges": _without_narrow_privileges}
GUARDS: dict[str, list[str]] = {
    "narrow_privileges": [
        "tests/house/test_database.py::test_app_role_writes_and_deletes_only_what_it_must",
        "tests/house/test_database.py::test_nobody_gives_themselves_a_role_s_permissions",
    ],
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
    "no_network": ["tests/database/test_server.py::test_no_network"],
    "socket_password": ["tests/database/test_server.py::test_a_wrong_password_is_refused"],
    "socket_folder_owner": [
        "tests/database/test_server.py::test_a_short_socket_folder_that_somebody_laid_out_is_refused",
    ],
    "start_lock": ["tests/database/test_server.py::test_two_starts_at_once_make_one_server"],
    "durability_check": [
        "tests/database/test_server.py::test_refuses_settings_that_may_lose_what_was_confirmed",
        "tests/database/test_server_external.py::test_unsafe_durability_is_refused",
    ],
    "stale_pid_file": [
        "tests/database/test_server_crashes.py::test_a_number_that_belongs_to_another_process_now_stops_nothing",
    ],
    "roles_brought_back": ["tests/database/test_roles.py::test_preparing_again_takes_back_what_a_role_was_given"],
    "one_snapshot": ["tests/database/test_backup.py::test_a_backup_while_people_work_is_of_one_moment"],
    "restored_as_administrator": ["tests/database/test_backup.py::test_protection_comes_back_too"],
    "backup_hashes": ["tests/database/test_backup_drill.py::test_a_changed_file_is_found_before_anything_is_restored"],
    "backup_signature": ["tests/database/test_backup_drill.py::test_a_changed_manifest_is_refused_without_the_ring"],
    "restore_comparison": [
        "tests/database/test_backup_drill.py::test_a_change_with_right_hashes_and_signature_is_found_by_comparing",
    ],
}
