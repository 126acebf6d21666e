"""Registering somebody: look first, then one form. Each step has an address, so that going back shows it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from simpul.accounts.rules.permissions import Permission
from simpul.kit.ids import read_id
from simpul.kit.phones import read_phone
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.carried import Carried, address_to_register, opened
from simpul.registry.forms.elsewhere import ask_url
from simpul.registry.forms.fields import find_villages as villages_named
from simpul.registry.forms.people import LookBeforeRegisteringForm, remarks_on
from simpul.registry.forms.register_person import RegisterPersonForm
from simpul.registry.rules.people import Likeness
from simpul.ui.routes import route

if TYPE_CHECKING:
    from simpul.registry.models import Family, Person
    from simpul.registry.rules.people import PersonFacts

LOOK, REGISTER = "registry/look_before_registering.html", "registry/register_person.html"


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.REGISTER_PERSON)
def register_person(request: HttpRequest) -> HttpResponse:
    """Look, go on in spite of who looks alike, save."""
    if request.POST.get("step") == "save":
        return _save(request)
    return _look(request) if request.method == "POST" else _go_on(request)


def _alike(request: HttpRequest, facts: PersonFacts, phone: str | None = None, **how: Any) -> Any:
    """Who may be the same person; asking so counts like searching for the numbers."""
    services.note_numbers(numbers=[facts.national_number, phone], by=request.user)
    return queries.people_like(request.user, facts, phone=phone, **how)


def _look(request: HttpRequest) -> HttpResponse:
    """Carry what was typed to the address where it is looked at."""
    family = _family(request)
    form = LookBeforeRegisteringForm(request.POST, family=family, **_asker(request))
    if not form.is_valid():
        context = {"form": form, "family": family, **remarks_on(form.facts(), on=form.on)}
        return render(request, LOOK, context, status=422)
    is_other = request.POST.get("step") == "other"
    seen = [pk for text in request.POST.getlist("seen") if (pk := read_id(text))] if is_other else []
    carried = Carried(form.typed(), tuple(seen), has_looked=True)
    return redirect(_address(request, carried, family.pk if family else None))


def _go_on(request: HttpRequest) -> HttpResponse:
    """Ask whom it is about; show who looks alike and has not been seen yet; then ask for the rest."""
    family, word = _family(request), request.GET.get("typed", "")
    carried = opened(word, viewer=request.user, at=timezone.now()) or Carried()
    if not carried.has_looked:
        form = LookBeforeRegisteringForm(initial=carried.typed, family=family, **_asker(request))
        is_too_old = word and not carried.typed
        return render(request, LOOK, {"form": form, "family": family, "is_too_old": is_too_old})
    form = LookBeforeRegisteringForm(carried.typed, family=family, **_asker(request))
    alike = _alike(request, form.facts(), is_begun=True) if form.is_valid() else []
    elsewhere = {"ask_url": "" if form.errors else _ask_url(request, form.facts(), alike)}
    if form.errors or any(like.person.pk not in carried.seen for like in alike):
        context = {"form": form, "family": family, "alike": queries.likes_in_full(alike), **elsewhere}
        context |= remarks_on(form.facts(), on=form.on)
        return render(request, LOOK, context, status=422 if form.errors else 200)
    known = {**form.cleaned_data, "not_the_same_as": carried.seen}
    asked = RegisterPersonForm(initial=known, family=family, **_asker(request))
    return render(request, REGISTER, _page(asked, family, form.facts()) | elsewhere)


def _ask_url(request: HttpRequest, facts: PersonFacts, alike: Any) -> str:
    """Where to ask another office, when it has this number and nobody here does."""
    is_known_here = any(like.likeness == Likeness.SAME_NUMBER for like in alike)
    return ask_url(facts.national_number, request.user) if facts.national_number and not is_known_here else ""


def _save(request: HttpRequest) -> HttpResponse:
    family = _family(request)
    form = RegisterPersonForm(request.POST, family=family, **_asker(request))
    if not form.is_valid():
        return render(request, REGISTER, _page(form, family, form.facts()), status=422)
    services.note_numbers(numbers=[form.facts().national_number], by=request.user)
    try:
        person = services.register_person(on=form.on, by=request.user, **form.act())
    except Refused as refused:
        return _refused(request, form, family, refused)
    return _registered(request, person, family)


def _refused(request: HttpRequest, form: RegisterPersonForm, family: Family | None, refused: Refused) -> HttpResponse:
    form.add_refusal(refused.refusal)
    context = _page(form, family, form.facts())
    if refused.refusal.code == "perhaps_known":
        contact = form.contact()
        alike = _alike(request, form.facts(), contact.number if contact else None)
        context["alike"] = queries.likes_in_full(alike)
    return render(request, REGISTER, context, status=422)


def _registered(request: HttpRequest, person: Person, into: Family | None) -> HttpResponse:
    """Say that it is done, and offer what most often comes next."""
    family = next(iter(queries.families_of(person)), None)
    done = _("Anggota baru terdaftar.") if into else _("Warga terdaftar.")
    if into:
        onward = _("Daftarkan anggota berikutnya")
    else:
        onward = _("Daftarkan anggota keluarganya") if family else _("Daftarkan warga lain")
    link = format_html('{} <a href="{}">{}</a>', done, _address(request, Carried(), family), onward)
    messages.success(request, link)
    return redirect("registry:view_family", pk=into.pk) if into else redirect("registry:view_person", pk=person.pk)


def _family(request: HttpRequest) -> Family | None:
    """The family into which somebody is registered, when the address names one."""
    pk = request.GET.get("family")
    families = queries.families_changeable_by(request.user, Permission.REGISTER_PERSON)
    return get_object_or_404(families, pk=read_id(pk), ended_on=None) if pk else None


def _address(request: HttpRequest, carried: Carried, family: UUID | None) -> str:
    return address_to_register(carried, viewer=request.user, at=timezone.now(), family=family)


def _asker(request: HttpRequest) -> dict[str, Any]:
    return {"viewer": request.user, "on": queries.today_for(request.user)}


def _page(form: RegisterPersonForm, family: Family | None, facts: PersonFacts) -> dict[str, Any]:
    page = queries.family_page(family, viewer=form.viewer, on=form.on) if family else None
    return {"form": form, "family": family, "page": page, **remarks_on(facts, on=form.on)}


@require_POST
@route(Permission.REGISTER_PERSON)
def likely_people(request: HttpRequest) -> HttpResponse:
    """While somebody types: who is recorded already and looks alike, and what is odd about the number."""
    form = LookBeforeRegisteringForm(request.POST, **_asker(request))
    form.is_valid()
    alike = _alike(request, form.facts(), read_phone(request.POST.get("phone", "")[:60]).number, is_begun=True)
    context = {"alike": queries.likes_in_full(alike), "live": True, **remarks_on(form.facts(), on=form.on)}
    return render(request, "registry/_likely_people.html", context)


@require_POST
@route(Permission.VIEW_PERSON)
def find_villages(request: HttpRequest) -> HttpResponse:
    """While somebody types the name of a village: those it may be."""
    offices = queries.offices_to_register_at(request.user)
    within = (offices[0].area_id or "") if offices else ""
    found = villages_named(request.POST.get("village", ""), within=within)
    return render(request, "registry/_village_options.html", {"found": found, "name": "village", "asked": True})
