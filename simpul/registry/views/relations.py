"""How two people are related, and two records of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused, StaleRefused
from simpul.registry import queries, services
from simpul.registry.forms.relations import EndRelationForm, MergePeopleForm, RecordRelationForm
from simpul.registry.views.acts import SUGGESTIONS
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.registry.models import Person

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@route(Permission.CHANGE_FAMILY)
def record_relation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Parent, child, spouse, guardian or carer, on whatever card."""
    person = _person(request, pk, Permission.CHANGE_FAMILY)
    form = RecordRelationForm(
        request.POST or None, person=person, viewer=request.user, on=queries.today_for(request.user)
    )
    if found := form.suggestions():
        return render(request, SUGGESTIONS, found)
    if form.is_bound and form.is_valid():
        try:
            relation = services.record_relation(by=request.user, **form.act())
        except Refused as refused:
            form.add_refusal(refused.refusal)
        else:
            for remark in queries.remarks_on(relation, on=form.on):
                messages.warning(request, sentence(remark))
            messages.success(request, _("Hubungan dicatat."))
            return redirect("registry:view_person", pk=pk)
    return render(request, "registry/record_relation.html", {"form": form, "person": person}, status=_status(form))


@asks
@route(Permission.CHANGE_FAMILY)
def end_relation(request: HttpRequest, pk: UUID, relation_pk: UUID) -> HttpResponse:
    """The relation is over, or never was."""
    person = _person(request, pk, Permission.CHANGE_FAMILY)
    relation = get_object_or_404(queries.relations_of([pk]), pk=relation_pk)
    form = EndRelationForm(request.POST or None, on=queries.today_for(request.user))
    if form.is_bound and form.is_valid():
        try:
            services.end_relation(relation=relation, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused.refusal)
        else:
            messages.success(request, _("Hubungan diakhiri."))
            return redirect("registry:view_person", pk=pk)
    context = {"form": form, "person": person, "relation": relation}
    return render(request, "registry/end_relation.html", context, status=_status(form))


@asks
@route(Permission.CORRECT_PERSON)
def merge_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two records side by side, and one of them to stand for both."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk, merged_into=None)
    initial = {"into": request.GET.get("into"), "version": person.version}
    known = {"person": person, "viewer": request.user, "on": queries.today_for(request.user)}
    form = MergePeopleForm(request.POST or None, initial=initial, **known)
    if found := form.suggestions():
        return render(request, SUGGESTIONS, found)
    if form.is_bound and form.is_valid():
        if "confirm" not in request.POST:
            return _side_by_side(request, form)
        try:
            services.merge_people(person=person, by=request.user, **form.act())
        except StaleRefused as refused:
            return _side_by_side(request, form, changed=sentence(refused.refusal))
        except Refused as refused:
            form.add_refusal(refused.refusal)
        else:
            messages.success(request, _("Kedua catatan digabung. Tidak ada yang hilang; dapat dipisahkan lagi."))
            return redirect("registry:view_person", pk=form.act()["into"].pk)
    return render(request, "registry/merge_people.html", {"form": form, "person": person}, status=_status(form))


@require_POST
@route(Permission.CORRECT_PERSON)
def unmerge_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They were two people after all."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    services.unmerge_people(person=person, by=request.user)
    messages.success(request, _("Catatan dipisahkan lagi."))
    return redirect("registry:view_person", pk=pk)


def _person(request: HttpRequest, pk: UUID, permission: Permission) -> Person:
    return get_object_or_404(queries.people_changeable_by(request.user, permission), pk=pk)


def _side_by_side(request: HttpRequest, form: MergePeopleForm, changed: str = "") -> HttpResponse:
    """Both as they are now; confirming means these very versions."""
    into = form.cleaned_data["into"].row
    records = [queries.record_to_compare(row, request.user) for row in (form.person, into)]
    context = {"form": form, "person": form.person, "into": into, "records": records, "changed": changed}
    return render(request, "registry/merge_people_check.html", context, status=409 if changed else 200)


def _status(form: MergePeopleForm | RecordRelationForm | EndRelationForm) -> int:
    return 422 if form.errors else 200
