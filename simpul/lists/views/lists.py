"""Lists as wholes: those that arrived, a new one, checking, columns, applying, undoing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.accounts.queries.people import names_of
from simpul.accounts.rules.permissions import Permission
from simpul.jobs import queries as jobs
from simpul.jobs.forms import in_words
from simpul.kit.refusals import Refused, StaleRefused
from simpul.lists import queries, services
from simpul.lists.forms.pages import page_of
from simpul.lists.forms.receive import MappingForm, ReceiveListForm
from simpul.lists.forms.rows import refusal_in_words
from simpul.lists.rules import acts
from simpul.lists.rules.checks import Outcome
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.lists.models import IncomingList


@require_safe
@route(Permission.RECEIVE_LIST)
def incoming_lists(request: HttpRequest) -> HttpResponse:
    """Those that wait, and those that are done; the latest first."""
    before = request.GET.get("before", "")
    found, next_before = queries.latest_lists(request.user, before=before)
    context = {"lists": found, "next_before": next_before, "names": names_of([one.received_by for one in found])}
    return render(request, "lists/incoming_lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.RECEIVE_LIST)
def receive_list(request: HttpRequest) -> HttpResponse:
    """A file, or what was copied from one."""
    offices = queries.offices_to_send_to(request.user)
    choices = {"offices": [(o.pk, o.name) for o in offices], "villages": queries.villages_to_send_from(request.user)}
    form = ReceiveListForm(request.POST or None, request.FILES or None, **choices)
    if request.method == "POST" and form.is_valid():
        office = next(office for office in offices if str(office.pk) == str(form.chosen_office()))
        try:
            incoming = services.receive_list(office=office, by=request.user, **form.act())
            return redirect("lists:check_list", pk=incoming.pk)
        except Refused as refused:
            form.add_refusal(refused.refusal)
    return render(request, "lists/receive_list.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@route(Permission.RECEIVE_LIST)
def check_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Periksa daftar: what is ready, what somebody has to look at, what cannot be read."""
    incoming = _incoming(request, pk)
    if incoming.state == incoming.State.TYPING:
        return redirect("lists:type_rows", pk=pk)
    may = {"may_apply": queries.may_apply(request.user, incoming)}
    context = {"incoming": incoming, "may_export": queries.may_export(request.user, incoming), **may}
    context["may_drop"] = acts.refusal_to_drop(state=incoming.state, applied=incoming.counts.get("applied", 0)) is None
    work = jobs.open_jobs_about(incoming.pk, request.user).first()
    failed = None if work else queries.failed_job(incoming, request.user)
    if work or failed:
        context |= {"told": in_words(work or failed, now=timezone.now()), "is_failed": bool(failed)}
    if not incoming.is_busy:
        context |= page_of(request.GET, incoming, request.user)
    return render(request, "lists/check_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.RECEIVE_LIST)
def change_mapping(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which column means what, with five rows to see whether that is so."""
    incoming = _incoming(request, pk)
    if incoming.state == incoming.State.TYPING:
        return redirect("lists:type_rows", pk=pk)
    form = _mapping_form(request, incoming)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_mapping(incoming=incoming, by=request.user, **form.act())
            return redirect("lists:check_list", pk=pk)
        except StaleRefused:
            messages.warning(request, _("Daftar ini berubah sejak Anda membukanya. Periksa lagi kolomnya."))
            return redirect("lists:change_mapping", pk=pk)
        except Refused as refused:
            form.add_refusal(refused.refusal)
    preview = queries.preview(incoming)
    context = {"incoming": incoming, "form": form, "refusal": refusal_in_words(incoming.refusal)}
    context["columns"] = [
        (box, [row[at] if at < len(row) else "" for row in preview]) for at, box in enumerate(form.columns())
    ]
    return render(request, "lists/change_mapping.html", context, status=422 if form.errors else 200)


@require_POST
@route(Permission.APPLY_LIST)
def apply_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ready rows, in the background."""
    incoming = get_object_or_404(queries.lists_appliable_by(request.user), pk=pk)
    try:
        services.apply_list(incoming=incoming, by=request.user)
    except Refused as refused:
        messages.warning(request, sentence(refused.refusal, of="lists"))
    return redirect("lists:check_list", pk=pk)


@require_POST
@route(Permission.RECEIVE_LIST)
def drop_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was begun by mistake."""
    return _moved(request, _incoming(request, pk), services.drop_list)


@require_POST
@route(Permission.RECEIVE_LIST)
def restore_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It was not."""
    return _moved(request, _incoming(request, pk), services.restore_list)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.APPLY_LIST)
def undo_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would be taken back; then it is."""
    incoming = get_object_or_404(queries.lists_appliable_by(request.user), pk=pk)
    if request.method != "POST":
        return render(
            request, "lists/undo_list.html", {"incoming": incoming, "would": queries.acts_of(incoming, Outcome.APPLIED)}
        )
    try:
        services.undo_list(incoming=incoming, by=request.user)
    except Refused as refused:
        messages.warning(request, sentence(refused.refusal, of="lists"))
    return redirect("lists:check_list", pk=pk)


def _incoming(request: HttpRequest, pk: UUID) -> IncomingList:
    return get_object_or_404(queries.lists_visible_to(request.user), pk=pk)


def _moved(request: HttpRequest, incoming: IncomingList, act: Callable[..., IncomingList]) -> HttpResponse:
    try:
        act(incoming=incoming, by=request.user)
    except Refused as refused:
        messages.warning(request, sentence(refused.refusal, of="lists"))
    return redirect("lists:check_list", pk=incoming.pk)


def _mapping_form(request: HttpRequest, incoming: IncomingList) -> MappingForm:
    told: dict[str, Any] = {"version": incoming.version, "village": incoming.village_id or ""}
    return MappingForm(
        request.POST or None,
        initial=told,
        names=queries.column_names(incoming),
        columns=incoming.columns,
        sheets=incoming.sheets,
        sheet=incoming.sheet,
        villages=queries.villages_of(incoming),
    )
