"""Registering somebody: look first, then one form. Each step has an address, so that going back shows it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from simpul.accounts.rules.permissions import Permission
from simpul.kit.ids import read_id
from simpul.kit.phones import read_phone
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.carried import Carried, address_to_register, opened
from simpul.registry.forms.fields import find_villages as villages_named
from simpul.registry.forms.people import LookBeforeRegisteringForm, number_remarks
from simpul.registry.forms.register_person import RegisterPersonForm
from simpul.ui.routes import route

if TYPE_CHECKING:
    from simpul.registry.rules.people import PersonFacts

LOOK, REGISTER = "registry/look_before_registering.html", "registry/register_person.html"


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.REGISTER_PERSON)
def register_person(request: HttpRequest) -> HttpResponse:
    """Look, go on in spite of who looks alike, save."""
    if request.POST.get("step") == "save":
        return _save(request)
    return _look(request) if request.method == "POST" else _go_on(request)


def _look(request: HttpRequest) -> HttpResponse:
    """Carry what was typed to the address where it is looked at."""
    form = _look_form(request, request.POST)
    if not form.is_valid():
        return render(request, LOOK, {"form": form}, status=422)
    is_other = request.POST.get("step") == "other"
    seen = [pk for text in request.POST.getlist("seen") if (pk := read_id(text))] if is_other else []
    carried = Carried(form.typed(), tuple(seen), has_looked=True)
    return redirect(address_to_register(carried, viewer=request.user, at=timezone.now()))


def _go_on(request: HttpRequest) -> HttpResponse:
    """Ask whom it is about; show who looks alike and has not been seen yet; then ask for the rest."""
    word = request.GET.get("typed", "")
    carried = opened(word, viewer=request.user, at=timezone.now()) or Carried()
    if not carried.has_looked:
        form = _look_form(request, initial=carried.typed)
        return render(request, LOOK, {"form": form, "is_too_old": word and not carried.typed})
    form = _look_form(request, carried.typed)
    if not form.is_valid():
        return render(request, LOOK, {"form": form}, status=422)
    alike = queries.people_like(request.user, form.facts())
    if any(like.person.pk not in carried.seen for like in alike):
        return render(request, LOOK, {"form": form, "alike": alike, "on": form.on})
    known = {**form.cleaned_data, "not_the_same_as": carried.seen}
    return render(request, REGISTER, _page(_form(request, initial=known), form.facts()))


def _look_form(request: HttpRequest, typed: Any = None, **options: Any) -> LookBeforeRegisteringForm:
    return LookBeforeRegisteringForm(typed, viewer=request.user, on=queries.today_for(request.user), **options)


def _form(request: HttpRequest, data: Any = None, **options: Any) -> RegisterPersonForm:
    return RegisterPersonForm(data, viewer=request.user, on=queries.today_for(request.user), **options)


def _page(form: RegisterPersonForm, facts: PersonFacts) -> dict[str, Any]:
    return {"form": form, "on": form.on, "remarks": number_remarks(facts, on=form.on)}


def _save(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return render(request, REGISTER, _page(form, form.facts()), status=422)
    try:
        person = services.register_person(on=form.on, by=request.user, **form.act())
    except Refused as refused:
        return _refused(request, form, refused)
    return redirect("registry:view_person", pk=person.pk)


def _refused(request: HttpRequest, form: RegisterPersonForm, refused: Refused) -> HttpResponse:
    form.add_refusal(refused.refusal)
    context = _page(form, form.facts())
    if refused.refusal.code == "perhaps_known":
        contact = form.contact()
        context["alike"] = queries.people_like(request.user, form.facts(), phone=contact.number if contact else None)
    return render(request, REGISTER, context, status=422)


@require_POST
@route(Permission.REGISTER_PERSON)
def likely_people(request: HttpRequest) -> HttpResponse:
    """While somebody types: who is recorded already and looks alike, and what is odd about the number."""
    form = LookBeforeRegisteringForm(request.POST, viewer=request.user, on=queries.today_for(request.user))
    form.is_valid()
    alike = queries.people_like(request.user, form.facts(), phone=read_phone(request.POST.get("phone", "")[:60]).number)
    return render(
        request,
        "registry/_likely_people.html",
        {"alike": alike, "on": form.on, "remarks": form.number_remarks(), "live": True},
    )


@require_POST
@route(Permission.VIEW_PERSON)
def find_villages(request: HttpRequest) -> HttpResponse:
    """While somebody types the name of a village: those it may be."""
    offices = queries.offices_to_register_at(request.user)
    within = (offices[0].area_id or "") if offices else ""
    found = villages_named(request.POST.get("village", ""), within=within)
    return render(request, "registry/_village_options.html", {"found": found, "name": "village", "asked": True})
