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

from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms.offices import ChangeOfficeForm, SetLetterheadForm
from simpul.desk.queries import offices as queries
from simpul.desk.views.refusals import attempt, status_of
from simpul.directory import queries as directory
from simpul.directory import services
from simpul.documents.services import sample_letter
from simpul.documents.views import pdf_response
from simpul.files.services import store_file
from simpul.kit.dates import date_in_words, today
from simpul.kit.refusals import StaleRefused
from simpul.ui.routes import route
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
            both = {"compared": compare(form, version=office.version), "saved_url": here}
            return render(request, "ui/stale.html", both, status=409)
    context = {"form": form, "office": office, "back": here}
    return render(request, "desk/change_office.html", context, status=status_of(form))


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
