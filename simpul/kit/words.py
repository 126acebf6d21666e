"""Marking words where they stand, so that they can be translated where they are shown."""


def N_(text: str) -> str:
    """The same words; the mark is for `simpul strings`."""
    return text
