"""The box at the top: one question to every module that has something to find."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.registry.queries import rows_of, search_visible_to

SHOWN = 20
SHORTEST_NUMBER = 8


@dataclass(frozen=True)
class Found:
    """One result: what it is, in words, and where it is."""

    kind: str
    title: str
    note: str
    url: str


def is_number(text: str) -> bool:
    """Whether this is a NIK, a family number or a phone number, which must not stand in an address."""
    digits = sum(sign.isdigit() for sign in text)
    return digits >= SHORTEST_NUMBER and not any(sign.isalpha() for sign in text)


def as_query(text: str) -> str:
    """The part of the address behind the question mark."""
    return urlencode({"q": text[:200]})


def search_all(viewer: User, text: str) -> list[Found]:
    """What this viewer may see that answers to the text."""
    if not text or not access.holds(viewer, Permission.VIEW_PERSON):
        return []
    return [
        Found(
            kind="person",
            title=row.person.name,
            note=row.note,
            url=reverse("registry:view_person", args=[row.person.pk]),
        )
        for row in rows_of(search_visible_to(viewer, text)[:SHOWN])
    ]
