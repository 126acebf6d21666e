"""Identifiers that can be made anywhere, sort by time and give nothing away but that time."""

import os
import time
import uuid


def new_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits."""
    random = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // 1_000_000) << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | (random & ((1 << 62) - 1))
    return uuid.UUID(int=value)


def read_id(text: str | None) -> uuid.UUID | None:
    """The id that a text is; nothing for anything else."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
