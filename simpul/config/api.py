"""The API: the same acts and the same access as the pages, described by its own OpenAPI document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import django_auth

from simpul.kit.refusals import Refused
from simpul.ui.failures import FAILURES, seconds_to_wait, status_of
from simpul.ui.routes import signed_in_route
from simpul.ui.sentences import sentence

api = NinjaAPI(
    title="Simpul",
    version="1",
    auth=django_auth,  # the session of the pages; the middleware has checked role and second factor before
    docs_url=None,  # a documentation page of its own would load scripts that the content policy forbids
    openapi_url=None,
    urls_namespace="api",
)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input of the wrong shape: which field, and what is wrong with it. A header that is missing or odd is 400."""
    faults = [{"field": ".".join(str(part) for part in fault["loc"]), "fault": fault["msg"]} for fault in error.errors]
    if any(fault["loc"][0] == "header" for fault in error.errors):
        return _problem(
            request, 400, code="header_missing", sentence=_("Header Idempotency-Key wajib diisi UUID."), faults=faults
        )
    return _problem(request, 422, code="not_valid", sentence=_("Isian tidak sah."), faults=faults)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """An act that may not happen: why, for programs and for people."""
    refusal = error.refusal
    response = _problem(
        request, status_of(error), code=refusal.code, sentence=sentence(refusal), params=dict(refusal.params)
    )
    if (seconds := seconds_to_wait(error)) is not None:
        response["Retry-After"] = str(seconds)
    return response


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Not there, or not for this asker to know: the same answer."""
    return _problem(request, 404)


@api.exception_handler(HttpError)
def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """No JSON, no CSRF token."""
    return _problem(request, error.status_code, **({"code": "csrf"} if error.status_code == 403 else {}))


def _problem(request: HttpRequest, status: int, **said: Any) -> HttpResponse:
    failure = FAILURES[status]
    return api.create_response(request, {"code": failure.code, "sentence": str(failure.what)} | said, status=status)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
@signed_in_route("the description of the API holds nobody's data")
def openapi(request: HttpRequest) -> dict[str, object]:
    """The description of the API."""
    return dict(api.get_openapi_schema())


api.add_router("/registry/", "simpul.registry.api.router")
api.add_router("/documents/", "simpul.documents.api.router")
