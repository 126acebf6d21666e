"""Addresses at which something goes wrong, and a viewer without a database."""

from collections.abc import Callable
from types import SimpleNamespace

import psycopg
from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST

from simpul.kit.refusals import Refusal, Refused
from simpul.ui.views import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks here for them
from tests.ui.rendering import EVENTS, FACTS, FORM, PARTS, SHELL, PersonForm, page_of, stale_context


class TooOften(Refused):
    """A refusal with a status of its own."""

    status, retry_after = 429, 60


class Moved(Refused):
    """Someone else was first."""

    status = 409


def _collision() -> Exception:
    error = OperationalError("could not serialize access")
    error.__cause__ = psycopg.errors.SerializationFailure()
    return error


FAILURES: dict[str, Callable[[], Exception]] = {
    "400": lambda: SuspiciousOperation("x"),
    "403": PermissionDenied,
    "404": Http404,
    "409": lambda: Moved(Refusal("moved")),
    "422": lambda: Refused(Refusal("test_no_funds", {"left": 5})),
    "429": lambda: TooOften(Refusal("test_no_funds", {"left": 5})),
    "500": lambda: DataError("a fault"),
    "503": _collision,
}


def fail(request: HttpRequest, name: str) -> HttpResponse:
    """Raise what the address names."""
    raise FAILURES[name]()


def without_database(request: HttpRequest) -> HttpResponse:
    """Ask a server that is not there."""
    psycopg.connect("host=127.0.0.1 port=1 connect_timeout=2")
    return HttpResponse("never")


@require_POST
def only_post(request: HttpRequest) -> HttpResponse:
    """Answers GET with an empty 405."""
    return HttpResponse(request.POST["note"])


class NoteForm(forms.Form):
    """Something one would not like to type twice."""

    note = forms.CharField(widget=forms.Textarea)


def write(request: HttpRequest) -> HttpResponse:
    """A form; who has been signed out meanwhile is sent to sign in."""
    if "ended" in request.GET:
        return redirect(f"/sign-in/?next={request.path}")
    page = engines["django"].from_string(page_of(FORM, "ui/plain.html"))
    return HttpResponse(page.render({"form": NoteForm(request.POST or None)}, request))


def gallery(request: HttpRequest, name: str) -> HttpResponse:
    """Every component on a page."""
    if name == "stale":
        return render(request, "ui/stale.html", stale_context(), status=409)
    if name == "print":
        return HttpResponse(engines["django"].from_string(page_of("<p>A</p>", "ui/print.html")).render({}, request))
    form = PersonForm({}) if name == "wrong" else PersonForm(initial={"papers": ["a"]})
    page = engines["django"].from_string(page_of(PARTS if name == "parts" else FORM))
    return HttpResponse(page.render({"form": form, "facts": FACTS, "events": EVENTS}, request))


def viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever brings a session is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user = SimpleNamespace(is_authenticated="simpul-session" in request.COOKIES)
        return get_response(request)

    return middleware


def broken(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The database goes away between the view and the end of the transaction."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "at-the-end" in request.GET:
            raise _collision()
        return response

    return middleware


def shell(request: HttpRequest) -> dict[str, object]:
    """The frame of a signed-in page; with ?broken the database does not answer."""
    if "broken" in request.GET:
        raise OperationalError("current transaction is aborted")
    return SHELL


urlpatterns = [
    path("fail/<name>", fail),
    path("api/fail/<name>", fail),
    path("without-database", without_database),
    path("only-post", only_post, name="only_post"),
    path("gallery/<name>", gallery),
    path("", write),
    path("write", write),
    path("sign-in/", write, name="account_login"),
    path("choices/", include("simpul.ui.urls")),
]
