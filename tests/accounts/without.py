"""The guards of accounts, each with the way to switch it off and the tests that must then fail."""

from collections.abc import Callable


def _without_throttle(database: str) -> None:
    from simpul.accounts.services.throttle import Attempt

    Attempt.take = lambda self: None
    Attempt.give_back = lambda self: None


def _without_second_factor(database: str) -> None:
    from simpul.accounts.queries import factors

    factors.is_proven = lambda request: True


def _without_spent_codes(database: str) -> None:
    """A code of an authenticator app stays good for its whole half minute."""
    from allauth.mfa.totp.internal.auth import validate_totp_code
    from allauth.mfa.utils import decrypt

    from simpul.accounts.services import factors

    factors._accept_totp = lambda factor, code: validate_totp_code(decrypt(factor.data["secret"]), code)


def _without_spent_cards(database: str) -> None:
    from simpul.accounts.rules import code_cards

    code_cards.spend = lambda used, number: used
    code_cards.next_number = lambda used: 1


def _without_sealing(database: str) -> None:
    from simpul.accounts.adapters import SecondFactorAdapter
    from simpul.accounts.services import factors

    SecondFactorAdapter.encrypt = SecondFactorAdapter.decrypt = lambda self, text: text
    factors.seal_secret = lambda text: text


def _without_dummy_hash(database: str) -> None:
    from allauth.account.auth_backends import AuthenticationBackend

    AuthenticationBackend._mitigate_timing_attack = lambda self, password: None


def _without_renewed_keys(database: str) -> None:
    from simpul.accounts import services

    services.renew_key = lambda session: None


def _without_step_up(database: str) -> None:
    from simpul.accounts.queries import factors

    factors.is_recently_proven = lambda request, within: True


def _without_session_limits(database: str) -> None:
    from simpul.accounts.middleware import ViewerMiddleware

    ViewerMiddleware._is_over = lambda self, request: False


def _without_reach_of_staff(database: str) -> None:
    """Every manager sees and changes the staff of every office."""
    from simpul.accounts.models import User
    from simpul.accounts.queries import staff
    from simpul.accounts.services import staff as service

    staff.staff_visible_to = staff.staff_managed_by = lambda viewer: User.objects.all()
    service._refuse_outside_reach = lambda by, office: None


def _without_incompatible_roles(database: str) -> None:
    from simpul.accounts.rules import staff

    staff.incompatible = lambda one, other: ""


def _without_second_person(database: str) -> None:
    """Whoever resets a password forgets the second factors along with it."""
    from simpul.accounts.services import passwords

    report = passwords._make_one_time

    def forget_at_once(user, by, has_lost_device):  # type: ignore[no-untyped-def]
        if has_lost_device:
            passwords.remove_factors(user)
        return report(user, by, has_lost_device)

    passwords._make_one_time = forget_at_once


def _without_reading_limits(database: str) -> None:
    from simpul.accounts.services import reading

    reading._note_once = lambda kind, what, rate, by: None
    reading._take = lambda kind, rate, by: None


def _without_rank(database: str) -> None:
    from simpul.accounts.rules import staff

    staff._is_above = lambda permissions, other: False


SWITCHES: dict[str, Callable[[str], None]] = {
    "sign_in_throttle": _without_throttle,
    "second_factor": _without_second_factor,
    "spent_app_codes": _without_spent_codes,
    "spent_card_codes": _without_spent_cards,
    "sealed_factors": _without_sealing,
    "dummy_hash": _without_dummy_hash,
    "step_up": _without_step_up,
    "renewed_keys": _without_renewed_keys,
    "session_limits": _without_session_limits,
    "reach_of_staff": _without_reach_of_staff,
    "incompatible_roles": _without_incompatible_roles,
    "second_person": _without_second_person,
    "rank_of_administrator": _without_rank,
    "reading_limits": _without_reading_limits,
}

RESET = "tests/accounts/test_reset_password.py"
READING = "tests/accounts/test_reading_limits.py"
GUARDS: dict[str, list[str]] = {
    "sign_in_throttle": [
        "tests/accounts/test_throttle.py::test_wrong_passwords_come_to_an_end_and_the_wait_too",
        "tests/accounts/test_second_factor.py::test_hundred_guesses_come_to_an_end",
        "tests/accounts/test_code_cards.py::test_guesses_come_to_an_end",
    ],
    "second_factor": [
        "tests/accounts/test_second_factor.py::test_one_factor_opens_nothing_and_two_open_everything[password]"
    ],
    "spent_app_codes": ["tests/accounts/test_second_factor.py::test_app_code_is_good_once"],
    "spent_card_codes": [
        "tests/accounts/test_code_cards.py::test_same_number_is_asked_until_it_is_answered_and_never_again"
    ],
    "sealed_factors": [
        "tests/accounts/test_passwords.py::test_secrets_of_factors_are_sealed",
        "tests/accounts/test_passwords.py::test_dump_holds_no_secret",
    ],
    "dummy_hash": ["tests/accounts/test_sign_in.py::test_sign_in_costs_the_same_for_names_that_do_not_exist"],
    "renewed_keys": ["tests/accounts/test_sessions.py::test_proving_oneself_again_renews_the_key"],
    "step_up": ["tests/accounts/test_staff.py::test_acts_that_bind_ask_for_a_fresh_proof[reset_password]"],
    "session_limits": [
        "tests/accounts/test_sessions.py::test_left_alone_for_a_quarter_of_an_hour",
        "tests/accounts/test_sessions.py::test_twelve_hours_whatever_was_done",
    ],
    "reach_of_staff": [
        "tests/accounts/test_staff.py::test_list_shows_the_own_office_and_no_other",
        "tests/accounts/test_staff.py::test_manager_of_another_office_finds_nothing[change_account]",
    ],
    "second_person": [
        f"{RESET}::test_lost_device_is_forgotten_only_when_a_second_person_confirms",
        f"{RESET}::test_administrator_alone_opens_no_account_at_the_counter",
    ],
    "reading_limits": [
        f"{READING}::test_three_hundred_numbers_come_to_an_end",
        f"{READING}::test_numbers_are_counted_wherever_they_are_asked",
        f"{READING}::test_subjects_are_counted_wherever_they_are_opened",
        f"{READING}::test_lists_come_to_an_end",
        f"{READING}::test_alarm_reaches_the_data_protection_officer_once",
    ],
    "rank_of_administrator": [
        f"{RESET}::test_administrator_is_not_reset_by_whoever_manages_staff",
        f"{RESET}::test_nor_somebody_who_becomes_administrator_tomorrow",
    ],
    "incompatible_roles": [
        "tests/accounts/test_staff.py::test_roles_that_may_not_be_given[sari-front_office-more5-Auditor tidak boleh]"
    ],
}
