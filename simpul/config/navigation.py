"""The navigation as data: what stands at the side, for whom, in which order."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simpul.accounts.queries import access, factors, people
from simpul.accounts.rules.permissions import Permission as P
from simpul.accounts.rules.roles import ROLES
from simpul.demo.rules.staff import PASSWORD, STAFF
from simpul.notices.queries import unread_count


@dataclass(frozen=True)
class Entry:
    """One entry: a word, where it leads, its icon, and the permissions of which one is needed (none: everybody)."""

    label: Any
    route: str
    icon: str
    permissions: tuple[P, ...] = ()


ENTRIES = (
    Entry(_("Beranda"), "desk:home", "home"),
    Entry(_("Warga"), "registry:find_person", "users", (P.VIEW_PERSON,)),
    Entry(pgettext_lazy("daftar", "Keluarga"), "registry:find_family", "users-group", (P.VIEW_PERSON,)),
    Entry(_("Daftar masuk"), "lists:incoming_lists", "files", (P.RECEIVE_LIST,)),
    Entry(_("Tim"), "accounts:staff", "user-star", (P.MANAGE_STAFF, P.ISSUE_CODE_CARD)),
    Entry(_("Jejak akses"), "desk:audit", "eye", (P.VIEW_AUDIT,)),
    Entry(_("Kantor"), "desk:office", "building", (P.MANAGE_OFFICE,)),
    Entry(_("Daftar kode"), "desk:code_lists", "list-details", (P.EDIT_CODE_LIST,)),
    Entry(_("Wilayah"), "desk:find_area", "map-pin"),
    Entry(_("Sistem"), "desk:system", "server", (P.VIEW_SYSTEM,)),
)

# Who may be tried in a demo, whose only purpose it is; a real installation shows nobody who has an account.
_DEMO_ACCOUNTS = [(one, ROLES[one.role].name) for one in STAFF]


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows; nothing for who is not signed in."""
    user = getattr(request, "user", None)
    # Whoever has not finished signing in has no use for the navigation: every entry would send them back.
    always = {"frame": "ui/plain.html", "demo": settings.DEMO, "second_factor_off": not settings.SECOND_FACTOR_REQUIRED}
    if user is None or not user.is_authenticated:
        return {**always, "demo_accounts": _DEMO_ACCOUNTS, "demo_password": PASSWORD} if settings.DEMO else always
    if factors.owed(request):
        return {**always, "viewer_name": user.name}
    entries = [entry for entry in ENTRIES if not entry.permissions or access.holds(user, *entry.permissions)]
    return {
        **always,
        "frame": "ui/page.html",
        "navigation": [_shown(entry, request.path) for entry in entries],
        "viewer_name": user.name,
        "hides_search": not access.holds(user, P.VIEW_PERSON),
        **people.post_in_words(user),
        "unread_notices": unread_count(user),
    }


def _shown(entry: Entry, here: str) -> dict[str, Any]:
    """An entry as the template takes it: `page` when it is the page itself, `true` on the pages below it."""
    url = _address(entry.route)
    is_below = url != _address("desk:home") and here.startswith(url)
    current = "page" if here == url else "true" if is_below else ""
    return {"label": entry.label, "url": url, "icon": entry.icon, "current": current}


@cache  # twenty on a page, and always the same
def _address(name: str) -> str:
    return reverse(name)
