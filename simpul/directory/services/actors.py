"""Who acts. Accounts lie above the directory: of a user it knows only that it is a row with a uuid as its key."""

from uuid import UUID

from django.db.models import Model

Actor = Model


def key_of(by: Actor | None) -> UUID | None:
    """What is kept of whoever acted; nobody is the program itself."""
    return by.pk if by else None
