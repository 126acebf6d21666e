"""Printed code cards: issued and revoked by the supervisor, asked for at sign-in."""

from uuid import UUID

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authentication_failed
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.accounts import services
from simpul.accounts.forms.signin import AnswerCodeCardForm, attempt_with_code
from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.queries import staff as queries
from simpul.accounts.rules.code_cards import STAGE
from simpul.accounts.rules.permissions import Permission
from simpul.ui.routes import public_route, route

CARDS_A_SHEET = 4


@route(Permission.ISSUE_CODE_CARD)
@stepped_up
def issue_code_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask first, for the card before it dies; then the sheet to print, this once."""
    user = get_object_or_404(queries.staff_visible_to(request.user).filter(is_active=True), pk=pk)
    (line,) = queries.lines(request.user, [user])
    if request.method != "POST":
        return render(request, "accounts/issue_code_card.html", {"user_shown": user, "line": line})
    codes = list(enumerate(services.issue_code_card(user=user, by=request.user), start=1))
    size = len(codes) // CARDS_A_SHEET
    cards = [codes[start : start + size] for start in range(0, len(codes), size)]
    return render(request, "accounts/code_card.html", {"user_shown": user, "cards": cards, "on": timezone.now()})


@route(Permission.ISSUE_CODE_CARD)
@stepped_up
def revoke_code_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a card that was lost worthless, at once."""
    user = get_object_or_404(queries.staff_visible_to(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/revoke_code_card.html", {"user_shown": user})
    services.revoke_code_card(user=user, by=request.user)
    messages.success(request, _("Kartu kode %(name)s tidak berlaku lagi, dan sesinya berakhir.") % {"name": user.name})
    return redirect("accounts:account", pk)


@public_route("the second step of signing in; it answers only to a first step that succeeded")
@login_stage_required(stage=STAGE, redirect_urlname="account_login")
def answer_code_card(request: HttpRequest) -> HttpResponse:
    """Ask for one numbered code of the card."""
    stage = request._login_stage
    user = stage.login.user
    number = services.ask_for_code(user)
    form = AnswerCodeCardForm(request.POST or None)
    if number is not None and form.is_valid():
        attempt = attempt_with_code(user)
        attempt.take()
        if card := services.spend_code(user=user, code=form.cleaned_data["code"]):
            attempt.give_back()
            record_authentication(request, user, "mfa", type="code_card", id=str(card))
            return stage.exit()
        authentication_failed.send(sender=AnswerCodeCardForm, request=request, user=user, authenticator=None)
        form.add_error("code", _("Kode salah. Periksa nomornya di kartu."))
    return render(request, "accounts/answer_code_card.html", {"form": form, "number": number})
