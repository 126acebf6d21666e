"""Copies of the head that somebody has changed."""

from collections.abc import Callable

import pytest

from tests.audit.tampering import Kept


def edit_lines(kept: Kept, edit: Callable[[list[bytes]], list[bytes]]) -> None:
    kept.copy.write_bytes(b"".join(edit(kept.lines.splitlines(keepends=True))))


ANOTHER_HASH = b"0" * 64 + b"\n"
COPIES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], set[str]]] = {
    "another hash": (lambda lines: [*lines[:2], lines[2][:-65] + ANOTHER_HASH, *lines[3:]], {"copy_differs"}),
    "another moment": (lambda lines: [*lines[:2], lines[2].replace(b" 20", b" 19", 1), *lines[3:]], {"copy_differs"}),
    "a line less": (lambda lines: [*lines[:2], *lines[3:]], {"copy_gap"}),
    "cut": (lambda lines: lines[:-2], {"copy_behind"}),
    "emptied": (lambda lines: [], {"copy_behind"}),
    "two lines swapped": (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], {"copy_disorder", "copy_gap"}),
    "a line twice": (lambda lines: [*lines, lines[5]], {"copy_disorder"}),
    "a line more": (lambda lines: [*lines, lines[5].replace(b"6 ", b"7 ", 1)], {"copy_ahead"}),
    "noise": (lambda lines: [lines[0], b"\xff\xfe noise\n", *lines[2:]], {"copy_gap"}),
    "half a line": (lambda lines: [*lines[:5], lines[5][:20]], {"copy_behind"}),
}


@pytest.mark.parametrize("way", COPIES)
def test_a_changed_head_copy_is_found(kept: Kept, way: str) -> None:
    edit, expected = COPIES[way]
    edit_lines(kept, edit)
    assert kept.copy.read_bytes() != kept.lines
    found = kept.verify("--patience", "0")
    assert found
    assert found <= expected


def test_a_head_copy_that_began_later_is_fine_and_a_lost_one_is_found(kept: Kept) -> None:
    edit_lines(kept, lambda lines: lines[3:])
    assert kept.verify("--patience", "0") == set()
    kept.copy.unlink()
    assert kept.verify() == {"copy_missing"}
