"""A key ring under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM closes the file."""

import base64
import json
import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FORMAT = 1
# 128 MiB and about half a second for every guess.
COST, BLOCK, LANES = 2**17, 8, 1


class StaysLocked(Exception):
    """The passphrase is another one, or the file was changed: the two cannot be told apart."""


def lock_up(content: bytes, passphrase: str) -> bytes:
    """`content` as a JSON file that names its own parameters, so that later versions still open it."""
    salt, nonce = os.urandom(16), os.urandom(12)
    header = {
        "simpul_key_backup": FORMAT,
        "n": COST,
        "r": BLOCK,
        "p": LANES,
        "salt": _text(salt),
        "nonce": _text(nonce),
    }
    closed = AESGCM(_key(passphrase, salt)).encrypt(nonce, content, _bound(header))
    return json.dumps({**header, "content": _text(closed)}, indent=1).encode()


def unlock(file: bytes, passphrase: str) -> bytes:
    """What `lock_up` closed; StaysLocked when the passphrase or the file is another one."""
    try:
        header = json.loads(file)
        closed, salt, nonce = (base64.b64decode(header[name]) for name in ("content", "salt", "nonce"))
        del header["content"]
        # Only our own parameters: a forged header must not make us spend all memory.
        if (header["simpul_key_backup"], header["n"], header["r"], header["p"]) != (FORMAT, COST, BLOCK, LANES):
            raise StaysLocked
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, closed, _bound(header))
    except (ValueError, KeyError, TypeError, InvalidTag) as error:
        raise StaysLocked from error


def _key(passphrase: str, salt: bytes) -> bytes:
    # One passphrase, however the keyboard composes its letters.
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=COST, r=BLOCK, p=LANES).derive(typed)


def _bound(header: dict[str, object]) -> bytes:
    return json.dumps(header, sort_keys=True).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
