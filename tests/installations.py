"""Two installations, made once while the program does not change: an office of its own and a demo. Tests work on copies."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from tests import plugin
from tests.config.running import Installation, new_place


@pytest.fixture(scope="session")
def made_office() -> Installation:
    """A real installation that was started once, with its first administrator, and stopped."""
    return _made("start")


@pytest.fixture(scope="session")
def made_demo() -> Installation:
    """A demo office of a few families that was started once and stopped."""
    return _made("demo", "--families", "6")


def _made(word: str, *options: str) -> Installation:
    """By whichever process of the tests comes first; the others wait for it."""
    place = plugin.HOME / "made" / word
    made, stamp, program = (
        Installation(place / "home", word, *options),
        place / "program",
        plugin.fingerprint("simpul/**/*", "uv.lock"),
    )
    with plugin.alone(f"made-{word}"):
        if not stamp.exists() or stamp.read_text() != program:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            try:
                made.start()
                assert made.stop() == 0, made.said()
            except BaseException:
                made.remove()
                raise
            stamp.write_text(program)
    return made


@pytest.fixture
def places() -> Iterator[Callable[..., Installation]]:
    """Installations that end with the test: `places(of=made_demo)` a copy, `places()` an empty home."""
    ours = []

    def place(
        of: Installation | None = None, word: str | None = None, *options: str, **environment: str
    ) -> Installation:
        ours.append(
            of.copy(word, *(options or of.options), **environment)
            if of
            else Installation(new_place() / "home", word or "start", *options, **environment)
        )
        return ours[-1]

    yield place
    for each in ours:
        each.remove()
