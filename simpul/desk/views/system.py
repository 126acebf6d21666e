"""The page of whoever keeps the program running."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from simpul.accounts.rules.permissions import Permission
from simpul.desk.queries.system import faults, state
from simpul.ui.routes import route


@route(Permission.VIEW_SYSTEM)
def system(request: HttpRequest) -> HttpResponse:
    """Figures of the installation, and what needs somebody; no client appears here."""
    return render(request, "desk/system.html", {"state": state(), "faults": faults()})
