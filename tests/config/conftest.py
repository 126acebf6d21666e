"""Two installations, made once for all tests here: an office of its own and a demo. Tests work on copies."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

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


@pytest.fixture
def demo(made_demo: Installation, places: Callable[..., Installation]) -> Installation:
    """A demo office that runs, to be killed and misused."""
    running = places(of=made_demo)
    running.start()
    return running


@pytest.fixture(scope="session")
def shared_demo(made_demo: Installation) -> Iterator[Installation]:
    """A demo office that runs, for tests that leave it as they found it."""
    running = made_demo.copy()
    try:
        running.start()
        yield running
    finally:
        running.remove()


@dataclass(frozen=True)
class Certificate:
    """A certificate that signs itself, for a name that no resolver knows."""

    cert: Path
    key: Path
    name: str = "simpul.test"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    made = Certificate(folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={made.name}",
         "-addext", f"subjectAltName=DNS:{made.name}", "-keyout", made.key, "-out", made.cert],
        check=True, capture_output=True,
    )  # fmt: skip
    return made
