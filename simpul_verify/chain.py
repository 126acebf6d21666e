"""The format of the chain, written a second time from its description (docs/explanation/audit.md)."""

import hashlib
import struct
from collections.abc import Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

START = bytes(32)
UNREADABLE = hashlib.sha256(b"no event and no seal has these bytes").digest()

_EVENT_NUMBERS = struct.Struct(">QQq")
_SEAL_NUMBERS = struct.Struct(">QQQQQQq")


class EventRecord(NamedTuple):
    """A row of `audit_event` as bytes and numbers; anything may be null in a table that somebody tampered with."""

    xid: int | None
    id: int | None
    at: int | None
    fields: tuple[bytes | None, ...]  # actor, act, subject_kind, subject, office, request, detail


class SealRecord(NamedTuple):
    """A row of `audit_seal`."""

    number: int
    previous: bytes | None
    first_xid: int | None
    first_id: int | None
    last_xid: int | None
    last_id: int | None
    events: int | None
    root: bytes | None
    sealed_at: int | None
    key_id: str | None
    hash: bytes | None
    signature: bytes | None


def leaf_of(event: EventRecord) -> bytes:
    """SHA-256 over 00 and the event's bytes."""
    try:
        numbers = _EVENT_NUMBERS.pack(event.xid, event.id, event.at)
    except struct.error:
        return UNREADABLE
    parts = [b"\x00simpul.audit.event/1\n", numbers]
    for value in event.fields:
        parts.append(b"\x00" if value is None else b"\x01%b%b" % (len(value).to_bytes(4, "big"), value))
    return hashlib.sha256(b"".join(parts)).digest()


def hash_of(seal: SealRecord) -> bytes:
    """SHA-256 over 02 and the seal's bytes: what is signed, and what the next seal points to."""
    try:
        numbers = _SEAL_NUMBERS.pack(
            seal.number,
            seal.first_xid,
            seal.first_id,
            seal.last_xid,
            seal.last_id,
            seal.events,
            seal.sealed_at,
        )
    except struct.error:
        return UNREADABLE
    parts = [b"\x02simpul.audit.seal/1\n", numbers]
    for value in (seal.previous, seal.root, None if seal.key_id is None else seal.key_id.encode()):
        parts.append(b"\x00" if value is None else b"\x01%b%b" % (len(value).to_bytes(4, "big"), value))
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    """An RFC 6962 tree that takes one leaf after the other and keeps one hash for each height."""

    def __init__(self) -> None:
        self.count = 0
        self._at_height: list[bytes | None] = []

    def add(self, leaf: bytes) -> None:
        """The next leaf, from the left."""
        self.count += 1
        for height, sibling in enumerate(self._at_height):
            if sibling is None:
                self._at_height[height] = leaf
                return
            leaf = hashlib.sha256(b"\x01" + sibling + leaf).digest()
            self._at_height[height] = None
        self._at_height.append(leaf)

    def root(self) -> bytes:
        """The tree's hash; of nothing, that of the empty text."""
        root: bytes | None = None
        for subtree in self._at_height:
            if subtree is not None:
                root = subtree if root is None else hashlib.sha256(b"\x01" + subtree + root).digest()
        return hashlib.sha256(b"").digest() if root is None else root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def is_signed(key: Ed25519PublicKey, digest: bytes, signature: bytes | None) -> bool:
    """Whether the owner of this key signed the digest."""
    try:
        key.verify(signature or b"", digest)
    except InvalidSignature:
        return False
    return True
