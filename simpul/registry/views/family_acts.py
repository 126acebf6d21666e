"""Acts on one family. Each page asks, checks where it binds, and leads back to the family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpul.accounts.rules.permissions import Permission
from simpul.kit.dates import today
from simpul.registry import queries, services
from simpul.registry.forms import families as forms
from simpul.registry.forms import memberships
from simpul.registry.forms.carried import address_to_register, begun_with
from simpul.registry.forms.regrouping import MergeFamiliesForm, SplitFamilyForm
from simpul.registry.views.acts import Pages, act_and_return
from simpul.ui.routes import route

if TYPE_CHECKING:
    from simpul.registry.models import Family

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@route(Permission.CHANGE_FAMILY, Permission.REGISTER_PERSON)
def join_family(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody comes into the family."""
    family = _family(request, pk, *services.COMES_IN)
    if "register" in request.POST:
        begun = begun_with(request.POST.get("person", ""))
        return redirect(address_to_register(begun, viewer=request.user, at=timezone.now(), family=family.pk))
    known = {"viewer": request.user, **_known(family), "initial": {"person": request.GET.get("person")}}
    form = memberships.JoinFamilyForm(request.POST or None, **known)
    pages = Pages("registry/join_family.html", _("Anggota ditambahkan."))
    return act_and_return(request, family, form, services.join_family, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def leave_family(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody leaves the family."""
    family = _family(request, pk)
    initial = {"person": request.GET.get("person"), "reason": "moved"}
    form = memberships.LeaveFamilyForm(request.POST or None, **_members(family), initial=initial)
    pages = Pages("registry/leave_family.html", _("Anggota dikeluarkan dari keluarga."))
    return act_and_return(request, family, form, services.leave_family, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def change_head(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another member heads the family."""
    family = _family(request, pk)
    known = _members(family)
    choice = memberships.ChooseHeadForm(request.POST or None, **known)
    if not choice.is_bound or not choice.is_valid():
        status = 422 if choice.errors else 200
        return render(request, "registry/choose_head.html", {"form": choice, "family": family}, status=status)
    asked = {"new_head": choice.chosen(), "initial": choice.cleaned_data, **known}
    form = memberships.ChangeHeadForm(request.POST if "has_relations" in request.POST else None, **asked)
    check = "registry/change_head_check.html"
    pages = Pages("registry/change_head.html", _("Kepala keluarga diganti."), check=check)
    return act_and_return(request, family, form, services.change_head, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def split_family(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Some members found a card of their own."""
    family = _family(request, pk)
    form = SplitFamilyForm(request.POST or None, **_members(family))
    pages = Pages(
        "registry/split_family.html",
        _("Keluarga dipisah. Ini kartu yang baru."),
        check="registry/split_family_check.html",
        leads_to_new=True,
    )
    return act_and_return(request, family, form, services.split_family, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def merge_families(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody moves to another card."""
    family = _family(request, pk)
    form = MergeFamiliesForm(request.POST or None, viewer=request.user, **_members(family))
    pages = Pages("registry/merge_families.html", _("Keluarga digabung."), check="registry/merge_families_check.html")
    return act_and_return(request, family, form, services.merge_families, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def move_family(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The family lives somewhere else."""
    family = _family(request, pk)
    shows = not queries.hides_place(family)
    initial = forms.saved_place(family) if shows else {}
    known = {"viewer": request.user, "shows_place": shows, **_known(family)}
    form = forms.MoveFamilyForm(request.POST or None, initial=initial, **known)
    pages = Pages("registry/move_family.html", _("Kepindahan dicatat."))
    return act_and_return(request, family, form, services.move_family, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def change_family_number(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new card with a new number."""
    family = _family(request, pk)
    form = forms.ChangeFamilyNumberForm(request.POST or None, **_known(family))
    pages = Pages("registry/change_family_number.html", _("Nomor KK dicatat."))
    return act_and_return(request, family, form, services.change_family_number, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def end_family(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody living belongs to the family any more."""
    family = _family(request, pk)
    form = forms.EndFamilyForm(request.POST or None, **_known(family))
    pages = Pages("registry/end_family.html", _("Kartu keluarga ditutup."))
    return act_and_return(request, family, form, services.end_family, pages=pages)


@asks
@route(Permission.CHANGE_FAMILY)
def correct_membership(request: HttpRequest, pk: UUID, place_pk: UUID) -> HttpResponse:
    """Somebody's place was recorded wrongly."""
    family = get_object_or_404(queries.families_changeable_by(request.user), pk=pk)
    place = get_object_or_404(family.memberships.select_related("person"), pk=place_pk)
    form = memberships.CorrectMembershipForm(request.POST or None, place=place, **_known(family))
    pages = Pages("registry/correct_membership.html", _("Catatan keanggotaan diperbaiki."))
    return act_and_return(request, family, form, services.correct_membership, pages=pages, membership=place)


def _family(request: HttpRequest, pk: UUID, *permissions: Permission) -> Family:
    return get_object_or_404(queries.families_changeable_by(request.user, *permissions), pk=pk, ended_on=None)


def _known(family: Family) -> dict[str, Any]:
    return {"family": family, "on": today(family.office.time_zone)}


def _members(family: Family) -> dict[str, Any]:
    known = _known(family)
    return {"members": queries.members_of(family, on=known["on"]), **known}
