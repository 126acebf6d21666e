"""Registering somebody: look first, then one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from simpul.accounts.rules.permissions import Permission
from simpul.kit.phones import read_phone
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.fields import find_villages as villages_named
from simpul.registry.forms.people import LookBeforeRegisteringForm, number_remarks
from simpul.registry.forms.register_person import RegisterPersonForm
from simpul.registry.rules.people import PersonFacts
from simpul.ui.routes import route


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.REGISTER_PERSON)
def register_person(request: HttpRequest) -> HttpResponse:
    """Three steps at one address: look, go on in spite of who looks alike, save."""
    step = request.POST.get("step", "")
    if step == "save":
        return _save(request)
    typed = request.POST if request.method == "POST" else None
    form = LookBeforeRegisteringForm(typed, viewer=request.user, on=queries.today_for(request.user))
    if not form.is_bound or not form.is_valid():
        return render(
            request, "registry/look_before_registering.html", {"form": form}, status=422 if form.errors else 200
        )
    alike = _alike(request, form.facts())
    if alike and step == "look":
        return render(request, "registry/look_before_registering.html", {"form": form, "alike": alike, "on": form.on})
    known = {**form.cleaned_data, "not_the_same_as": [like.person.pk for like in alike]}
    return render(request, "registry/register_person.html", _page(_form(request, initial=known), form.facts()))


def _alike(request: HttpRequest, facts: PersonFacts, phone: str | None = None) -> Any:
    """Who may be the same person; asking so counts like searching for the numbers."""
    services.note_numbers(numbers=[facts.national_number, phone], by=request.user)
    return queries.people_like(request.user, facts, phone=phone)


def _form(request: HttpRequest, data: Any = None, **options: Any) -> RegisterPersonForm:
    return RegisterPersonForm(data, viewer=request.user, on=queries.today_for(request.user), **options)


def _page(form: RegisterPersonForm, facts: PersonFacts) -> dict[str, Any]:
    return {"form": form, "on": form.on, "remarks": number_remarks(facts, on=form.on)}


def _save(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST)
    if not form.is_valid():
        return render(request, "registry/register_person.html", _page(form, form.facts()), status=422)
    services.note_numbers(numbers=[form.facts().national_number], by=request.user)
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
        context["alike"] = _alike(request, form.facts(), contact.number if contact else None)
    return render(request, "registry/register_person.html", context, status=422)


@require_POST
@route(Permission.REGISTER_PERSON)
def likely_people(request: HttpRequest) -> HttpResponse:
    """While somebody types: who is recorded already and looks alike, and what is odd about the number."""
    form = LookBeforeRegisteringForm(request.POST, viewer=request.user, on=queries.today_for(request.user))
    form.is_valid()
    alike = _alike(request, form.facts(), read_phone(request.POST.get("phone", "")[:60]).number)
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
