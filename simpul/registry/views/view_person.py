"""One person: the page, and opening what it masks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from simpul.accounts.rules.permissions import Permission
from simpul.registry import queries, services
from simpul.registry.forms.people import number_remarks
from simpul.registry.forms.person_acts import RevealNumberForm
from simpul.registry.views.facts import facts_shown
from simpul.ui.routes import route

if TYPE_CHECKING:
    from simpul.registry.models import Person


@require_safe
@route(Permission.VIEW_PERSON)
def view_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one person that this viewer may see, with numbers masked."""
    person = queries.people_visible_to(request.user).select_related("office").filter(pk=pk).first()
    if person is None:
        services.refuse_withdrawn(pk)
        raise Http404
    standing = queries.canonical(person)
    if standing.pk != person.pk:
        return redirect("registry:view_person", pk=standing.pk)
    context = _person_page(request, person)
    page, history = context["page"], context["history"]
    shown = queries.shown_in_full(person, hides_place=page.hides_place, contacts=page.contacts, history=history)
    services.view_person(person=person, fields=shown, by=request.user)
    return render(request, "registry/view_person.html", context)


@require_POST
@route(Permission.REVEAL_NUMBER)
def reveal_number(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same page with the asked numbers in full; nothing of it stays in an address or a cache."""
    people = queries.people_changeable_by(request.user, Permission.REVEAL_NUMBER)
    person = get_object_or_404(people, pk=pk)
    context = _person_page(request, person)
    form = RevealNumberForm(request.POST, openable=context["page"].openable)
    if not form.is_valid():
        return render(request, "registry/view_person.html", context | {"reveal_form": form}, status=422)
    opened = form.cleaned_data["fields_opened"]
    services.reveal_number(person=person, fields=opened, reason=form.cleaned_data["reason"], by=request.user)
    return render(request, "registry/view_person.html", context | {"opened": opened})


def _person_page(request: HttpRequest, person: Person) -> dict[str, Any]:
    on, page = queries.today_for(request.user), queries.person_page(person, request.user)
    may = queries.permissions_on(person, request.user, hides_place=page.hides_place)
    return {
        "person": person,
        "page": page,
        "history": queries.history_of(person),
        "relations": queries.relations_of([person.pk]),
        "may_relate": Permission.CHANGE_FAMILY in may,
        "remarks": number_remarks(queries.facts_of(person), on=on),
        "on": on,
        "opened": (),
        "reveal_form": RevealNumberForm(openable=page.openable),
        **facts_shown(request, person),
        "may_correct": Permission.CORRECT_PERSON in may,
        "may_reveal": Permission.REVEAL_NUMBER in may,
        "may_print": Permission.PRINT_EXTRACT in may,
    }
