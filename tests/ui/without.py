"""The guards of the interface: both tests ask `guard_is_off` themselves, for nothing but memory has to change."""

from collections.abc import Callable

SWITCHES: dict[str, Callable[[str], None]] = {}

GUARDS = {
    "safe_headers": ["tests/ui/test_error_pages.py::test_every_answer_has_the_headers"],
    "resend_same_origin": ["tests/ui/test_error_pages.py::test_another_sites_form_is_never_offered_for_sending"],
}
