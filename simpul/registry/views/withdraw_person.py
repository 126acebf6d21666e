"""Taking back the registration of one person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpul.accounts.rules.permissions import Permission
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.forms.person_acts import WithdrawPersonForm
from simpul.ui.routes import route
from simpul.ui.sentences import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.CORRECT_PERSON)
def withdraw_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody was registered by mistake; afterwards there is no page of theirs to go back to."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    form = WithdrawPersonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.withdraw_person(person=person, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refused:
            form.add_error(None, sentence(refused.refusal))
        else:
            messages.success(request, _("Pendaftaran dibatalkan."))
            return redirect("registry:find_person")
    context = {"form": form, "person": person}
    return render(request, "registry/withdraw_person.html", context, status=422 if form.errors else 200)
