"""A list on paper or photographed: begun, typed beside its picture; and the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from simpul.accounts.rules.permissions import Permission
from simpul.files.queries import content_of
from simpul.kit.refusals import Refused, StaleRefused
from simpul.lists import queries, services
from simpul.lists.forms.typing import StartTypingForm, TypeRowsForm, grid
from simpul.lists.rules.typed import put_together
from simpul.ui.downloads import picture_response
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.lists.models import IncomingList


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.RECEIVE_LIST)
def start_typing(request: HttpRequest) -> HttpResponse:
    """What the list is called, and its picture where there is one."""
    offices = queries.offices_to_send_to(request.user)
    choices = {"offices": [(o.pk, o.name) for o in offices], "villages": queries.villages_to_send_from(request.user)}
    form = StartTypingForm(request.POST or None, request.FILES or None, **choices)
    if request.method == "POST" and form.is_valid():
        office = next(office for office in offices if str(office.pk) == str(form.chosen_office()))
        try:
            incoming = services.start_typing(office=office, by=request.user, **form.act())
            return redirect("lists:type_rows", pk=incoming.pk)
        except Refused as refused:
            form.add_refusal(refused.refusal)
    return render(request, "lists/start_typing.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.RECEIVE_LIST)
def type_rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The picture, and beside it the rows that were typed so far."""
    incoming = get_object_or_404(queries.lists_visible_to(request.user), pk=pk)
    if incoming.state != incoming.State.TYPING:
        return redirect("lists:check_list", pk=pk)
    if request.method == "POST":
        return _keep(request, incoming)
    asked = request.GET.get("rows", "")
    told = grid(incoming, queries.rows_typed(incoming), asked=int(asked) if asked.isdecimal() and len(asked) < 4 else 0)
    return render(request, "lists/type_rows.html", {"incoming": incoming, **told})


@require_safe
@route(Permission.RECEIVE_LIST)
def view_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The picture from which a list was typed."""
    incoming = get_object_or_404(queries.lists_visible_to(request.user), pk=pk)
    picture = queries.picture_of(incoming)
    if picture is None:
        raise Http404
    services.view_picture(incoming=incoming, by=request.user)
    return picture_response(content_of(picture), media_type=picture.media_type, name=incoming.name)


def _keep(request: HttpRequest, incoming: IncomingList) -> HttpResponse:
    """Keep the rows and go on; whatever stands in the way, what was typed stays on the page."""
    form = TypeRowsForm(request.POST)
    rows, shown = form.rows(), form.rows_shown()
    problem, status = _("Isiannya tidak lengkap. Muat ulang halaman."), 422
    if form.is_valid():
        act = services.finish_typing if form.cleaned_data["act"] == "finish" else services.save_typing
        try:
            act(incoming=incoming, version=form.cleaned_data["version"], rows=rows, by=request.user)
            return _onward(request, incoming, form.cleaned_data["act"], typed=len(rows), shown=shown)
        except StaleRefused:
            incoming.refresh_from_db()
            kept = queries.rows_typed(incoming)
            rows, status = put_together(kept, rows), 409
            problem = _saved_by_another(len(kept), own=len(rows) - len(kept))
        except Refused as refused:
            problem = sentence(refused.refusal, of="lists")
    context = {"incoming": incoming, "problem": problem, **grid(incoming, rows, asked=shown)}
    return render(request, "lists/type_rows.html", context, status=status)


def _onward(request: HttpRequest, incoming: IncomingList, act: str, *, typed: int, shown: int) -> HttpResponse:
    if act == "finish":
        return redirect("lists:check_list", pk=incoming.pk)
    words = ngettext("Tersimpan: %(count)s baris.", "Tersimpan: %(count)s baris.", typed) % {"count": typed}
    messages.success(request, words)
    more = shown + 10 if act == "more" else shown
    return redirect(f"{reverse('lists:type_rows', args=[incoming.pk])}?rows={more}")


def _saved_by_another(kept: int, *, own: int) -> str:
    if not own:
        return _("Orang lain menyimpan daftar ini sejak Anda membukanya; baris Anda semua ada di dalamnya.")
    return ngettext(
        "Orang lain menyimpan daftar ini sejak Anda membukanya. Barisnya ada di atas; %(own)s baris Anda yang berbeda"
        " ditaruh di bawahnya, mulai baris %(first)s, dan belum tersimpan. Periksa, lalu simpan lagi.",
        "Orang lain menyimpan daftar ini sejak Anda membukanya. Barisnya ada di atas; %(own)s baris Anda yang berbeda"
        " ditaruh di bawahnya, mulai baris %(first)s, dan belum tersimpan. Periksa, lalu simpan lagi.",
        own,
    ) % {"own": own, "first": kept + 1}
