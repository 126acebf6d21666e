"""The small acts on one person: other names, contacts, papers obtained. Each leads back to the person's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.person_acts import AddAliasForm, AddContactForm, ClosePaperTaskForm
from simpul.registry.queries.choices import Paper
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.registry.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CORRECT_PERSON)
def add_alias(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another name by which this person is found."""
    person = _person(request, pk)
    form = AddAliasForm(request.POST if request.method == "POST" else None)
    return _act(request, person, form, "registry/add_alias.html", services.add_alias, done=_("Nama ditambahkan."))


@require_POST
@route(Permission.CORRECT_PERSON)
def end_alias(request: HttpRequest, pk: UUID, alias_pk: UUID) -> HttpResponse:
    """This name is used no longer."""
    alias = get_object_or_404(_person(request, pk).aliases, pk=alias_pk)
    services.end_alias(alias=alias, by=request.user)
    messages.success(request, _("Nama tidak dipakai lagi."))
    return redirect("registry:view_person", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CORRECT_PERSON)
def add_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A way to reach this person, and whether it is safe."""
    person = _person(request, pk)
    form = AddContactForm(request.POST if request.method == "POST" else None)
    return _act(request, person, form, "registry/add_contact.html", services.add_contact, done=_("Kontak ditambahkan."))


@require_POST
@route(Permission.CORRECT_PERSON)
def end_contact(request: HttpRequest, pk: UUID, contact_pk: UUID) -> HttpResponse:
    """This number leads nowhere any more."""
    contact = get_object_or_404(_person(request, pk).contacts, pk=contact_pk)
    services.end_contact(contact=contact, by=request.user)
    messages.success(request, _("Kontak tidak dipakai lagi."))
    return redirect("registry:view_person", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CORRECT_PERSON)
def close_paper_task(request: HttpRequest, pk: UUID, task_pk: UUID) -> HttpResponse:
    """The paper has been obtained, or is not needed any more."""
    person = _person(request, pk)
    task = get_object_or_404(person.paper_tasks, pk=task_pk)
    typed = request.POST if request.method == "POST" else None
    form = ClosePaperTaskForm(typed, is_shared_number=task.paper == Paper.NUMBER_SHARED)
    if form.is_bound and form.is_valid():
        services.close_paper_task(task=task, outcome=form.cleaned_data["outcome"], by=request.user)
        messages.success(request, _("Tugas selesai."))
        return redirect("registry:view_person", pk=pk)
    context = {"form": form, "person": person, "task": task}
    return render(request, "registry/close_paper_task.html", context, status=422 if form.errors else 200)


def _person(request: HttpRequest, pk: UUID) -> Person:
    return get_object_or_404(queries.people_changeable_by(request.user), pk=pk)


def _act(
    request: HttpRequest, person: Person, form: forms.Form, template: str, act: Callable[..., Any], *, done: str
) -> HttpResponse:
    """Do it and go back to the person, or show the form with what stands in the way."""
    if form.is_bound and form.is_valid():
        try:
            act(person=person, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, sentence(refused.refusal))
        else:
            messages.success(request, done)
            return redirect("registry:view_person", pk=person.pk)
    return render(request, template, {"form": form, "person": person}, status=422 if form.errors else 200)
