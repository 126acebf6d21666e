"""Sealing one value: AES-256-GCM bound to its logical column and to the person it speaks of; and blind indexes.

A sealed value is `version (1) | key number (2) | nonce (12) | ciphertext and tag`. The associated data are the column's
name and the subject's uuid, so that a value moved to another column or another person does not open. Its length tells
the length of the text.
"""

import hmac
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.database.keys import KeyringRefused, ring

VERSION = b"\x01"
KEY_ID = slice(1, 3)
NONCE = slice(3, 15)
CLOSED = slice(15, None)
SHORTEST = 15 + 16


class DecryptionFailed(Exception):
    """A sealed value does not open: it was changed, moved to another column or subject, or its key is gone."""


def seal(column: str, subject: UUID, text: str) -> bytes:
    """`text` under the column's newest key."""
    key_id, key = ring().field_key(column)
    nonce = os.urandom(12)
    closed = _cipher(key).encrypt(nonce, text.encode(), _bound(column, subject))
    return VERSION + key_id.to_bytes(2, "big") + nonce + closed


def sealer(column: str) -> Callable[[UUID, str], bytes]:
    """`seal` for many values of a column at once: the key is asked for only now, not for each of them.

    For the act that asks for it, in one process and thread: its nonces are drawn in advance.
    """
    key_id, key = ring().field_key(column)
    head, cipher, name, nonces = VERSION + key_id.to_bytes(2, "big"), _cipher(key), column.encode(), _nonces()

    def sealed(subject: UUID, text: str) -> bytes:
        nonce = next(nonces)
        return head + nonce + cipher.encrypt(nonce, text.encode(), name + subject.bytes)

    return sealed


def _nonces(at_once: int = 256) -> Iterator[bytes]:
    """Random nonces, many from one call of the system: a call for each costs as much as sealing the value."""
    while True:
        drawn = os.urandom(12 * at_once)
        yield from (drawn[start : start + 12] for start in range(0, len(drawn), 12))


def unseal(column: str, subject: UUID, data: bytes) -> str:
    """The text that was sealed for this very column and subject; DecryptionFailed otherwise."""
    if len(data) < SHORTEST or data[:1] != VERSION:
        raise DecryptionFailed(f"{column}: not a sealed value of a known version.")
    key_id = key_id_of(data)
    try:
        key = ring().field_key(column, key_id)
        return _cipher(key).decrypt(data[NONCE], data[CLOSED], _bound(column, subject)).decode()
    except KeyringRefused as refused:
        raise DecryptionFailed(f"{column}: key {key_id} is not to be had ({refused.refusal.code}).") from refused
    except InvalidTag:
        raise DecryptionFailed(f"{column}: the value was changed, or belongs to another column or subject.") from None


def key_id_of(data: bytes) -> int:
    """The number of the key that a sealed value, or a blind index, was made with."""
    return int.from_bytes(data[KEY_ID], "big")


def is_newest(column: str, data: bytes) -> bool:
    """Whether a sealed value is under the key that new values get."""
    return key_id_of(data) == ring().field_key(column)[0]


def blind_index(column: str, value: str) -> bytes:
    """A stand-in for `value` that only the holder of the column's index key can work out, for search by equality.

    `version (1) | key number (2) | HMAC-SHA-256 (32)`; equal for equal values, which is what makes it searchable.
    """
    return _index(value, *ring().index_keys(column)[0])


def indexer(column: str) -> Callable[[str], bytes]:
    """`blind_index` for many values of a column at once."""
    return _index_of_many(*ring().index_keys(column)[0])


def indexers(column: str) -> list[Callable[[str], bytes]]:
    """`blind_indexes` for many values of a column at once: for each key in use, newest first."""
    return [_index_of_many(key_id, key) for key_id, key in ring().index_keys(column)]


def _index_of_many(key_id: int, key: bytes) -> Callable[[str], bytes]:
    head, keyed = VERSION + key_id.to_bytes(2, "big"), hmac.new(key, digestmod="sha256")

    def index(value: str) -> bytes:
        # Unlike `hmac.digest` this does not leave the interpreter to another thread, from which it would come back late.
        made = keyed.copy()
        made.update(value.encode())
        return head + made.digest()

    return index


def blind_indexes(column: str, value: str) -> list[bytes]:
    """The value's index under every key in use, newest first: look for all, since rows are renewed one by one."""
    return [_index(value, key_id, key) for key_id, key in ring().index_keys(column)]


def _index(value: str, key_id: int, key: bytes) -> bytes:
    return VERSION + key_id.to_bytes(2, "big") + hmac.digest(key, value.encode(), "sha256")


def _bound(column: str, subject: UUID) -> bytes:
    return column.encode() + subject.bytes


@lru_cache(maxsize=512)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)
