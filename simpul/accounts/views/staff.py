"""The staff of an office: who works here, opening, correcting and closing accounts."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.accounts import services
from simpul.accounts.forms.staff import (
    ChangeAccountForm,
    FindStaffForm,
    OpenAccountForm,
    ResetPasswordForm,
    SuccessorForm,
)
from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.queries import access
from simpul.accounts.queries import staff as queries
from simpul.accounts.queries.people import names_of
from simpul.accounts.rules.passwords import one_time_password
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.views.refusals import attempt
from simpul.ui.routes import route
from simpul.ui.stale import compare

PAGE = 50
CONTACT = ("name", "phone", "email", "language")


@route(Permission.MANAGE_STAFF, Permission.ISSUE_CODE_CARD)
def staff(request: HttpRequest) -> HttpResponse:
    """The list, with what needs a decision first: cards that run out."""
    form = FindStaffForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    text, state = asked.get("q", ""), asked.get("state") or "open"
    found = list(queries.find_staff(request.user, text=text, state=state, after=asked.get("after"))[: PAGE + 1])
    more = f"?q={text}&state={state}&after={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return render(request, "accounts/staff.html", {
        "form": form, "state": state, "lines": queries.lines(request.user, found[:PAGE]), "older": more,
        "running_out": queries.cards_running_out(request.user),
        "may_open": access.holds(request.user, Permission.MANAGE_STAFF),
    })  # fmt: skip


@route(Permission.MANAGE_STAFF, Permission.ISSUE_CODE_CARD)
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: who, which roles, which second factors, and what may be done."""
    user = get_object_or_404(queries.staff_visible_to(request.user), pk=pk)
    (line,) = queries.lines(request.user, [user])
    return render(request, "accounts/account.html", {"line": line, "user_shown": user})


@route(Permission.MANAGE_STAFF)
@stepped_up
def open_account(request: HttpRequest) -> HttpResponse:
    """A new account, and its one-time password, shown this once."""
    form = OpenAccountForm(request.POST or None, initial={"language": "id"}, viewer=request.user)
    password = one_time_password()
    if form.is_valid() and (
        user := attempt(
            form, services.open_account, **form.cleaned_data, password=password, by=request.user, is_one_time=True
        )
    ):
        return render(
            request, "accounts/one_time_password.html", {"user_shown": user, "password": password, "is_new": True}
        )
    return render(request, "accounts/open_account.html", {"form": form})


@route(Permission.MANAGE_STAFF)
def change_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct name and contact; when somebody else did so meanwhile, both versions are shown."""
    user = get_object_or_404(queries.staff_managed_by(request.user), pk=pk)
    here = reverse("accounts:account", args=[pk])
    saved = {name: getattr(user, name) for name in CONTACT}
    form = ChangeAccountForm(request.POST or None, initial={**saved, "version": user.version})
    if form.is_valid():
        changes = {name: form.cleaned_data[name] for name in CONTACT}
        try:
            services.change_account(user=user, version=form.cleaned_data["version"], changes=changes, by=request.user)
        except services.AccountStale:
            both = {"compared": compare(form, version=user.version), "saved_url": here}
            return render(request, "ui/stale.html", both, status=409)
        messages.success(request, _("Akun %(name)s disimpan.") % {"name": changes["name"]})
        return redirect(here)
    return render(request, "accounts/change_account.html", {"form": form, "user_shown": user})


@route(Permission.MANAGE_STAFF)
@stepped_up
def close_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the account of somebody who leaves; what is open goes to a successor."""
    user = get_object_or_404(queries.staff_managed_by(request.user).filter(is_active=True), pk=pk)
    form = SuccessorForm(request.POST if request.method == "POST" else None, viewer=request.user, user=user)
    if form.is_valid() and attempt(
        form, services.close_account, user=user, by=request.user, successor=form.cleaned_data["successor"]
    ):
        messages.success(request, _("Akun %(name)s ditutup. Semua sesinya berakhir.") % {"name": user.name})
        return redirect("accounts:staff")
    return render(request, "accounts/close_account.html", {
        "form": form, "user_shown": user, "open_work": services.open_work(user),
    })  # fmt: skip


@route(Permission.MANAGE_STAFF)
@stepped_up
def reset_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A one-time password for somebody who forgot theirs, shown this once."""
    user = get_object_or_404(queries.staff_managed_by(request.user).filter(is_active=True), pk=pk)
    form = ResetPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (
        password := attempt(form, services.reset_password, user=user, by=request.user, **form.cleaned_data)
    ):
        told = {"user_shown": user, "password": password, **form.cleaned_data}
        return render(request, "accounts/one_time_password.html", told)
    return render(request, "accounts/reset_password.html", {"form": form, "user_shown": user})


@route(Permission.CONFIRM_LOST_DEVICE)
@stepped_up
def confirm_lost_device(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever did not report it vouches that a device was lost."""
    user = get_object_or_404(queries.lost_devices_to_confirm(request.user), pk=pk)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, services.confirm_lost_device, user=user, by=request.user) is not None:
        messages.success(request, _("Faktor kedua %(name)s dilepas.") % {"name": user.name})
        return redirect("desk:home")
    (reporter,) = names_of([user.one_time_by]).values()
    return render(
        request, "accounts/confirm_lost_device.html", {"form": form, "user_shown": user, "reporter": reporter}
    )
