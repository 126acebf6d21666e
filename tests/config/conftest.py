"""A demo office that runs, to be killed or to be looked at, and a certificate."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.running import Installation


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
