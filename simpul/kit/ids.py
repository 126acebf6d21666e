"""Identifiers that can be made anywhere, sort by time and give nothing away but that time."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    return _made_of(os.urandom(10))


def new_ids(count: int) -> list[uuid.UUID]:
    """As many of them, from one call of the system."""
    drawn = os.urandom(10 * count)
    return [_made_of(drawn[start : start + 10]) for start in range(0, len(drawn), 10)]


def _made_of(drawn: bytes) -> uuid.UUID:
    random = int.from_bytes(drawn, "big")
    value = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | (random & ((1 << 62) - 1))
    return uuid.UUID(int=value)


def read_id(text: str | None) -> uuid.UUID | None:
    """The id that a text is; nothing for anything else."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
