"""Bytes, hashes and proofs of the audit chain. `simpul_verify` implements the same text on its own.

Version 1, all numbers big-endian:

    event  = "simpul.audit.event/1\\n" xid:u64 id:u64 at:i64
             actor? act? subject_kind? subject? office? request? detail?
    seal   = "simpul.audit.seal/1\\n" number:u64 first_xid:u64 first_id:u64 last_xid:u64 last_id:u64 count:u64
             sealed_at:i64 previous? root? key_id?
    field? = 00 when null, else 01 length:u32 bytes

`xid` is the number of the transaction, counted on over restores. A moment is microseconds since 1970-01-01 UTC, a uuid
its 16 bytes, a text its UTF-8. `detail` is the text PostgreSQL gives for the jsonb value (`detail::text`): keys in its
own fixed order, numbers digit for digit, so that even 1 and 1.0 differ. Every part is of fixed width or carries its
length, so no two different rows give the same bytes.

    leaf = SHA-256(00 event)   node = SHA-256(01 left right)   seal hash = SHA-256(02 seal)

The tree is that of RFC 6962 §2.1: the left side holds the largest power of two smaller than the number of leaves.
The signature is Ed25519 over the 32 bytes of the seal hash; the first seal's `previous` is 32 zero bytes.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

EVENT_PREFIX = b"simpul.audit.event/1\n"
SEAL_PREFIX = b"simpul.audit.seal/1\n"
FIRST_PREVIOUS = bytes(32)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of `audit_event`, as the chain sees it."""

    id: int
    xid: int
    at: datetime
    actor: UUID | None
    act: str
    subject_kind: str
    subject: UUID | None
    office: UUID | None
    request: UUID | None
    detail: str  # detail::text


@dataclass(frozen=True, slots=True)
class SealRow:
    """What one seal states about its batch; its hash and signature are made from this."""

    number: int
    previous: bytes
    first_xid: int
    first_id: int
    last_xid: int
    last_id: int
    count: int
    root: bytes
    sealed_at: datetime
    key_id: str


def _field(value: bytes | None) -> bytes:
    return b"\x00" if value is None else b"\x01" + struct.pack(">I", len(value)) + value


def _uuid(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes


def microseconds(at: datetime) -> int:
    """Whole microseconds since 1970-01-01 UTC: exactly what PostgreSQL stores of a moment."""
    return (at - EPOCH) // MICROSECOND


def event_bytes(row: EventRow) -> bytes:
    """The canonical bytes of an event, version 1."""
    values = (
        _uuid(row.actor),
        row.act.encode(),
        row.subject_kind.encode(),
        _uuid(row.subject),
        _uuid(row.office),
        _uuid(row.request),
        row.detail.encode(),
    )
    head = struct.pack(">QQq", row.xid, row.id, microseconds(row.at))
    return EVENT_PREFIX + head + b"".join(map(_field, values))


def seal_bytes(row: SealRow) -> bytes:
    """The canonical bytes of a seal, version 1."""
    numbers = (row.number, row.first_xid, row.first_id, row.last_xid, row.last_id, row.count)
    head = struct.pack(">QQQQQQq", *numbers, microseconds(row.sealed_at))
    return SEAL_PREFIX + head + b"".join(map(_field, (row.previous, row.root, row.key_id.encode())))


def leaf_hash(event: bytes) -> bytes:
    """RFC 6962 leaf: the 00 before it keeps a leaf from ever passing for a node."""
    return hashlib.sha256(b"\x00" + event).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962 inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def seal_hash(row: SealRow) -> bytes:
    """The head of the chain once this seal stands."""
    return hashlib.sha256(b"\x02" + seal_bytes(row)).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The RFC 6962 tree head of the leaves in order, in one pass and memory for its height only."""
    # Complete subtrees, biggest first; two of one height become one of the next, like carrying in a binary counter.
    subtrees: list[tuple[int, bytes]] = []
    for leaf in leaves:
        height, value = 0, leaf
        while subtrees and subtrees[-1][0] == height:
            value = node_hash(subtrees.pop()[1], value)
            height += 1
        subtrees.append((height, value))
    if not subtrees:
        return hashlib.sha256(b"").digest()
    root = subtrees.pop()[1]
    while subtrees:
        root = node_hash(subtrees.pop()[1], root)
    return root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of RFC 6962 §2.1.1: enough to show that one event is in a seal without showing the others."""
    if len(leaves) <= 1:
        return []
    split = _left_size(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), merkle_root(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), merkle_root(leaves[:split])]


def root_from_proof(leaf: bytes, index: int, count: int, proof: Sequence[bytes]) -> bytes:
    """The root that a leaf and its audit path lead to; equal to the sealed root only if the leaf is in it."""
    if count <= 1:
        return leaf
    split = _left_size(count)
    if index < split:
        return node_hash(root_from_proof(leaf, index, split, proof[:-1]), proof[-1])
    return node_hash(proof[-1], root_from_proof(leaf, index - split, count - split, proof[:-1]))


def _left_size(count: int) -> int:
    """The largest power of two smaller than `count`."""
    return 1 << ((count - 1).bit_length() - 1)
