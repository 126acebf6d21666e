"""Two installations, made once for all tests of a run: an office of its own and a demo. Tests work on copies."""

from collections.abc import Callable, Iterator

import pytest

from tests.config.running import Installation, new_place


@pytest.fixture(scope="session")
def made_office() -> Iterator[Installation]:
    """A real installation that was started once, with its first administrator, and stopped."""
    yield from _made("start")


@pytest.fixture(scope="session")
def made_demo() -> Iterator[Installation]:
    """A demo office of a few families that was started once and stopped."""
    yield from _made("demo", "--families", "6")


def _made(word: str, *options: str) -> Iterator[Installation]:
    made = Installation(new_place() / "home", word, *options)
    try:
        made.start()
        assert made.stop() == 0, made.said()
        yield made
    finally:
        made.remove()


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
