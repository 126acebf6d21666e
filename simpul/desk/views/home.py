"""Where everybody begins: what waits, and the box that finds everything."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms import search as search_forms
from simpul.desk.queries import found, waiting
from simpul.desk.queries.paper_tasks import page_of_paper_tasks
from simpul.kit.ids import read_id
from simpul.registry.forms.sealed import opened_text, sealed_text
from simpul.registry.services import note_search
from simpul.ui.routes import route, signed_in_route


@signed_in_route("everybody has a first page; what stands on it follows from the roles")
def home(request: HttpRequest) -> HttpResponse:
    """What needs a decision, not what exists."""
    lines = waiting.waiting_for(request.user, get_language() or "id")
    context = {
        "lines": lines,
        "today": timezone.localdate(),
        "roles": [held.role for held in access.held_by(request.user)],
        "roles_without_work": waiting.roles_without_work(request.user),
        "may_register": access.holds(request.user, Permission.REGISTER_PERSON),
        "figures": waiting.figures(request.user),
    }
    return render(request, "desk/home.html", context)


@require_http_methods(["GET", "POST"])
@signed_in_route("finds only what the reader may see anyway")
def search(request: HttpRequest) -> HttpResponse:
    """What is typed is posted and comes back sealed; a number that is one person's leads to the person."""
    if request.method == "POST":
        return _lead_on(request, request.POST.get("q", "").strip()[: found.LONGEST])
    text = opened_text(request.GET.get("search", ""), request.user)
    note_search(text=text, by=request.user)
    results = found.search_all(request.user, text)
    shown = "" if found.has_number(text) else text
    context = {"results": results[: found.SHOWN], "has_more": len(results) > found.SHOWN, "search_text": shown}
    beside = search_forms.beside(request.user, text, at=timezone.now(), is_found=bool(results))
    return render(request, "desk/search.html", {**context, "asked": bool(text), **beside})


def _lead_on(request: HttpRequest, text: str) -> HttpResponse:
    """To the proof of a paper, to the one person with a number, else to what is found."""
    if code := found.genuine_code(text):
        return redirect("documents:verify_paper", code=code)
    if found.has_number(text):
        note_search(text=text, by=request.user)
        results = found.search_all(request.user, text)
        if len(results) == 1:
            return redirect(results[0].url)
    return redirect(f"{request.path}?{urlencode({'search': sealed_text(text, request.user)})}")


@route(Permission.VIEW_PERSON)
def paper_tasks(request: HttpRequest) -> HttpResponse:
    """Everybody in reach who lacks a paper, and who helps them."""
    only_own = request.GET.get("whose") == "mine"
    page = page_of_paper_tasks(request.user, after=read_id(request.GET.get("after")), only_own=only_own)
    context = {"page": page, "today": timezone.localdate(), "only_own": only_own}
    return render(request, "desk/paper_tasks.html", context)
