"""Printed code cards: forty numbered codes, each good once. Plain Python."""

import secrets

STAGE = "code_card"  # the name of the step at sign-in that asks for a code
COUNT = 40
DIGITS = 6
FEW = 10  # with fewer left the supervisor is told


def new_codes() -> list[str]:
    """Codes for one card, from the system's own source of randomness."""
    return [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(COUNT)]


def is_used(used: int, number: int) -> bool:
    """Whether the code with this number (from 1) has been spent; `used` has one bit a code."""
    return bool(used >> (number - 1) & 1)


def spend(used: int, number: int) -> int:
    """The bits after this code was spent."""
    return used | 1 << (number - 1)


def left(used: int) -> int:
    """How many codes are still good."""
    return COUNT - used.bit_count()


def next_number(used: int) -> int | None:
    """The code to ask for: any of those left, so that nobody who saw one sign-in knows the next."""
    unused = [number for number in range(1, COUNT + 1) if not is_used(used, number)]
    return secrets.choice(unused) if unused else None


def tidy(text: str) -> str:
    """A code as it is typed: digits only."""
    return "".join(character for character in text if character.isascii() and character.isdigit())
