"""What was typed on one page and goes on to the next: in the address, sealed, for whoever typed it and for a short time.

So every step of a registration has an address of its own: going back and loading again show it as it was, nothing is
sent twice, and nothing of it can be read in a log.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from simpul.database.encryption import DecryptionFailed, seal, unseal

if TYPE_CHECKING:
    from simpul.accounts.models import User

TYPED = "registry.typed"  # the column whose key seals it
LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class Carried:
    """The fields as they were typed; once somebody has looked, of whom they said that it is another person."""

    typed: Mapping[str, str] = field(default_factory=dict)
    seen: tuple[UUID, ...] = ()
    has_looked: bool = False


def begun_with(text: str) -> Carried:
    """What somebody was looked for by and not found: the registration begins with it."""
    text = text.strip()[:200]
    return Carried({"national_number" if any(letter.isdigit() for letter in text) else "name": text} if text else {})


def address_to_register(carried: Carried, *, viewer: User, at: datetime, family: UUID | None = None) -> str:
    """Where the registration goes on with what was typed, perhaps into a family."""
    parts = {"family": str(family)} if family else {}
    if carried.typed:
        parts["typed"] = sealed(carried, viewer=viewer, at=at)
    return f"{reverse('registry:register_person')}{'?' if parts else ''}{urlencode(parts)}"


def sealed(carried: Carried, *, viewer: User, at: datetime) -> str:
    """The same as one unreadable word."""
    told = [at.timestamp(), dict(carried.typed), [str(pk) for pk in carried.seen], carried.has_looked]
    return urlsafe_b64encode(seal(TYPED, viewer.pk, json.dumps(told))).decode()


def opened(word: str, *, viewer: User, at: datetime) -> Carried | None:
    """What such a word says; None when it is too old, somebody else's, or none at all."""
    try:
        sealed_at, typed, seen, has_looked = json.loads(unseal(TYPED, viewer.pk, urlsafe_b64decode(word)))
    except (ValueError, DecryptionFailed):
        return None
    is_fresh = abs(at.timestamp() - sealed_at) <= LASTS.total_seconds()
    return Carried(typed, tuple(UUID(pk) for pk in seen), has_looked) if is_fresh else None
