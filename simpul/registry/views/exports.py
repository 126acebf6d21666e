"""The page that takes a list of people along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.documents.forms import ExportForm
from simpul.registry import queries, services
from simpul.registry.forms.find_person import from_address
from simpul.ui.routes import route


@route(Permission.EXPORT_PEOPLE)
@stepped_up
def export_people(request: HttpRequest) -> HttpResponse:
    """What is found, for what, in which form; the file is made in the background."""
    text, filters = from_address(request.GET, request.user)
    may_have_numbers = access.holds(request.user, Permission.REVEAL_NUMBER)
    form = ExportForm(request.POST or None, may_have_numbers=may_have_numbers, initial={"file_format": "xlsx"})
    if form.is_valid():
        office = queries.office_to_export_from(request.user)
        wanted = {"text": text, "filters": filters, "office": office, "by": request.user, **form.cleaned_data}
        return redirect("documents:view_export", pk=services.export_people(**wanted).pk)
    count = services.count_people(request.user, services.asked_for(text, filters))
    back = f"{reverse('registry:find_person')}?{request.GET.urlencode()}"
    context = {"form": form, "count": count, "back": back}
    return render(request, "registry/export_people.html", context, status=422 if form.errors else 200)
