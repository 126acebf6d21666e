"""Asking another office about somebody who is recorded there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.elsewhere import AskOtherOfficeForm
from simpul.registry.forms.sealed import opened_text
from simpul.registry.rules.search import read_search
from simpul.ui.routes import route
from simpul.ui.sentences import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.REGISTER_PERSON)
def ask_other_office(request: HttpRequest) -> HttpResponse:
    """Ask why; then the other office is told, and answers by itself."""
    text = opened_text(request.GET.get("search", ""), request.user)
    number = read_search(text, on=queries.today_for(request.user)).number
    if not number:
        raise Http404
    services.note_numbers(numbers=[number], by=request.user)
    form = AskOtherOfficeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.ask_other_office(number=number, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(None, sentence(refused.refusal))
        else:
            messages.success(request, _("Kantor itu sudah ditanya. Mereka akan menghubungi Anda."))
            return redirect("registry:find_person")
    return render(request, "registry/ask_other_office.html", {"form": form}, status=422 if form.errors else 200)
