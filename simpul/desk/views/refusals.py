"""Refusing in words: an act on a form, and a page for whoever's reach is too short for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services import audit_denial
from simpul.kit.refusals import Refused, StaleRefused
from simpul.ui import errors
from simpul.ui.sentences import sentence

View = Callable[..., HttpResponse]


def attempt(form: forms.Form, act: Callable[..., Any], **arguments: Any) -> bool:
    """Whether it was done; if not, the form says why. A stale version is not for the form to word."""
    try:
        act(**arguments)
    except StaleRefused:
        raise
    except Refused as refused:
        form.add_error(None, sentence(refused.refusal, of="directory"))
        return False
    return True


def for_every_office(permission: Permission) -> Callable[[View], View]:
    """This view changes what holds for every office, so it is for who holds the permission at each of them."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if access.reaches_every_office(request.user, permission):
                return view(request, *args, **kwargs)
            return refuse_for_every_office(request, permission, _("Ini berlaku untuk semua kantor"))

        return guarded

    return guard


def refuse_for_every_office(request: HttpRequest, permission: Permission, title: str) -> HttpResponse:
    """Say who may: nobody is told off for working at one office of several."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    audit_denial(by=request.user, permissions=[permission], view=view)
    return errors.answer(
        request, 403, code="not_at_every_office", title=title,
        what=_("Yang mengubahnya hanya orang yang mengurus setiap kantor, biasanya administrator sistem."),
        then=_("Sampaikan kepadanya apa yang perlu diubah, dengan sumbernya. Tidak ada yang disimpan."),
    )  # fmt: skip


def status_of(form: forms.Form) -> int:
    """422 for a form that has to be mended, else 200."""
    return 422 if form.errors else 200
