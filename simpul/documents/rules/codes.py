"""The code on a paper: long enough that nobody guesses one, short enough to type from paper. Plain Python."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else; 31 signs
LENGTH = 20  # 31^20 is about 2^99


def new_code() -> str:
    """A fresh code in groups of five, as it is printed: ABCDE-FGHJK-…"""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + 5] for start in range(0, LENGTH, 5))


def read_code(text: str) -> str | None:
    """The code as it was typed or scanned, in its printed form; None when it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    return "-".join(signs[start : start + 5] for start in range(0, LENGTH, 5))


def code_hash(code: str) -> bytes:
    """What is kept of a code: 99 random bits need no salt and no slow hash."""
    return hashlib.sha256(code.encode()).digest()
