"""Rows out to whoever can mend them, and back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused
from simpul.lists import queries, services
from simpul.lists.forms.receive import LARGEST
from simpul.lists.forms.sheets import rows_sheet
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@route(Permission.RECEIVE_LIST)
def download_rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Just the rows that have to be mended, for the village."""
    incoming = get_object_or_404(queries.lists_visible_to(request.user), pk=pk)
    rows = queries.rows_to_mend(incoming, request.user)
    content, count = rows_sheet(incoming, rows)
    services.note_download(incoming=incoming, rows=count, by=request.user)
    response = HttpResponse(content, content_type=XLSX)
    name = _("perbaikan-%(id)s.xlsx") % {"id": str(incoming.pk)[-6:]}
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@route(Permission.RECEIVE_LIST)
def return_rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same rows as they came back: each is mended in its place."""
    incoming = get_object_or_404(queries.lists_visible_to(request.user), pk=pk)
    sent = request.FILES.get("file")
    if sent is None or sent.size > LARGEST:
        messages.warning(request, _("Pilih berkas perbaikannya dahulu."))
        return redirect("lists:check_list", pk=pk)
    try:
        changed = services.return_rows(incoming=incoming, content=sent.read(), by=request.user)
    except Refused as refused:
        messages.warning(request, sentence(refused.refusal, of="lists"))
        return redirect("lists:check_list", pk=pk)
    words = ngettext("%(count)s baris diperbaiki.", "%(count)s baris diperbaiki.", changed) % {"count": changed}
    messages.success(request, words if changed else _("Isinya sama seperti sebelumnya; tidak ada yang berubah."))
    return redirect("lists:check_list", pk=pk)
