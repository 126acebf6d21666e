"""Digits as people and spreadsheets write them."""

import re
import unicodedata
from dataclasses import dataclass

from simpul.kit.texts import normalise

_SCIENTIFIC = re.compile(r"['\"=]*([0-9])(?:[.,]([0-9]{1,30}))? ?[eE] ?\+?([0-9]{1,3})['\"]*")
_DECIMALS = re.compile(r"([0-9]{9,})[.,]0{1,2}")
# What hands and scanners write for a digit.
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_COUNTED = ("1234567890" * 2, "0123456789" * 2, "9876543210" * 2, "12345678" * 2)
_FILLERS = frozenset(text[:length] for text in _COUNTED for length in range(4, len(text) + 1))


@dataclass(frozen=True)
class Scientific:
    """A number that a spreadsheet showed as 3,27E+15: the digits it kept, of how many."""

    kept: str
    length: int

    @property
    def is_whole(self) -> bool:
        """Whether every digit is still there."""
        return len(self.kept) == self.length


def with_plain_digits(text: str) -> str:
    """One normalised line in which digits of every script are 0 to 9."""
    text = normalise(text)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(character, character)) for character in text)


def only_digits(text: str) -> str:
    """The digits 0 to 9 of a text, the rest left out."""
    if text.isascii() and text.isdigit():
        return text
    return "".join(character for character in text if character in "0123456789")


def read_scientific(text: str) -> Scientific | None:
    """What is left of a number in scientific notation; None when the text is not one."""
    found = _SCIENTIFIC.fullmatch(text)
    if found is None:
        return None
    return Scientific(kept=found[1] + (found[2] or ""), length=int(found[3]) + 1)


def without_decimals(text: str) -> str:
    """A long number without the ",0" that a spreadsheet hangs on a number cell."""
    found = _DECIMALS.fullmatch(text)
    return found[1] if found else text


def with_lookalikes_as_digits(text: str) -> str:
    """O as 0, l as 1 and so on: a suggestion to show, never to be taken silently."""
    return text.translate(_LOOKALIKES)


def is_filler(digits: str) -> bool:
    """Whether it was typed only to fill the box: 0, 9999…, 1234…, 9876…."""
    return digits in _FILLERS or len(set(digits)) == 1
