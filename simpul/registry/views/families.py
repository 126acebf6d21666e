"""Finding a family, its page, and founding one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.accounts.rules.permissions import Permission
from simpul.kit.dates import today
from simpul.registry import queries, services
from simpul.registry.forms import addresses
from simpul.registry.forms.families import FoundFamilyForm
from simpul.registry.forms.regrouping import FindFamilyForm, RevealFamilyNumberForm
from simpul.registry.forms.timeline import told
from simpul.registry.views.acts import Pages, act_and_return
from simpul.registry.views.facts import facts_shown
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.registry.models import Family


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.VIEW_PERSON)
def find_family(request: HttpRequest) -> HttpResponse:
    """Families by the number of their card, or by the head's name; what is typed travels sealed."""
    if request.method == "POST":
        form = FindFamilyForm(request.POST, viewer=request.user)
        if form.is_valid():
            return redirect(f"{reverse('registry:find_family')}?{addresses.sealed(form.cleaned_data, request.user)}")
        return render(request, "registry/find_family.html", {"form": form}, status=422)
    asked = addresses.opened(request.GET, request.user)
    on = queries.today_for(request.user)
    services.note_search(text=asked.text, by=request.user)
    found = queries.find_families(request.user, text=asked.text, area=asked.area, before=asked.before, on=on)
    context = {
        "form": FindFamilyForm(initial=asked.initial(), viewer=request.user),
        "found": found,
        "asked": asked,
        "remark": sentence(found.remark) if found.remark else "",
        "may_found": _may_found(request),
    }
    return render(request, "registry/find_family.html", context)


@require_safe
@route(Permission.VIEW_PERSON)
def view_family(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who belongs to the family, where it lives, and all that happened to it."""
    family = get_object_or_404(queries.families_visible_to(request.user), pk=pk)
    return render(request, "registry/view_family.html", _family_page(request, family))


@require_POST
@route(Permission.REVEAL_NUMBER)
def reveal_family_number(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same page with the whole number; nothing of it stays in an address or a cache."""
    changeable = queries.families_changeable_by(request.user, Permission.REVEAL_NUMBER)
    family = get_object_or_404(changeable, pk=pk)
    form = RevealFamilyNumberForm(request.POST)
    opened = ""
    if form.is_valid():
        opened = services.reveal_family_number(family=family, reason=form.cleaned_data["reason"], by=request.user)
    context = _family_page(request, family) | {"reveal_form": form, "opened": opened}
    return render(request, "registry/view_family.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.REGISTER_PERSON, Permission.CHANGE_FAMILY)
def found_family(request: HttpRequest) -> HttpResponse:
    """A new card for somebody who belongs to no family."""
    head = request.GET.get("head", "")
    form = FoundFamilyForm(
        request.POST or None,
        viewer=request.user,
        on=queries.today_for(request.user),
        initial={"head": head} if head else {},
    )
    pages = Pages("registry/found_family.html", _("Kartu keluarga dibuat."), leads_to_new=True)
    return act_and_return(request, None, form, services.found_family, pages=pages)


def _may_found(request: HttpRequest) -> bool:
    return bool(queries.offices_to_register_at(request.user))


def _family_page(request: HttpRequest, family: Family) -> dict[str, Any]:
    on = today(family.office.time_zone)
    page = queries.family_page(family, viewer=request.user, on=on)
    entries = queries.timeline(family, viewer=request.user, language=get_language() or "id", page=page)
    changeable = queries.may_change_family(request.user, family) and family.ended_on is None
    may_reveal = queries.may_change_family(request.user, family, Permission.REVEAL_NUMBER) and page.number is not None
    return {
        "family": family,
        "page": page,
        "on": on,
        "events": [told(entry) for entry in entries],
        "findings": [sentence(finding) for finding in page.findings],
        "may_change": changeable,
        "may_join": changeable
        or (family.ended_on is None and queries.may_change_family(request.user, family, *services.COMES_IN)),
        "may_register": family.ended_on is None
        and queries.may_change_family(request.user, family, Permission.REGISTER_PERSON),
        "may_reveal": may_reveal,
        **facts_shown(request, family),
        "reveal_form": RevealFamilyNumberForm(),
        "opened": "",
    }
