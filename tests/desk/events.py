"""What was recorded of the directory; signing in is recorded, too."""

from collections.abc import Iterable

from tests.directory.conftest import Recorded


def done_to(recorded: Iterable[Recorded]) -> list[Recorded]:
    """The events of acts on offices, calendars, code lists and areas."""
    return [event for event in recorded if event.act.startswith("directory.")]
