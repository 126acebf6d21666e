"""The API: the same acts and the same access as the pages, described by its own OpenAPI document."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.security import django_auth

from simpul.ui.routes import signed_in_route

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
    """Input of the wrong shape: which field, and what is wrong with it."""
    faults = [{"field": ".".join(str(part) for part in fault["loc"]), "fault": fault["msg"]} for fault in error.errors]
    return api.create_response(
        request, {"code": "not_valid", "sentence": _("Isian tidak sah."), "faults": faults}, status=422
    )


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
@signed_in_route("the description of the API holds nobody's data")
def openapi(request: HttpRequest) -> dict[str, object]:
    """The description of the API."""
    return dict(api.get_openapi_schema())
