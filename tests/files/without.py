"""The guards of files, each with the way to switch it off and the tests that must then fail."""

from collections.abc import Callable


def _without_limits(database: str) -> None:
    """A file may ask for as much as it likes; what the kernel enforces stays."""
    from simpul.files.engine.tables import process

    enforced = process.enforced
    kernels = ("memory", "cpu", "seconds", "output")
    process.enforced = lambda limits: {
        name: value if name in kernels else 10**12 for name, value in enforced(limits).items()
    }


def _without_confinement(database: str) -> None:
    """The reading process keeps what every process has."""
    from simpul.files.engine.tables import process

    process.START = process.START.replace(
        "sys.exit(", "reader.limit_resources = lambda limits: None\nreader.open_nothing_more = lambda: None\nsys.exit("
    )


SWITCHES: dict[str, Callable[[str], None]] = {
    "list_limits": _without_limits,
    "reader_confined": _without_confinement,
}

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
        f"{CONFINED}::test_one_that_never_stops_writing_is_ended",
        f"{HOSTILE}[page full of nothing]",
    ],
}
