"""What a key ring holds: secrets by name, numbered keys by column, signing keys. Plain values, written as JSON."""

import base64
import hashlib
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = 1
LARGEST_KEY_ID = 0xFFFF  # two bytes of every encrypted value

Ring = dict[str, Any]


def empty_ring() -> Ring:
    """A ring on its first day."""
    return {"format": FORMAT, "secrets": {}, "columns": {}, "signing": []}


def as_bytes(ring: Ring) -> bytes:
    """The ring as its file holds it; the same ring gives the same bytes."""
    return json.dumps(ring, indent=1, sort_keys=True).encode()


def digest(ring: Ring) -> str:
    """Tells two states of the ring apart, whether or not they have been backed up."""
    return hashlib.sha256(as_bytes({name: part for name, part in ring.items() if name != "backed_up"})).hexdigest()


def live_keys(keys: Sequence[Ring], use: str) -> list[tuple[int, bytes]]:
    """The keys of a column for one use, with their numbers, newest first; retired ones are gone."""
    numbered = enumerate(keys, start=1)
    live = [
        (number, base64.b64decode(entry["key"])) for number, entry in numbered if entry["use"] == use and entry["key"]
    ]
    return live[::-1]


def add_key(ring: Ring, column: str, use: str) -> int:
    """Give the column a new key of 256 random bits; its number."""
    keys: list[Ring] = ring["columns"].setdefault(column, [])
    keys.append({"use": use, "key": base64.b64encode(os.urandom(32)).decode(), "made_at": now()})
    return len(keys)


def add_signing_key(ring: Ring) -> int:
    """Give the ring a new Ed25519 key; its number."""
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    ring["signing"].append({"key": base64.b64encode(key).decode(), "made_at": now()})
    return len(ring["signing"])


def signing_key_of(entry: Ring) -> Ed25519PrivateKey:
    """The key that an entry of the ring holds."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(entry["key"]))


def now() -> str:
    """When a key is made or retired, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
