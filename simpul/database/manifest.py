"""What a backup says of itself: every file with its hash, what the database held in the same snapshot, a signature."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from cryptography.exceptions import InvalidSignature

from simpul.database.contents import AuditHead, Contents, Table
from simpul.database.keys import Keyring
from simpul.database.refusals import DatabaseRefused

FORMAT = 1
NAME, SIGNATURE = "manifest.json", "manifest.sig"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """The backup's own account; `dump` and `attachments` give the SHA-256 of each file by its path."""

    version: str
    postgres: str
    taken_at: str
    contents: Contents
    dump: Mapping[str, str]
    attachments: Mapping[str, str]
    bytes: int
    seconds: float

    @property
    def damaged_attachments(self) -> list[str]:
        """Attachments that no longer are what their name says: the disk has changed them before the backup came."""
        return [name for name, digest in self.attachments.items() if PurePosixPath(name).name != digest]

    def write(self, folder: Path, ring: Keyring) -> None:
        """Write it with a signature: whoever can change the backup cannot also make it say that it is whole."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True) + "\n"
        number, key = ring.signing_key()
        (folder / NAME).write_text(text)
        (folder / SIGNATURE).write_text(f"{number} {key.sign(text.encode()).hex()}\n")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest in a backup's folder; anything else there is refused in one sentence."""
        try:
            found = json.loads((folder / NAME).read_text())
            if found.pop("format") != FORMAT:
                raise ValueError("it is of another format")
            return cls(**{**found, "contents": _contents(found["contents"])})
        except OSError as error:
            raise DatabaseRefused("not_a_backup", folder=folder, reason=error.strerror) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DatabaseRefused("not_a_backup", folder=folder, reason=str(error)) from error


def _contents(found: dict[str, Any]) -> Contents:
    head = found["audit_head"]
    tables = {name: Table(**table) for name, table in found["tables"].items()}
    return Contents(tables, found["functions"], AuditHead(**head) if head else None)


def hash_file(path: Path) -> str:
    """SHA-256 of a file, read piece by piece, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_signed_by(folder: Path, ring: Keyring) -> bool:
    """Was the manifest signed with a key of this ring? If not it was changed, or the fields cannot be opened either."""
    try:
        number, signature = (folder / SIGNATURE).read_text().split()
        ring.signing_public_keys()[int(number)].verify(bytes.fromhex(signature), (folder / NAME).read_bytes())
    except (OSError, ValueError, KeyError, InvalidSignature):
        return False
    return True
