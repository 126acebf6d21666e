"""What stands beside an answer of the box at the top: why a number finds nothing, all that was found, the way on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.registry.forms.carried import address_to_register, begun_with
from simpul.registry.forms.elsewhere import ask_url
from simpul.registry.forms.find_person import FindPersonForm, advice
from simpul.registry.queries import today_for
from simpul.registry.rules.search import read_search
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User


def beside(viewer: User, text: str, *, at: datetime, is_found: bool) -> dict[str, Any]:
    """For a text that was searched for; nothing typed stands readable in any of the addresses."""
    search = read_search(text, on=today_for(viewer))
    may_register = access.holds(viewer, Permission.REGISTER_PERSON)
    unknown = search.number if may_register and not is_found else None
    return {
        "remark": sentence(search.remark) if text and search.remark else "",
        "ask_url": ask_url(unknown, viewer) if unknown else "",
        "advice": advice(search, may_register=may_register),
        "register_url": address_to_register(begun_with(text), viewer=viewer, at=at) if may_register else "",
        "all_url": _all_of_it(viewer, text),
        "may_search": access.holds(viewer, Permission.VIEW_PERSON),
    }


def _all_of_it(viewer: User, text: str) -> str:
    form = FindPersonForm({"text": text}, viewer=viewer)
    return f"{reverse('registry:find_person')}?{form.in_address()}" if form.is_valid() else ""
