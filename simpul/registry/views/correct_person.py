"""Correcting what is recorded of a person, and recording a death."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpul.accounts.queries.people import names_of
from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import path_in_words
from simpul.kit.refusals import Refused, StaleRefused
from simpul.registry import queries, services
from simpul.registry.forms.correct_person import CorrectPersonForm
from simpul.registry.forms.people import number_remarks
from simpul.registry.forms.person_acts import RecordDeathForm
from simpul.ui.routes import route
from simpul.ui.sentences import sentence
from simpul.ui.stale import compare

if TYPE_CHECKING:
    from simpul.registry.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CORRECT_PERSON)
def correct_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what is recorded; when somebody else did meanwhile, both versions are shown."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    form = _form(request, person)
    if not form.is_bound or not form.is_valid():
        return _page(request, person, form)
    try:
        services.correct_person(person=person, on=form.on, by=request.user, **form.act())
    except StaleRefused:
        return _stale(request, person)
    except Refused as refused:
        form.add_refusal(refused.refusal)
        return _page(request, person, form)
    messages.success(request, _("Perubahan disimpan."))
    return redirect("registry:view_person", pk=person.pk)


def _form(request: HttpRequest, person: Person) -> CorrectPersonForm:
    return CorrectPersonForm(
        request.POST if request.method == "POST" else None,
        viewer=request.user,
        on=queries.today_for(request.user),
        person=person,
        recorded=queries.facts_of(person),
        village=path_in_words(person.area_id or ""),
        hides_place=queries.hides_place_of(person),
        may_move=not queries.has_family(person),
    )


def _page(request: HttpRequest, person: Person, form: CorrectPersonForm) -> HttpResponse:
    remarks = number_remarks(queries.facts_of(person), on=form.on)
    context = {"form": form, "person": person, "remarks": remarks}
    return render(request, "registry/correct_person.html", context, status=422 if form.errors else 200)


def _stale(request: HttpRequest, person: Person) -> HttpResponse:
    """Both corrections together, over what is recorded at this very moment."""
    person.refresh_from_db()
    form = _form(request, person)
    form.is_valid()
    context = {
        "compared": compare(form, version=person.version),
        "saved_by": names_of([person.changed_by]).get(person.changed_by, ""),
        "saved_at": person.changed_at,
        "saved_url": reverse("registry:view_person", args=[person.pk]),
    }
    return render(request, "ui/stale.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CORRECT_PERSON)
def record_death(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record that somebody died, and who heads the family now."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    on, known = queries.today_for(request.user), {"version": person.version}
    typed = request.POST if request.method == "POST" else None
    form = RecordDeathForm(typed, on=on, heirs=queries.heirs_of(person), initial=known)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            services.record_death(person=person, on=on, by=request.user, **form.act())
            messages.success(request, _("Meninggalnya dicatat."))
            return redirect("registry:view_person", pk=person.pk)
        except Refused as refused:
            form.add_error(None, sentence(refused.refusal))
            status = 409 if isinstance(refused, StaleRefused) else 422
    status = 422 if form.errors and status == 200 else status
    return render(request, "registry/record_death.html", {"form": form, "person": person}, status=status)
