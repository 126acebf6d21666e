"""One row at a time, in place: with HTMX the row comes back alone, without it the page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused, StaleRefused
from simpul.lists import queries, services
from simpul.lists.forms.acts import AcceptForm, DecideForm, MendRowForm, RowForm
from simpul.lists.forms.pages import row_alone
from simpul.lists.rules.checks import Decision
from simpul.lists.rules.fields import Field
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.lists.models import IncomingList, ListRow


@require_POST
@route(Permission.RECEIVE_LIST)
def mend_row(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """Cells written anew."""
    incoming, row = _row(request, pk, row_pk)
    form = MendRowForm(request.POST, born=queries.birth_text(incoming, row))
    return _act(request, incoming, row, form, services.mend_row, lambda: {"texts": form.texts()})


@require_POST
@route(Permission.RECEIVE_LIST)
def accept_finding(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """The cell is right all the same."""
    incoming, row = _row(request, pk, row_pk)
    form = AcceptForm(request.POST)

    def told() -> dict[str, Any]:
        return {"field": Field(form.cleaned_data["field"]), "code": form.cleaned_data["code"]}

    return _act(request, incoming, row, form, services.accept_finding, told)


@require_POST
@route(Permission.APPLY_LIST)
def decide_row(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """Sama, beda, keluarga, belum yakin."""
    incoming, row = _row(request, pk, row_pk)
    form = DecideForm(request.POST)

    def told() -> dict[str, Any]:
        return {"decision": Decision(form.cleaned_data["decision"]), "take": form.cleaned_data["take"]}

    return _act(request, incoming, row, form, services.decide_row, told)


@require_POST
@route(Permission.RECEIVE_LIST)
def drop_row(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """The row is left out."""
    incoming, row = _row(request, pk, row_pk)
    return _act(request, incoming, row, RowForm(request.POST), services.drop_row, dict)


@require_POST
@route(Permission.RECEIVE_LIST)
def restore_row(request: HttpRequest, pk: UUID, row_pk: UUID) -> HttpResponse:
    """The row is taken back in."""
    incoming, row = _row(request, pk, row_pk)
    return _act(request, incoming, row, RowForm(request.POST), services.restore_row, dict)


def _row(request: HttpRequest, pk: UUID, row_pk: UUID) -> tuple[IncomingList, ListRow]:
    incoming = get_object_or_404(queries.lists_visible_to(request.user), pk=pk)
    row = queries.row_of(incoming, row_pk)
    if row is None:
        raise Http404
    return incoming, row


def _act(
    request: HttpRequest,
    incoming: IncomingList,
    row: ListRow,
    form: RowForm,
    act: Callable[..., Any],
    told: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """Act, and show the row as it is now; what stood in the way is said beside it."""
    said = _("Isiannya tidak lengkap. Muat ulang halaman.")
    if form.is_valid():
        try:
            act(incoming=incoming, row=row, version=form.cleaned_data["version"], by=request.user, **told())
            said = ""
        except StaleRefused:
            said = _("Baris ini sudah diubah orang lain; inilah isinya sekarang.")
        except Refused as refused:
            said = sentence(refused.refusal, of="lists")
    if "HX-Request" in request.headers:
        stood = {"tab": request.POST.get("tab", ""), "shape": request.POST.get("shape", "row")}
        told_now = row_alone(incoming, row.pk, request.user, **stood)
        return render(request, "lists/_row_alone.html", told_now | {"problem": said})
    if said:
        messages.warning(request, said)
    tab = urlencode({"tab": request.POST.get("tab", "")[:10]})
    return redirect(f"{reverse('lists:check_list', args=[incoming.pk])}?{tab}#row-{row.pk}")
