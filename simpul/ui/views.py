"""Error pages, and what a reader chooses for this browser: theme and keyboard shortcuts."""

import sys
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpul.ui import errors
from simpul.ui.routes import public_route
from simpul.ui.templatetags.ui import SHORTCUTS_COOKIE, THEME_COOKIE, THEMES

A_YEAR = 365 * 86400


def handler400(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Not readable, or too large."""
    return errors.answer_exception(request, exception) if exception else errors.answer(request, 400)


def handler403(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Not for this person."""
    return errors.answer(request, 403)


def handler404(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Not there, or not for this person to know."""
    return errors.answer(request, 404)


def handler429(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Too often (sign-in asks for this one)."""
    return errors.answer(request, 429, retry_after=300)


def handler500(request: HttpRequest) -> HttpResponse:
    """A fault of the program, or a database that is away; Django calls this while the exception is being handled."""
    return errors.answer_exception(request, sys.exc_info()[1])


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: most often sent from a page that was opened before signing in, or with cookies off."""
    again = errors.what_was_sent(request) if may_be_sent_again(request) else []
    what = _("Belum ada yang disimpan: browser ini tidak mengirim cookie.")
    if settings.CSRF_COOKIE_NAME in request.COOKIES:
        what = _("Belum ada yang disimpan: Anda masuk atau keluar sesudah halaman ini dibuka.")
    if again:
        title, then = _("Formulir ini perlu dikirim sekali lagi"), _("Isian Anda masih ada di sini: tekan Kirim lagi.")
    else:
        title = _("Formulir ini tidak dapat diterima")
        then = _("Muat ulang halaman formulirnya, pastikan cookie menyala, lalu kirim lagi.")
    return errors.answer(request, 403, code="csrf", title=title, what=what, then=then, again=again)


def signed_out_meanwhile(request: HttpRequest, sign_in: str) -> HttpResponse:
    """The session ended while someone was writing: what they wrote is kept on the page until they are back."""
    return errors.answer(
        request,
        403,
        code="signed_out",
        title=_("Anda sudah keluar, isian Anda masih ada"),
        what=_("Belum ada yang disimpan. Simpul keluar bila diminta, atau setelah lama tidak dipakai."),
        then=_("Masuk lagi di tab baru, kembali ke halaman ini, lalu tekan Kirim lagi."),
        again=errors.what_was_sent(request),
        sign_in=sign_in.split("?")[0],
        in_shell=False,
    )


def may_be_sent_again(request: HttpRequest) -> bool:
    """A form of ours, with something typed into it, without files (which a page cannot give back)."""
    is_page = not errors.wants_json(request) and not errors.is_fragment(request)
    return (
        request.method == "POST"
        and is_page
        and errors.came_from_here(request)
        and not request.FILES
        and bool(errors.what_was_sent(request))
    )


@require_POST
@public_route("How the page looks is chosen before signing in, too.")
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark, or as the system says, in a cookie, so that the server draws the page right at once."""
    theme = request.POST.get("theme", "")
    return _remember(request, THEME_COOKIE, theme if theme in THEMES else "auto")


@require_POST
@public_route("Keys are chosen for the browser, not for the person.")
def set_shortcuts(request: HttpRequest) -> HttpResponse:
    """Switch single-key shortcuts off or on: who dictates to the computer would press them without knowing."""
    return _remember(request, SHORTCUTS_COOKIE, "off" if request.POST.get("shortcuts") == "off" else "on")


def _remember(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    response.set_cookie(
        cookie, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
