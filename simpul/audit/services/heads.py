"""The head of the chain, and its copies where whoever rules the database does not rule.

A copy is a text file that only grows: `number sealed_at hash`, a line a seal. One lies in the installation's home; the
other (`SIMPUL_AUDIT_HEAD_COPY`) belongs on another machine's disk, or to another user with the append-only attribute.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection as django_connection

from simpul.database.home import home
from simpul.database.keys import Keyring
from simpul.kit.refusals import Refusal, Refused

LONGEST_LINE = 200
LINES_AT_ONCE = 1_000
SEALS = "SELECT number, sealed_at, hash FROM audit_seal WHERE number >= %s ORDER BY number LIMIT %s"
LATEST = "SELECT number, sealed_at, hash FROM audit_seal ORDER BY number DESC LIMIT 1"


class HeadCopyDiffers(Refused):
    """A copy knows a head that the table does not: the table was cut, changed or restored. Nothing was written."""


@dataclass(frozen=True)
class Head:
    """The latest seal: whoever holds this on paper can prove everything before it."""

    number: int
    sealed_at: datetime
    hash: bytes

    def line(self) -> str:
        """As it stands in a copy, and on paper."""
        return f"{self.number} {self.sealed_at.astimezone(UTC).isoformat(timespec='microseconds')} {self.hash.hex()}"


def head() -> Head | None:
    """The latest seal, or None where nothing was sealed yet."""
    with django_connection.cursor() as cursor:
        cursor.execute(LATEST)
        row = cursor.fetchone()
    return Head(row[0], row[1], bytes(row[2])) if row else None


def public_keys(ring: Keyring) -> dict[str, str]:
    """What `simpul_verify --public-keys` wants: every key that ever signed, by its id in the seals, in hexadecimal."""
    return {str(key_id): key.public_bytes_raw().hex() for key_id, key in ring.signing_public_keys().items()}


def copy_paths() -> list[Path]:
    """Where the heads are copied to."""
    paths = [home() / "audit-head.log"]
    if elsewhere := os.environ.get("SIMPUL_AUDIT_HEAD_COPY"):
        paths.append(Path(elsewhere))
    return paths


def copy_heads(connection: psycopg.Connection[Any], path: Path) -> int:
    """Append to the copy the heads it does not have yet; how many. Refused when it contradicts the table."""
    written = 0
    with _appending(path) as (descriptor, known):
        number = known.number if known else 0
        if known and connection.execute(SEALS, (number, 1)).fetchall() != [(known.number, known.sealed_at, known.hash)]:
            raise HeadCopyDiffers(Refusal("head_copy_differs", {"path": str(path), "number": number}))
        while rows := connection.execute(SEALS, (number + 1, LINES_AT_ONCE)).fetchall():
            os.write(descriptor, "".join(f"{Head(*row).line()}\n" for row in rows).encode())
            number, written = rows[-1][0], written + len(rows)
        if written:
            os.fsync(descriptor)
    return written


@contextmanager
def _appending(path: Path) -> Iterator[tuple[int, Head | None]]:
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor, _latest_line(descriptor, path)
    finally:
        os.close(descriptor)


def _latest_line(descriptor: int, path: Path) -> Head | None:
    size = os.fstat(descriptor).st_size
    lines = os.pread(descriptor, LONGEST_LINE, max(0, size - LONGEST_LINE)).decode(errors="replace").split("\n")
    if lines[-1]:
        # Half a line, from a crash in the middle of writing: ended here, and passed over by the auditor.
        os.write(descriptor, b"\n")
    for line in reversed(lines[:-1]):
        try:
            number, sealed_at, digest = line.split(" ")
            return Head(int(number), datetime.fromisoformat(sealed_at), bytes.fromhex(digest))
        except ValueError:
            continue
    if size > LONGEST_LINE:
        raise HeadCopyDiffers(Refusal("head_copy_unreadable", {"path": str(path)}))
    return None
