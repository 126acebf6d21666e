"""Finding somebody. What is typed travels in the body and comes back sealed in the address, never in plain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.registry import queries, services
from simpul.registry.forms.carried import address_to_register, begun_with
from simpul.registry.forms.elsewhere import ask_url
from simpul.registry.forms.find_person import FindPersonForm, advice, after_in_address, from_address, shown_in_form
from simpul.registry.rules.search import read_search
from simpul.ui.routes import route
from simpul.ui.sentences import sentence

TEMPLATE = "registry/find_person.html"


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.VIEW_PERSON)
def find_person(request: HttpRequest) -> HttpResponse:
    """People by whole numbers, or by the beginnings of their names."""
    if request.method != "POST":
        return _show_found(request)
    form = FindPersonForm(request.POST, viewer=request.user)
    if form.is_valid():
        return redirect(f"{reverse('registry:find_person')}?{form.in_address()}")
    return render(request, TEMPLATE, {"form": form}, status=422)


def _show_found(request: HttpRequest) -> HttpResponse:
    on = queries.today_for(request.user)
    text, filters = from_address(request.GET, request.user)
    form = FindPersonForm(initial=shown_in_form(text, filters), viewer=request.user)
    register_url = address_to_register(begun_with(text), viewer=request.user, at=timezone.now())
    may_register = access.holds(request.user, Permission.REGISTER_PERSON)
    context = {"form": form, "on": on, "may_register": may_register, "register_url": register_url}
    if text or filters:
        services.note_search(text=text, by=request.user)
        context["page"] = queries.find_people(request.user, text, filters, on=on, after=after_in_address(request.GET))
        search = read_search(text, on=on)
        if search.number and may_register and not context["page"].count:
            context["ask_url"] = ask_url(search.number, request.user)
        remark = search.remark if text else None
        context["advice"] = advice(search, may_register=may_register)
        context["remark"] = sentence(remark) if remark else ""
        context["narrowed"] = bool(filters)
        context["may_export"] = access.holds(request.user, Permission.EXPORT_PEOPLE)
    return render(request, TEMPLATE, context)
