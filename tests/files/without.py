"""The guards of files, each with the tests that must then fail; `conftest` switches them off where the tests run."""

from collections.abc import Callable

import pytest

from simpul.files.engine.tables import process


def without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may ask for as much as it likes; what the kernel enforces stays."""
    enforced = process.enforced
    kernels = ("memory", "cpu", "seconds", "output")

    def unlimited(limits):  # type: ignore[no-untyped-def]
        return {name: value if name in kernels else 10**12 for name, value in enforced(limits).items()}

    monkeypatch.setattr(process, "enforced", unlimited)


def without_confinement(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading process keeps what every process has."""
    unbound = "reader.limit_resources = lambda limits: None\nreader.open_nothing_more = lambda: None\nsys.exit("
    monkeypatch.setattr(process, "START", process.START.replace("sys.exit(", unbound))


OFF: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "list_limits": without_limits,
    "reader_confined": without_confinement,
}

SWITCHES: dict[str, Callable[[str], None]] = {}
HOSTILE = "tests/files/test_read_hostile.py::test_harms_nothing"
CONFINED = "tests/files/test_read_confined.py"
GUARDS: dict[str, list[str]] = {
    "list_limits": [
        f"{HOSTILE}[far cell]",
        f"{HOSTILE}[one byte a million times]",
        f"{HOSTILE}[tight texts]",
        f"{HOSTILE}[three hundred parts]",
        f"{HOSTILE}[claims five gigabytes]",
    ],
    "reader_confined": [
        f"{CONFINED}::test_reader_can_do_nothing_but_read",
        f"{CONFINED}::test_one_that_writes_too_much_is_ended",
    ],
}
