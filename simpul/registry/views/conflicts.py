"""Who is too close to a person to keep their file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.conflicts import DeclareConflictForm, relation_in_words
from simpul.ui.routes import route

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@route(Permission.DECLARE_CONFLICT)
def declare_conflict(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own, or that of staff; who declared one, for whoever may withdraw it."""
    person = get_object_or_404(queries.people_visible_to(request.user), pk=pk)
    form = DeclareConflictForm(request.POST or None, person=person, viewer=request.user)
    if form.is_bound and form.is_valid():
        try:
            services.declare_conflict(person=person, by=request.user, **form.act())
        except Refused as refused:
            form.add_refusal(refused.refusal)
        else:
            messages.success(
                request, _("Dicatat. Berkas ini dan keluarganya tertutup bagi petugas itu mulai sekarang.")
            )
            return redirect("registry:find_person" if form.act()["user"] == request.user else request.path)
    declared = [
        (grant, relation_in_words(grant.relation)) for grant in queries.conflicts_visible_to(request.user, person)
    ]
    context = {"form": form, "person": person, "declared": declared}
    return render(request, "registry/declare_conflict.html", context, status=422 if form.errors else 200)


@asks
@route(Permission.WITHDRAW_CONFLICT)
def withdraw_conflict(request: HttpRequest, pk: UUID, conflict_pk: UUID) -> HttpResponse:
    """It was a mistake, or is over."""
    person = get_object_or_404(queries.people_visible_to(request.user), pk=pk)
    conflict = get_object_or_404(queries.conflicts_visible_to(request.user, person), pk=conflict_pk)
    if request.method == "POST":
        services.withdraw_conflict(person=person, conflict=conflict, by=request.user)
        messages.success(request, _("Dicabut. Berkas ini terbuka lagi bagi petugas itu."))
        return redirect("registry:declare_conflict", pk=pk)
    context = {"person": person, "conflict": conflict, "relation": relation_in_words(conflict.relation)}
    return render(request, "registry/withdraw_conflict.html", context)
