"""One's office: what is written about it, and its letterhead."""

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from simpul.accounts import services as accounts
from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms.offices import (
    ChangeOfficeForm,
    ChangeOrganisationForm,
    CloseOfficeForm,
    OpenOfficeForm,
    SetLetterheadForm,
)
from simpul.desk.queries import offices as queries
from simpul.desk.views.refusals import attempt, for_every_office, refuse_for_every_office, status_of
from simpul.directory import queries as directory
from simpul.directory import services
from simpul.documents.services import sample_letter
from simpul.files.services import store_file
from simpul.kit.dates import date_in_words, today
from simpul.kit.refusals import StaleRefused
from simpul.ui.pdf import pdf_response
from simpul.ui.routes import route
from simpul.ui.sentences import sentence
from simpul.ui.stale import compare


@require_GET
@route(Permission.MANAGE_OFFICE)
def office(request: HttpRequest) -> HttpResponse:
    """The office one looks after; of several, the one that the address names."""
    managed = list(queries.offices_managed_by(request.user))
    asked = request.GET.get("office")
    shown = next((one for one in managed if not asked or str(one.pk) == asked), None)
    if asked and not shown:
        raise Http404
    on = today(shown.time_zone) if shown else None
    return render(request, "desk/office.html", {
        "offices": managed,
        "office": shown,
        "area": directory.path_in_words(shown.area_id, with_province=True) if shown and shown.area_id else "",
        "letterhead": directory.letterhead(shown.pk, on=on) if shown else None,
        "letterheads": queries.letterheads(shown) if shown else [],
        "weekdays": sorted(directory.calendar(shown.pk).weekdays) if shown else [],
        "on": on,
        "acts": queries.acts_on(request.user, shown) if shown else set(),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_OFFICE)
def change_office(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what is written about an office; when somebody else did so meanwhile, both versions are shown."""
    office = get_object_or_404(queries.offices_managed_by(request.user), pk=pk)
    saved, here = queries.saved_office(office), _address_of(office.pk)
    form = ChangeOfficeForm(request.POST or None, initial={**saved, "version": office.version})
    if form.is_valid():
        changes = {name: form.cleaned_data[name] for name in queries.OFFICE_FIELDS}
        version = form.cleaned_data["version"]
        try:
            if attempt(form, services.change_office, office=office, version=version, changes=changes, by=request.user):
                messages.success(request, _("Data kantor disimpan."))
                return redirect(here)
        except StaleRefused:
            return _stale(request, form, office, office.version)
    context = {"form": form, "office": office, "back": here}
    return render(request, "desk/change_office.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_OFFICE)
def change_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the organisation that answers for an office, when every office it has is one's own to manage."""
    office = get_object_or_404(queries.offices_managed_by(request.user), pk=pk)
    if not queries.may_change_organisation(request.user, office):
        title = _("Organisasi ini mempunyai beberapa kantor")
        return refuse_for_every_office(request, Permission.MANAGE_OFFICE, title)
    organisation, here = office.organisation, _address_of(office.pk)
    saved = {"name": organisation.name, "kind": organisation.kind}
    form = ChangeOrganisationForm(request.POST or None, initial={**saved, "version": organisation.version})
    if form.is_valid():
        changes, version = {name: form.cleaned_data[name] for name in saved}, form.cleaned_data["version"]
        act = {"organisation": organisation, "version": version, "changes": changes}
        try:
            if attempt(form, services.change_organisation, by=request.user, **act):
                messages.success(request, _("Data organisasi disimpan."))
                return redirect(here)
        except StaleRefused:
            return _stale(request, form, office, organisation.version)
    context = {"form": form, "office": office, "back": here, "offices": queries.offices_of(organisation)}
    return render(request, "desk/change_organisation.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.OPEN_OFFICE)
@for_every_office(Permission.OPEN_OFFICE)
@stepped_up
def open_office(request: HttpRequest) -> HttpResponse:
    """A new office, which whoever opens it looks after from then on."""
    begun = {"organisation": queries.organisation_of(request.user)}
    form = OpenOfficeForm(request.POST or None, initial=begun, organisations=queries.organisations())
    if form.is_valid() and attempt(form, accounts.open_office, **form.facts(), by=request.user):
        opened = get_object_or_404(directory.offices(), code=form.cleaned_data["code"])
        messages.success(request, _("%(name)s dibuka. Anda administratornya.") % {"name": opened.name})
        return redirect(_address_of(opened.pk))
    return render(request, "desk/open_office.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CLOSE_OFFICE)
@stepped_up
def close_office(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show whom the office would leave behind; close it when there is nobody."""
    office, is_stale = get_object_or_404(queries.offices_to_close_by(request.user), pk=pk), False
    form = CloseOfficeForm(request.POST or None, initial={"version": office.version})
    if form.is_valid():
        try:
            if attempt(form, accounts.close_office, office=office, by=request.user, **form.cleaned_data):
                messages.success(request, _("%(name)s ditutup.") % {"name": office.name})
                return redirect("desk:office")
        except StaleRefused:
            is_stale, form = True, CloseOfficeForm(initial={"version": office.version})
    context = {"form": form, "is_stale": is_stale} | _in_the_way(request, office)
    return render(request, "desk/close_office.html", context, status=409 if is_stale else status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_OFFICE)
def set_letterhead(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new edition of the letterhead; it can be looked at on a letter before it is saved."""
    office = get_object_or_404(queries.offices_managed_by(request.user), pk=pk)
    known, kept_logo = queries.latest_letterhead(office)
    form = SetLetterheadForm(request.POST or None, request.FILES or None, initial=known)
    context = {"form": form, "office": office, "back": _address_of(office.pk), "has_logo": bool(kept_logo)}
    if form.is_valid():
        if "preview" in request.POST:
            context["preview"] = _preview(request, office, form, kept_logo)
        elif _saved(request, office, form, kept_logo):
            return redirect(_address_of(office.pk))
    return render(request, "desk/set_letterhead.html", context, status=status_of(form))


@require_GET
@route(Permission.MANAGE_OFFICE)
def preview_letterhead(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A sample letter under the letterhead in force: a picture, or the PDF as it would be printed."""
    office = get_object_or_404(queries.offices_managed_by(request.user), pk=pk)
    if request.GET.get("format") == "pdf":
        return pdf_response(sample_letter(office=office, by=request.user), name="contoh-surat.pdf")
    picture = sample_letter(office=office, by=request.user, as_picture=True)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-cache"})


def _in_the_way(request: HttpRequest, office: Any) -> dict[str, Any]:
    refusal = accounts.refusal_to_close_office(office=office, by=request.user)
    people = queries.left_behind(office, request.user)
    reason = sentence(refusal) if refusal else ""
    return {"office": office, "back": _address_of(office.pk), "reason": reason, "people": people}


def _stale(request: HttpRequest, form: Any, office: Any, version: int) -> HttpResponse:
    both = {"compared": compare(form, version=version), "saved_url": _address_of(office.pk)}
    return render(request, "ui/stale.html", both, status=409)


def _preview(request: HttpRequest, office: Any, form: SetLetterheadForm, kept: UUID | None) -> str:
    asked = form.cleaned_data
    logo = None
    if not asked["without_logo"]:
        logo = form.picture.content if form.picture else queries.logo(kept)
    lines, paper = asked["lines"].splitlines(), asked["paper"]
    picture = sample_letter(office=office, by=request.user, lines=lines, paper=paper, logo=logo, as_picture=True)
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def _saved(request: HttpRequest, office: Any, form: SetLetterheadForm, kept: UUID | None) -> bool:
    asked = form.cleaned_data
    logo = None if asked["without_logo"] else kept
    if form.picture:
        picture = form.picture
        logo = store_file(content=picture.content, media_type=picture.media_type, office=office, by=request.user).pk
    words = {name: asked[name] for name in ("lines", "paper", "valid_from")}
    done = attempt(form, services.set_letterhead, office=office, logo_file=logo, by=request.user, **words)
    if done:
        day = date_in_words(asked["valid_from"], get_language() or "id")
        messages.success(request, _("Kop surat baru berlaku mulai %(date)s.") % {"date": day})
    return done


def _address_of(pk: UUID) -> str:
    return f"{reverse('desk:office')}?office={pk}"
