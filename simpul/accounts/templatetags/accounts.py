"""Words for what pages about accounts show."""

from django import template
from django.utils.translation import gettext, gettext_noop

from simpul.accounts.rules.roles import ROLES

register = template.Library()

_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_FACTORS = {
    "totp": gettext_noop("aplikasi"), "webauthn": gettext_noop("kunci masuk"), "code_card": gettext_noop("kartu kode"),
}  # fmt: skip


@register.filter
def browser(user_agent: str) -> str:
    """Chrome, Android: as much as people need to recognise their own."""
    known = [next((name for mark, name in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, known)) or gettext("Peramban lain")


@register.filter
def role_name(code: str) -> str:
    """Petugas loket."""
    return gettext(ROLES[code].name) if code in ROLES else code


@register.filter
def factor_name(kind: str) -> str:
    """aplikasi, kunci masuk, kartu kode."""
    return gettext(_FACTORS[kind]) if kind in _FACTORS else kind


@register.filter
def acting_name(code: str) -> str:
    """Plt., Plh."""
    return {"plt": "Plt.", "plh": "Plh."}.get(code, "")
