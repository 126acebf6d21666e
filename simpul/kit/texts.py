"""Text as it is kept: one way to write the same letters, and nothing in it that cannot be seen."""

import unicodedata

# Cc control, Cf format (zero-width, bidirectional overrides, soft hyphen, byte order mark), Cs half a surrogate pair,
# which no database takes.
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
# Letters and marks that draw nothing: joiners, Hangul and Khmer fillers, an empty Braille cell, variation selectors.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(code) for code in range(0xFE00, 0xFE10)}
_DOT = "•"


def normalise(text: str) -> str:
    """One line: composed letters (NFC), no control or zero-width characters, single spaces, none at the ends."""
    if not text.isascii() or not text.isprintable():
        # Composed only after the unseen is gone, so that a hidden character cannot keep an accent from its letter.
        text = unicodedata.normalize("NFC", "".join(map(_seen, text)))
    return " ".join(text.split())


def normalise_lines(text: str) -> str:
    """The same for every line; new lines stay, as \\n, save empty ones at both ends."""
    return "\n".join(normalise(line) for line in text.splitlines()).strip("\n")


def hide_all_but_last(text: str, shown: int = 4) -> str:
    """Dots for all but the last characters; for all of them when what is shown would be half of it or more."""
    text = "".join(text.split())
    if len(text) <= 2 * shown:
        return _DOT * len(text)
    return _DOT * (len(text) - shown) + text[-shown:]


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    return "" if character in _UNSEEN or unicodedata.category(character) in _UNSEEN_CATEGORIES else character
