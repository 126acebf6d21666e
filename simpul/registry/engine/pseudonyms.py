"""Stand-ins for ids, by a key."""

import hmac
from uuid import UUID


class Pseudonyms:
    """Equal for equal ids, so that two tables can be joined and nobody be named."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def of(self, id: UUID | bytes) -> str:
        """The stand-in of one id: 128 bits of HMAC-SHA-256, in hexadecimal."""
        told = id.bytes if isinstance(id, UUID) else id
        return hmac.digest(self.key, told, "sha256")[:16].hex()
