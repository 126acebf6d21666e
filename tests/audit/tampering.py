"""A sealed database to tamper with, and the hands of somebody who may do everything with it."""

from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simpul.audit.rules import chain
from simpul.audit.services import seals
from tests.audit.scratch import AuditDatabase, unguarded
from tests.audit.verifying import verify

SEALS = 6
EVENTS = (1, 40, 7, 24, 3, 25)  # in each seal; ids run from 1 to 100


class Kept(NamedTuple):
    """A sealed database with its head copy, put back as it was before each test."""

    audit: AuditDatabase
    copy: Path
    lines: bytes

    def verify(self, *arguments: str, keys: dict[str, str] | None = None) -> set[str]:
        return verify(self.audit, "--head-copy", str(self.copy), *arguments, keys=keys)


def tamper(kept: Kept, *statements: str) -> None:
    with kept.audit.superuser() as superuser, superuser.transaction(), unguarded(superuser):
        for statement in statements:
            assert superuser.execute(statement).rowcount != 0, f"nothing was tampered with: {statement}"


def seal_again(kept: Kept, first: int, key: Ed25519PrivateKey, key_id: str) -> None:
    """What an insider does who knows the format: new roots, hashes, links and signatures from a seal on."""
    with kept.audit.superuser() as superuser, superuser.transaction(), unguarded(superuser):
        (previous,) = superuser.execute(
            "SELECT hash FROM audit_seal WHERE number = %s", (first - 1,)
        ).fetchone() or (chain.FIRST_PREVIOUS,)  # fmt: skip
        columns = "number, first_xid, first_id, last_xid, last_id, count, sealed_at"
        for row in superuser.execute(
            f"SELECT {columns} FROM audit_seal WHERE number >= {first} ORDER BY number"
        ).fetchall():
            number, first_xid, first_id, last_xid, last_id, _, sealed_at = row
            events = superuser.execute(
                seals.DUE.replace(seals.HORIZON, f"(xid, id) <= ({last_xid}, {last_id})"),
                (first_xid, first_id - 1, 1000),
            ).fetchall()
            root = chain.merkle_root(chain.leaf_hash(chain.event_bytes(chain.EventRow(*event))) for event in events)
            seal = chain.SealRow(
                number, previous, first_xid, first_id, last_xid, last_id, len(events), root, sealed_at, key_id
            )
            previous = chain.seal_hash(seal)
            superuser.execute(
                "UPDATE audit_seal SET previous = %s, count = %s, root = %s, key_id = %s, hash = %s, signature = %s"
                " WHERE number = %s",
                (seal.previous, seal.count, root, key_id, previous, key.sign(previous), number),
            )
