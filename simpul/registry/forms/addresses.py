"""How a search for families stands in an address: sealed for the one who typed it, so that no name is left in a log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from simpul.directory.queries import path_in_words
from simpul.directory.rules.areas import is_area_code
from simpul.registry.forms.fields import Village
from simpul.registry.forms.sealed import opened_text, sealed_text

if TYPE_CHECKING:
    from simpul.accounts.models import User


@dataclass(frozen=True)
class AskedFamilies:
    """What an address asks for; what is not readable narrows nothing."""

    text: str = ""
    area: str = ""
    before: UUID | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.area)

    def initial(self) -> dict[str, Any]:
        """The same, as the form shows it."""
        return {"text": self.text, "village": Village(self.area, path_in_words(self.area)) if self.area else None}


def sealed(known: Mapping[str, Any], viewer: User) -> str:
    """The query of an address; only whoever typed it can open it again."""
    text, village = known["text"], known["village"]
    parts = {"search": sealed_text(text, viewer), "village": village.code if village else ""}
    return urlencode({name: value for name, value in parts.items() if value})


def opened(address: Mapping[str, str], viewer: User) -> AskedFamilies:
    """What stands in an address."""
    village, before = address.get("village", ""), address.get("before", "")
    return AskedFamilies(
        text=opened_text(address.get("search", ""), viewer),
        area=village if is_area_code(village) else "",
        before=_uuid(before),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
