"""Where lists are parsed: a process without environment, files, network or much memory, that ends when it is told to."""

import json
import os
import subprocess
import time
from dataclasses import replace

import pytest

from simpul.files.engine.tables import process
from simpul.files.rules.tables import Limits
from simpul.files.services import read_table
from simpul.kit.refusals import Refusal

SECRET = "postgresql://simpul:rahasia@localhost/simpul"

# Runs where a reader of files runs, and answers with what it was able to do.
PROBE = """
import json, os, resource, socket, subprocess
def attempt(act):
    try:
        act()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
def descriptors():
    found = []
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found
def probe(source, writer):
    found = {
        "file": attempt(lambda: open("/etc/passwd")),
        "socket": attempt(socket.socket),
        "program": attempt(lambda: subprocess.run(["true"])),
        "memory": attempt(lambda: bytearray(600 * 2**20)),
        "dump": resource.getrlimit(resource.RLIMIT_CORE)[1],
        "environment": sorted(set(os.environ) - {"LC_CTYPE"}),
        "folder": os.getcwd(),
        "network": os.readlink("/proc/self/ns/net"),
        "descriptors": descriptors(),
        "modules": sorted({"django", "psycopg", "cryptography", "PIL"} & set(__import__("sys").modules)),
    }
    writer.begin("")
    writer.add_texts(1, [json.dumps(found)])
    return {}
reader._reader = lambda sort: probe
"""
HANG = "import time\nreader._reader = lambda sort: lambda source, writer: time.sleep(60)\n"
SPIN = "def spin(source, writer):\n    while True: pass\nreader._reader = lambda sort: spin\n"
FLOOD = """
def flood(source, writer):
    writer.begin("")
    for number in range(1, 30_000):
        writer.add_texts(number, [str(hash(str(number))) * 50])
    return {}
reader._reader = lambda sort: flood
"""
FALSE = "import os\nos.write(1, b'R\\x00\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff' + b'x' * 50)\nos._exit(0)\n"


@pytest.fixture
def instead(monkeypatch):
    """Let other code run in the place of a reader."""

    def put(code):
        monkeypatch.setattr(process, "START", process.START.replace("sys.exit(", f"{code}\nsys.exit("))

    return put


def can_leave_the_network():
    """Whether this system lets a process have a name space of its own."""
    return subprocess.run(["unshare", "-rn", "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0


def test_reader_can_do_nothing_but_read(instead, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", SECRET)
    inherited = os.open("/etc/hostname", os.O_RDONLY)
    instead(PROBE)
    try:
        with read_table(b"x") as table:
            found = json.loads(next(table.rows()).cells[0])
    finally:
        os.close(inherited)
    assert found["file"] == found["socket"] == "OSError"
    assert found["program"] in ("OSError", "BlockingIOError")
    assert found["memory"] == "MemoryError"
    assert found["dump"] == 0
    assert found["environment"] == found["modules"] == []
    assert found["folder"] == "/"
    if can_leave_the_network():
        assert found["network"] != os.readlink("/proc/self/ns/net")
    assert len(found["descriptors"]) == 4  # the file, the rows, nowhere, and the sign that it lives


def test_one_that_never_ends_is_ended(instead):
    instead(HANG)
    begun = time.monotonic()
    assert read_table(b"x", limits=replace(Limits(), seconds=1)) == Refusal("table_timed_out")
    assert time.monotonic() - begun < 5


def test_one_that_only_computes_is_ended(instead):
    instead(SPIN)
    assert read_table(b"x", limits=replace(Limits(), cpu=1, seconds=30)) == Refusal("table_timed_out")


def test_one_that_writes_too_much_is_ended(instead):
    instead(FLOOD)
    limits = replace(Limits(), output=300_000, seconds=30)
    assert read_table(b"x", limits=limits) == Refusal("table_too_heavy")


def test_what_it_writes_is_not_believed(instead):
    """Frames that claim gigabytes, and no summary."""
    instead(FALSE)
    assert read_table(b"x") == Refusal("table_too_heavy")
