"""The audit page: who saw or changed what of whom, in sentences."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms.trail import TrailForm, place_in_address
from simpul.desk.queries.trail import Asked, tell
from simpul.ui.routes import route


@route(Permission.VIEW_AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """The newest events of one's offices, filtered by what stands in the address."""
    return _trail(request, None)


@route(Permission.VIEW_AUDIT)
def audit_of(request: HttpRequest, subject: UUID) -> HttpResponse:
    """Everything about one person, family or account."""
    return _trail(request, subject)


def _trail(request: HttpRequest, subject: UUID | None) -> HttpResponse:
    form = TrailForm(request.GET or None, viewer=request.user)
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    if subject:
        asked["subject"] = subject
    events, before = tell(request.user, Asked(**asked))
    older = request.GET.copy()
    older["before"] = place_in_address(before, request.user) if before else ""
    context = {"form": form, "events": events, "subject": subject, "older": f"?{older.urlencode()}" if before else ""}
    return render(request, "desk/audit.html", context, status=400 if form.is_bound and not form.is_valid() else 200)
