"""Text as it is kept: composed, seen, single-spaced; and hidden but for its end."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.texts import hide_all_but_last, normalise, normalise_lines

anything = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Siti   Aminah ", "Siti Aminah"),
        ("Siti\tAminah\r\n", "Siti Aminah"),
        ("Siti\u00a0Aminah", "Siti Aminah"),
        ("Siti\u200bAminah", "SitiAminah"),
        ("\ufeffSiti", "Siti"),
        ("\u202eitiS\u202c", "itiS"),
        ("Jose\u0301", "José"),
        ("Jose\u200b\u0301", "José"),
        ("Si\x00ti\x07", "Siti"),
        ("So\u00adegeng", "Soegeng"),
        ("\ud800Siti", "Siti"),
        ("\u3164", ""),
        ("Nur\u3000Hayati", "Nur Hayati"),
        ("李明", "李明"),
        ("", ""),
    ],
)
def test_normalise(text: str, kept: str) -> None:
    assert normalise(text) == kept


@given(anything)
def test_what_is_kept_can_be_seen_and_stored(text: str) -> None:
    kept = normalise(text)
    assert kept == kept.strip()
    assert "  " not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(character) for character in kept} & {"Cc", "Cf", "Cs"}
    kept.encode()
    assert normalise(kept) == kept


def test_lines_stay_lines() -> None:
    assert normalise_lines("\n  Satu \r\n\r\n dua\u200b  tiga\t\n\n") == "Satu\n\ndua tiga"


@given(anything)
def test_lines_differ_from_one_line_only_by_their_ends(text: str) -> None:
    lines = normalise_lines(text)
    assert normalise_lines(lines) == lines
    assert lines.replace("\n", "").replace(" ", "") == normalise(text).replace(" ", "") or not text.isascii()
    assert all(line == normalise(line) for line in lines.split("\n"))


@given(anything, st.integers(1, 6))
def test_hiding_shows_the_end_and_never_half(text: str, shown: int) -> None:
    plain = "".join(text.split())
    hidden = hide_all_but_last(text, shown)
    assert len(hidden) == len(plain)
    seen = hidden.lstrip("•")
    assert len(seen) <= shown
    assert plain.endswith(seen) or "•" in plain
    assert not plain or 2 * len(seen) < len(plain)
