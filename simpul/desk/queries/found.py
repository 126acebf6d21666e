"""The box at the top: one question to every module that has something to find."""

from dataclasses import dataclass

from django.urls import reverse

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.documents.queries import genuine_paper
from simpul.documents.rules import read_code
from simpul.registry.queries import find_people
from simpul.registry.rules.search import How

SHOWN = 20
LONGEST = 200  # letters of what is looked for
SHORTEST_NUMBER = 8


@dataclass(frozen=True)
class Found:
    """One result: what it is, in words, and where it is."""

    kind: str
    title: str
    note: str
    url: str
    how: How = How.WORDS


def has_number(text: str) -> bool:
    """Whether a NIK, a family number or a phone number is in it, whatever else was typed."""
    return sum(sign.isdigit() for sign in text) >= SHORTEST_NUMBER


def genuine_code(text: str) -> str:
    """The code of a paper of ours, as it is printed; empty for every other text, names of twenty letters too."""
    code = read_code(text)
    return code if code and genuine_paper(code) else ""


def search_all(viewer: User, text: str) -> list[Found]:
    """What this viewer may see that answers to the text: as many as are shown, and one more if there are more."""
    if not text or not access.holds(viewer, Permission.VIEW_PERSON):
        return []
    return [
        Found(
            kind="person",
            title=row.person.name,
            note=row.note,
            url=reverse("registry:view_person", args=[row.person.pk]),
            how=row.how,
        )
        for row in find_people(viewer, text).rows[: SHOWN + 1]
    ]
