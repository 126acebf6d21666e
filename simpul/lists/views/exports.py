"""The page that takes a list along again, with what became of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.documents.forms import ExportForm
from simpul.kit.refusals import Refused
from simpul.lists import queries, services
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.lists.models import IncomingList


@route(Permission.EXPORT_PEOPLE)
def export_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Looked for first: what is beyond reach is not there, and asks nobody for a proof."""
    incoming = get_object_or_404(queries.lists_exportable_by(request.user).select_related("office"), pk=pk)
    return _asked(request, incoming)


@stepped_up
def _asked(request: HttpRequest, incoming: IncomingList) -> HttpResponse:
    """For what, in which form; the file is made in the background."""
    may_have_numbers = access.holds(request.user, Permission.REVEAL_NUMBER)
    form = ExportForm(request.POST or None, may_have_numbers=may_have_numbers, initial={"file_format": "xlsx"})
    if form.is_valid():
        try:
            export = services.export_list(incoming=incoming, by=request.user, **form.cleaned_data)
        except Refused as refused:
            messages.warning(request, sentence(refused.refusal, of="lists"))
            return redirect("lists:check_list", pk=incoming.pk)
        return redirect("documents:view_export", pk=export.pk)
    context = {"form": form, "incoming": incoming, "rows": sum(incoming.counts.values())}
    return render(request, "lists/export_list.html", context, status=422 if form.errors else 200)
