"""Encrypted files on disk: whole or absent, named by what they contain, opened a megabyte at a time."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.database.keys import ring

COLUMN = "files.attachment.content"
WHOLE, IN_PIECES = b"\x01", b"\x02"
PIECE = 1 << 20  # bytes of content sealed at once
SALT, TAG = 16, 16


class FileDamaged(Exception):
    """What lies on disk is not what was stored."""


def write(folder: Path, attachment: UUID, content: bytes) -> str:
    """Encrypt and write, and answer the name once the file is safely on disk.

    The file is there before the row that names it is committed; a crash in between leaves a file nobody names.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f".{secrets.token_hex(16)}"
    digest = hashlib.sha256()
    with open(unfinished, "xb", opener=lambda place, flags: os.open(place, flags, 0o600)) as file:
        for sealed in _sealed(attachment, content):
            digest.update(sealed)
            file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    path = _path(folder, digest.hexdigest())
    path.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished.rename(path)
    _flush(path.parent)
    return path.name


def read(folder: Path, attachment: UUID, name: str) -> bytes:
    """The content; raises `FileDamaged` when the file is missing, changed, or another attachment's."""
    return b"".join(pieces(folder, attachment, name))


def pieces(folder: Path, attachment: UUID, name: str) -> Iterator[bytes]:
    """The content piece by piece, after the whole file was compared with its name; raises `FileDamaged` before or on the way."""
    try:
        file = _path(folder, name).open("rb")
    except FileNotFoundError as missing:
        raise FileDamaged(name) from missing
    try:
        if hashlib.file_digest(file, "sha256").hexdigest() != name:
            raise FileDamaged(name)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _opened(file, attachment, name)


def _sealed(attachment: UUID, content: bytes) -> Iterator[bytes]:
    """A head, and pieces that are bound to the attachment, to their place, and the last one to being the last."""
    key_id, key = ring().field_key(COLUMN)
    salt = secrets.token_bytes(SALT)
    yield IN_PIECES + key_id.to_bytes(2, "big") + salt
    cipher = _cipher(key, salt)
    starts = range(0, max(1, len(content)), PIECE)
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        yield cipher.encrypt(_nonce(number, is_last), content[start : start + PIECE], _bound(attachment))


def _opened(file: BinaryIO, attachment: UUID, name: str) -> Iterator[bytes]:
    with file:
        head = file.read(3)
        key = ring().field_key(COLUMN, int.from_bytes(head[1:], "big"))
        try:
            if head[:1] == WHOLE:
                yield AESGCM(key).decrypt(file.read(12), file.read(), _bound(attachment))
            elif head[:1] == IN_PIECES:
                yield from _opened_in_pieces(file, _cipher(key, file.read(SALT)), attachment)
            else:
                raise FileDamaged(name)
        except InvalidTag as wrong:
            raise FileDamaged(name) from wrong


def _opened_in_pieces(file: BinaryIO, cipher: AESGCM, attachment: UUID) -> Iterator[bytes]:
    number, piece = 0, file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        yield cipher.decrypt(_nonce(number, not following), piece, _bound(attachment))
        if not following:
            return
        number, piece = number + 1, following


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    """A key of each file's own, so that its pieces can simply be counted."""
    return AESGCM(hmac.digest(key, COLUMN.encode() + b"\x00" + salt, "sha256"))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


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
