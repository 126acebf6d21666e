"""Answers for what went wrong: a page in the shell, a plain page, a fragment for HTMX, or JSON for programs."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from simpul.kit.refusals import Refused
from simpul.ui.failures import FAILURES, seconds_to_wait, status_of
from simpul.ui.sentences import sentence

logger = logging.getLogger(__name__)

# Where even the templates fail. No translation, no static file, nothing that could fail again.
_LAST_RESORT = (
    "<!doctype html><html lang=id><meta charset=utf-8><title>Simpul</title><h1>Ada kesalahan pada Simpul</h1>"
    "<p>Yang terakhir Anda kirim dibatalkan. Coba lagi, atau beri tahu administrator sistem.</p></html>"
)


def answer_exception(request: HttpRequest, exception: BaseException | None) -> HttpResponse:
    """The answer for an exception that nobody caught."""
    status = status_of(exception)
    code, what = "", ""
    if isinstance(exception, Refused):
        module = type(exception).__module__.removeprefix("simpul.").split(".")[0]
        code, what = exception.refusal.code, sentence(exception.refusal, of=module)
    return answer(request, status, code=code, what=what, retry_after=seconds_to_wait(exception))


def answer(
    request: HttpRequest,
    status: int,
    *,
    code: str = "",
    what: str = "",
    retry_after: int | None = None,
    in_shell: bool = True,
    **more: Any,
) -> HttpResponse:
    """An error in the form the asker can read: JSON, a fragment, or a page (in the shell for who has signed in)."""
    failure = FAILURES.get(status) or FAILURES[400 if status < 500 else 500]
    words = {"title": failure.title, "what": what or failure.what, "then": failure.then, "status": status} | more
    words["number"] = str(getattr(request, "id", ""))
    if wants_json(request):
        response: HttpResponse = JsonResponse({"code": code or failure.code, "sentence": str(words["what"])})
    elif is_fragment(request):
        response = HttpResponse(render_to_string("ui/_error.html", words))
        # Shown where messages are, whatever place the fragment was asked for.
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    else:
        response = HttpResponse(_page(request, words, in_shell=in_shell and status < 500))
    response.status_code = status
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def wants_json(request: HttpRequest) -> bool:
    """Programs read JSON: the API, and whoever accepts that and no page."""
    accept = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("application/json" in accept and "text/html" not in accept)


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that the request was made by one of our own pages."""
    origin = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == origin


def what_was_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that was sent, to send once more; no passwords, no token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]


def _page(request: HttpRequest, words: dict[str, Any], *, in_shell: bool) -> str:
    """The page in the shell when someone has signed in, else a plain one.

    After a server error the database is not asked again: neither for the shell nor for who is looking.
    """
    shells = [("ui/plain.html", request if words["status"] < 500 else None), ("ui/plain.html", None)]
    if in_shell and _has_signed_in(request):
        shells.insert(0, ("ui/page.html", request))
    for shell, asker in shells:
        try:
            return render_to_string("ui/error.html", {**words, "shell": shell}, request=asker)
        except Exception:  # an error page must not fail: the next one needs less
            logger.exception("The error page could not be made with %s", shell)
    return _LAST_RESORT


def _has_signed_in(request: HttpRequest) -> bool:
    """Asked of the database only when a session was brought along."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return False
    try:
        return bool(request.user.is_authenticated)
    except Exception:  # the transaction may be broken already; a plain page is still an answer
        logger.exception("Nobody could say who is looking")
        return False
