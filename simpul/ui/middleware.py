"""The outermost layer of ours: every answer has a number, safe headers, and words when something went wrong."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation

from simpul.kit.ids import new_id
from simpul.ui import errors, views
from simpul.ui.failures import FAILURES, status_of

logger = logging.getLogger(__name__)

HEADERS = {
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Personal data stays out of every cache; static files never come by here.
    "Cache-Control": "no-store",
}


class ErrorPageMiddleware:
    """Numbers each request (`request.id`, `X-Request-Id`), turns failures into pages, completes the headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = new_id()  # type: ignore[attr-defined]
        # What fails outside LanguageMiddleware speaks the browser's choice, not that of whoever came before.
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = self._with_words(request, self.get_response(request))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response["X-Request-Id"] = str(request.id)  # type: ignore[attr-defined]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refusals and a busy database are no faults of the program; what is one, Django logs and hands to our 500."""
        status = status_of(exception)
        if status == 503:
            logger.warning("The database is busy or away: %s", exception, extra={"request": request})
        return errors.answer_exception(request, exception) if status in {409, 410, 422, 429, 503} else None

    def _with_words(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Fill answers that say nothing but a number, and lose no form to a session that has ended."""
        if _sends_to_sign_in(response):
            if errors.is_fragment(request):
                return _whole_page(response)
            if views.may_be_sent_again(request):
                return views.signed_out_meanwhile(request, response["Location"])
        if response.status_code in FAILURES and not response.streaming and not response.content:
            # The transaction is over and nobody is looking any more: no shell, whose navigation asks the database.
            worded = errors.answer(request, response.status_code, in_shell=False)
            for name, value in response.headers.items():
                worded.headers.setdefault(name, value)
            return worded
        return response


def _sends_to_sign_in(response: HttpResponse) -> bool:
    # With where to go on afterwards: a step of signing in that failed goes back to its beginning without that.
    return response.status_code == 302 and response["Location"].startswith(f"{resolve_url(settings.LOGIN_URL)}?next=")


def _whole_page(redirect: HttpResponse) -> HttpResponse:
    """Sign-in is a page of its own, never a fragment in the middle of another."""
    response = HttpResponse(status=401)
    response["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
    response.cookies = redirect.cookies
    return response
