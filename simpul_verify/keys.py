"""The public keys that may sign, from a file or inline: JSON, key id to 32 bytes in hexadecimal."""

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class KeysUnreadable(ValueError):
    """The keys are not as they should be."""


def read_public_keys(text: str) -> dict[str, Ed25519PublicKey]:
    """Keys by id; `text` is a file's name, or the JSON itself (it begins with a brace)."""
    try:
        raw = json.loads(text if text.lstrip().startswith("{") else Path(text).read_text())
        return {str(key_id): Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)) for key_id, key in raw.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise KeysUnreadable(str(error)) from error
