"""Guards of crashes. The installation is another process: the tests start it weakened (see weakened.py)."""

from collections.abc import Callable

SWITCHES: dict[str, Callable[[str], None]] = {}
_KILLED = "tests/faults/test_kill_everything.py::test_nothing_acknowledged_is_lost_and_nothing_is_half_done"
GUARDS: dict[str, list[str]] = {
    "answered_when_on_disk": [_KILLED],
    "event_in_the_act": [_KILLED],
    "sent_again_done_once": [_KILLED],
}
