"""Giving roles, and ending them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from simpul.accounts import services
from simpul.accounts.forms.staff import AssignRoleForm, SuccessorForm
from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.queries import staff as queries
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES
from simpul.accounts.views.refusals import attempt
from simpul.kit.dates import today
from simpul.ui.routes import route


@route(Permission.MANAGE_STAFF)
@stepped_up
def assign_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a role, for an area and a time."""
    user = get_object_or_404(queries.staff_visible_to(request.user).filter(is_active=True), pk=pk)
    zone = user.office.time_zone if user.office else "Asia/Jakarta"
    form = AssignRoleForm(request.POST or None, initial={"from_on": today(zone)}, viewer=request.user)
    if form.is_valid() and attempt(form, services.assign_role, user=user, by=request.user, **form.cleaned_data):
        role = _(ROLES[form.cleaned_data["role"]].name)
        messages.success(request, _("Peran %(role)s diberikan kepada %(name)s.") % {"role": role, "name": user.name})
        return redirect("accounts:account", pk)
    return render(request, "accounts/assign_role.html", {"form": form, "user_shown": user})


@route(Permission.MANAGE_STAFF)
@stepped_up
def end_assignment(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    """End a role as of today."""
    ending = get_object_or_404(queries.assignments_managed_by(request.user), pk=assignment, user=pk)
    form = SuccessorForm(request.POST if request.method == "POST" else None, viewer=request.user, user=ending.user)
    if form.is_valid() and attempt(
        form, services.end_assignment, assignment=ending, by=request.user, successor=form.cleaned_data["successor"]
    ):
        messages.success(request, _("Peran berakhir. Berlaku mulai klik berikutnya."))
        return redirect("accounts:account", pk)
    return render(request, "accounts/end_assignment.html", {
        "form": form, "assignment": ending, "user_shown": ending.user, "open_work": services.open_work(ending.user),
    })  # fmt: skip
