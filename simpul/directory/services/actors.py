"""Who acts. Accounts lie above the directory, so that it knows of a user only that there is a key."""

from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """Somebody with an account."""

    @property
    def pk(self) -> UUID:
        """The key of the account."""


def key_of(by: Actor | None) -> UUID | None:
    """What is kept of whoever acted; nobody is the program itself."""
    return by.pk if by else None
