"""How every act on a family answers: done and back to its page, the form with what stands in the way, or two versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from simpul.accounts.queries.people import names_of
from simpul.kit.refusals import Refused, StaleRefused
from simpul.registry import queries
from simpul.registry.forms.families import ActForm
from simpul.registry.forms.timeline import told
from simpul.ui.sentences import sentence
from simpul.ui.stale import compare

if TYPE_CHECKING:
    from simpul.registry.models import Family

SUGGESTIONS = "registry/_pick_options.html"

CHECK = "registry/check_doubts.html"  # of an act that is done at once when nothing is odd


@dataclass(frozen=True)
class Pages:
    """The page that asks, the words when it is done, the page on which to look once more, and where it leads."""

    form: str
    done: str
    check: str = ""
    leads_to_new: bool = False  # to the family that was made


def act_and_return(
    request: HttpRequest, family: Family | None, form: ActForm, act: Callable[..., Any], *, pages: Pages, **subject: Any
) -> HttpResponse:
    """Act when the form says all, and it was confirmed where there is a page on which to look once more.

    `subject` is what is acted on beside the family.
    """
    if found := form.suggestions():
        return render(request, SUGGESTIONS, found)
    context = {"form": form, "family": family, **subject}
    if not form.is_bound or not form.is_valid():
        return render(request, pages.form, context, status=422 if form.errors else 200)
    doubts = [] if "confirm" in request.POST else [sentence(doubt) for doubt in form.doubts()]
    if doubts or (pages.check and "confirm" not in request.POST):
        return render(request, pages.check or CHECK, context | {"doubts": doubts})
    on_what = subject or ({"family": family} if family else {})
    try:
        made = act(by=request.user, **on_what, **without_blanks(form.act(), family))
    except StaleRefused:
        return two_versions(request, family, form)
    except Refused as refused:
        form.add_refusal(refused.refusal)
        return render(request, pages.form, context, status=422)
    messages.success(request, pages.done)
    return redirect("registry:view_family", pk=made.pk if pages.leads_to_new else family.pk)


def without_blanks(asked: dict[str, Any], family: Family | None) -> dict[str, Any]:
    """A new family has no version; otherwise a form that lost its version is stale."""
    if family is None:
        asked.pop("version", None)
    elif asked.get("version") is None:
        asked["version"] = 0
    return asked


def two_versions(request: HttpRequest, family: Family, form: ActForm) -> HttpResponse:
    """Somebody else was faster: what is typed beside what is kept, and what happened since."""
    family.refresh_from_db()
    seen = form.cleaned_data.get("version") or 0
    entries = queries.timeline(family, viewer=request.user, language=get_language() or "id")
    context = {
        "family": family,
        "compared": compare(form, version=family.version),
        "saved_by": names_of([family.changed_by]).get(family.changed_by, ""),
        "saved_at": family.changed_at,
        "saved_url": reverse("registry:view_family", args=[family.pk]),
        "events": [told(entry) for entry in entries if (entry.version or 0) > seen],
    }
    return render(request, "registry/stale_family.html", context, status=409)
