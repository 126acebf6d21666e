"""Encrypted files on disk: whole or absent, named by what they contain."""

import hashlib
import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.database.keys import ring

COLUMN = "files.attachment.content"
VERSION = b"\x01"


class FileDamaged(Exception):
    """What lies on disk is not what was stored."""


def write(folder: Path, attachment: UUID, content: bytes) -> str:
    """Encrypt and write, and answer the name once the file is safely on disk.

    The file is there before the row that names it is committed; a crash in between leaves a file nobody names.
    """
    key_id, key = ring().field_key(COLUMN)
    nonce = secrets.token_bytes(12)
    sealed = VERSION + key_id.to_bytes(2, "big") + nonce + AESGCM(key).encrypt(nonce, content, _bound(attachment))
    name = hashlib.sha256(sealed).hexdigest()
    path = _path(folder, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{name}.{os.getpid()}")
    with open(unfinished, "xb", opener=lambda place, flags: os.open(place, flags, 0o600)) as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    _flush(path.parent)
    return name


def read(folder: Path, attachment: UUID, name: str) -> bytes:
    """The content; raises `FileDamaged` when the file is missing, changed, or another attachment's."""
    try:
        sealed = _path(folder, name).read_bytes()
    except FileNotFoundError as missing:
        raise FileDamaged(name) from missing
    if hashlib.sha256(sealed).hexdigest() != name or sealed[:1] != VERSION:
        raise FileDamaged(name)
    key = ring().field_key(COLUMN, int.from_bytes(sealed[1:3], "big"))
    try:
        return AESGCM(key).decrypt(sealed[3:15], sealed[15:], _bound(attachment))
    except InvalidTag as wrong:
        raise FileDamaged(name) from wrong


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / name


def _bound(attachment: UUID) -> bytes:
    return COLUMN.encode() + b"\x00" + attachment.bytes


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
