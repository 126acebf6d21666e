"""Files made to harm: each is refused in words or read harmlessly, within its limits, and this process lives on."""

import os
import resource
import time
from dataclasses import replace

import pytest

from simpul.files.engine.tables.process import draw_pages
from simpul.files.rules.tables import Limits
from simpul.files.services import read_table
from simpul.kit.refusals import Refusal
from simpul.ui.sentences import is_known, sentence
from tests.files import hostile, hostile_texts  # noqa: F401 - fills the folder
from tests.files.hostile import FILES

LIMITS = replace(Limits(), cpu=2, seconds=60, cells=2_000_000)
MEGABYTE = 2**20


def resident() -> int:
    """What this process holds in memory now."""
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def largest() -> int:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def largest_child() -> int:
    """The most memory that any process started from here has held."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_there_are_enough():
    assert len(FILES) >= 200


@pytest.mark.parametrize("name", FILES)
def test_harms_nothing(name):
    file, before, children = FILES[name], resident(), largest_child()
    content, begun = file.make(), time.monotonic()
    answer = read_table(content, limits=LIMITS)
    seconds = time.monotonic() - begun
    if isinstance(answer, Refusal):
        assert is_known(answer.code)
        assert "Belum dapat dilakukan" not in sentence(answer)
        outcome = answer.code
    else:
        outcome = "read"
        with answer:
            for number in range(len(answer.file.sheets)):
                for row in answer.rows(number):
                    assert len(row.cells) == len(row.kinds)
                    assert all(set(cell) & set("\0\x1e\x1f\u202e\ufeff") == set() for cell in row.cells)
    assert outcome in file.outcome
    assert seconds < LIMITS.seconds + 5
    # Until it runs its own program, a child counts as its parent's memory.
    assert largest_child() <= max(children, LIMITS.memory, largest())
    assert resident() - before < len(content) + 80 * MEGABYTE


@pytest.mark.parametrize("name", [name for name in FILES if "PDF" in name or "pdf_scanned" in FILES[name].outcome])
def test_is_drawn_or_refused_and_nothing_falls_over(name):
    answer = draw_pages(FILES[name].make(), limits=replace(LIMITS, sheets=3))
    if isinstance(answer, Refusal):
        assert is_known(answer.code)
    else:
        assert all(page.startswith(b"\xff\xd8") for page in answer)
    assert largest_child() <= max(LIMITS.memory, largest())


def test_half_a_gigabyte_of_one_byte(tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    before = resident()
    answer = read_table(path)
    assert isinstance(answer, Refusal)
    assert answer.code == "table_too_large"
    assert resident() - before < 5 * MEGABYTE
