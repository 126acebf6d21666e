"""The areas of Indonesia: finding one, going from the province down to the village, writing down what changed."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms.areas import (
    SCHEMES,
    FindAreaForm,
    OpenAreaForm,
    RecordAreaChangeForm,
    RenameAreaForm,
    SetAreaCodeForm,
)
from simpul.desk.queries import areas as queries
from simpul.desk.views.refusals import attempt, for_every_office, status_of
from simpul.directory import queries as directory
from simpul.directory import services
from simpul.registry.queries import today_for
from simpul.ui.routes import route, signed_in_route


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_route("areas and their codes are public; everybody needs them on forms and letters")
def find_area(request: HttpRequest) -> HttpResponse:
    """A box to type into, and the provinces to begin from. Too many digits for an area never get into an address."""
    form = FindAreaForm(request.POST or request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if request.method == "POST" and form.is_valid() and not queries.is_too_long_for_a_code(text):
        return redirect(f"{request.path}?{urlencode({'q': text})}" if text else request.path)
    answer = queries.find(text) if text and not queries.is_too_long_for_a_code(text) else queries.Answer()
    readings = [(SCHEMES[reading.scheme], reading.areas) for reading in answer.readings]
    provinces = [] if text else directory.children()
    context = {"form": form, "text": text, "answer": answer, "readings": readings, "provinces": provinces}
    context["may_change"] = access.reaches_every_office(request.user, Permission.MANAGE_AREAS)
    return render(request, "desk/find_area.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in_route("areas and their codes are public; everybody needs them on forms and letters")
def view_area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: its numbers, what became of it, and what lies in it."""
    area = _area(code)
    return render(request, "desk/view_area.html", {
        "area": area,
        "above": directory.ancestors(code),
        "codes": queries.codes_of(area),
        "changes": queries.changes_of(area),
        "instead": queries.today_instead_of(area),
        "within": directory.children(code),
        "form": FindAreaForm(),
        "may_change": access.reaches_every_office(request.user, Permission.MANAGE_AREAS),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_AREAS)
@for_every_office(Permission.MANAGE_AREAS)
def open_area(request: HttpRequest) -> HttpResponse:
    """An area that the shipped list does not have yet."""
    around = queries.area(request.GET.get("within", ""))
    begun = {"code": f"{around.code}." if around else "", "on": today_for(request.user)}
    form = OpenAreaForm(request.POST or None, initial=begun)
    if form.is_valid() and attempt(form, services.open_area, by=request.user, **form.cleaned_data):
        messages.success(request, _("%(name)s ditambahkan.") % {"name": form.cleaned_data["name"]})
        return redirect("desk:view_area", code=form.cleaned_data["code"])
    return render(request, "desk/open_area.html", {"form": form, "area": around}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_AREAS)
@for_every_office(Permission.MANAGE_AREAS)
def rename_area(request: HttpRequest, code: str) -> HttpResponse:
    """Call an area by another name; the former one stays in its history."""
    area = _area(code)
    form = RenameAreaForm(request.POST or None, initial={"name": area.name, "on": today_for(request.user)})
    if form.is_valid() and attempt(form, services.rename_area, area=area, by=request.user, **form.cleaned_data):
        messages.success(request, _("Wilayah ini sekarang bernama %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect("desk:view_area", code=code)
    return render(request, "desk/rename_area.html", {"form": form, "area": area}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_AREAS)
@for_every_office(Permission.MANAGE_AREAS)
def record_area_change(request: HttpRequest) -> HttpResponse:
    """A split, a merger or a new code, of an area that is known here or only on old papers."""
    area = queries.area(request.GET.get("of", ""))
    begun = {"former_code": area.code if area else "", "on": today_for(request.user)}
    form = RecordAreaChangeForm(request.POST or None, initial=begun)
    if form.is_valid() and attempt(form, services.record_area_change, by=request.user, **form.cleaned_data):
        messages.success(request, _("Perubahan wilayah dicatat."))
        former, successors = form.cleaned_data["former_code"], form.cleaned_data["successors"]
        return redirect("desk:view_area", code=former if queries.area(former) else successors[0])
    return render(request, "desk/record_area_change.html", {"form": form, "area": area}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_AREAS)
@for_every_office(Permission.MANAGE_AREAS)
def set_area_code(request: HttpRequest, code: str) -> HttpResponse:
    """Another number of an area: that of BPS, or one it had before."""
    area = _area(code)
    form = SetAreaCodeForm(request.POST or None, initial={"scheme": "bps"})
    if form.is_valid() and attempt(form, services.set_area_code, area=area, by=request.user, **form.cleaned_data):
        messages.success(request, _("Kode %(code)s dicatat.") % {"code": form.cleaned_data["code"]})
        return redirect("desk:view_area", code=code)
    return render(request, "desk/set_area_code.html", {"form": form, "area": area}, status=status_of(form))


def _area(code: str) -> Any:
    if area := queries.area(code):
        return area
    raise Http404
