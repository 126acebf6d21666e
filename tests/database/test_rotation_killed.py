"""A rotation that is killed at random moments leaves everything readable, and in the end it is complete."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import pytest

from simpul.database.keys import Keyring, ring
from tests.database.sealed.tables import database_of

pytest_plugins = ["tests.database.sealed.fixtures"]
pytestmark = pytest.mark.faults

ROWS, KILLS = 1000, 20
COLUMN = "tests.card.number"
ALL_READABLE = f"{ROWS} {ROWS} {ROWS}"


def run(database: str, *words: str) -> "subprocess.Popen[str]":
    settings = json.dumps(database_of("simpul_owner", database))
    own = {"SIMPUL_TEST_DATABASE": settings, "DJANGO_SETTINGS_MODULE": "tests.database.crypto_settings"}
    command = [sys.executable, "-m", "tests.database.sealed", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **own})


def answer(database: str, *words: str) -> str:
    output, _ = (process := run(database, *words)).communicate(timeout=300)
    assert process.returncode == 0
    return output.strip()


def rotate_until_killed(database: str, seconds: float) -> bool:
    """Whether the process was killed while it still had something to do."""
    with run(database, "rotate", "25") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begins\n"
        time.sleep(seconds)
        process.kill()
        return process.stdout.read() == ""


def test_a_rotation_killed_twenty_times_loses_nothing(
    keyring: Keyring, scratch_database: str, guard_is_off: Callable[[str], bool]
) -> None:
    do = partial(answer, scratch_database)
    do("fill", str(ROWS))
    assert do("count") == ALL_READABLE
    moments, interrupted = random.Random(1707), 0
    old, started = turn_keys(guard_is_off), time.monotonic()
    do("rotate", "25")
    whole = time.monotonic() - started
    for _ in range(KILLS):
        old = turn_keys(guard_is_off)
        interrupted += rotate_until_killed(scratch_database, moments.uniform(0, whole / 3))
        assert do("count") == ALL_READABLE
    assert interrupted >= KILLS // 2
    assert do("rotate", "500").splitlines() == ["begins", "0"]
    for key in old:
        ring().retire(COLUMN, key)
    assert do("count") == ALL_READABLE


def turn_keys(guard_is_off: Callable[[str], bool]) -> tuple[int, int]:
    """New keys for column and index; the old ones, which must stay until the rotation is done."""
    old = ring().field_key(COLUMN)[0], ring().index_keys(COLUMN)[0][0]
    ring().rotate_field(COLUMN)
    ring().rotate_index(COLUMN)
    if guard_is_off("old_key_kept"):
        ring().retire(COLUMN, old[0])
    return old
