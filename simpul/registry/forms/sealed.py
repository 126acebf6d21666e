"""What is typed into a search stands in the address sealed for the one who typed it: no name is left in a log."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

from simpul.database.encryption import DecryptionFailed, seal, unseal

if TYPE_CHECKING:
    from simpul.accounts.models import User

SEARCH = "registry.search"  # the column whose key seals it


def sealed_text(text: str, viewer: User) -> str:
    """How a search stands in an address; only whoever typed it can open it again."""
    return urlsafe_b64encode(seal(SEARCH, viewer.pk, text)).decode() if text else ""


def opened_text(sealed: str, viewer: User) -> str:
    """What was typed; nothing where the address is somebody else's or cannot be read."""
    try:
        return unseal(SEARCH, viewer.pk, urlsafe_b64decode(sealed)) if sealed else ""
    except (ValueError, DecryptionFailed):
        return ""
