"""The areas of Indonesia: finding one, and going from the province down to the village."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from simpul.desk.forms.areas import SCHEMES, FindAreaForm
from simpul.desk.queries import areas as queries
from simpul.directory import queries as directory
from simpul.ui.routes import signed_in_route


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_route("areas and their codes are public; everybody needs them on forms and letters")
def find_area(request: HttpRequest) -> HttpResponse:
    """A box to type into, and the provinces to begin from. Too many digits for an area never get into an address."""
    form = FindAreaForm(request.POST or request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if request.method == "POST" and form.is_valid() and not queries.is_too_long_for_a_code(text):
        return redirect(f"{request.path}?{urlencode({'q': text})}" if text else request.path)
    answer = queries.find(text) if text and not queries.is_too_long_for_a_code(text) else queries.Answer()
    readings = [(SCHEMES[reading.scheme], reading.areas) for reading in answer.readings]
    provinces = [] if text else directory.children()
    context = {"form": form, "text": text, "answer": answer, "readings": readings, "provinces": provinces}
    return render(request, "desk/find_area.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in_route("areas and their codes are public; everybody needs them on forms and letters")
def view_area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: its numbers, what became of it, and what lies in it."""
    area = queries.area(code)
    if area is None:
        raise Http404
    return render(request, "desk/view_area.html", {
        "area": area,
        "above": directory.ancestors(code),
        "codes": queries.codes_of(area),
        "changes": queries.changes_of(area),
        "instead": queries.today_instead_of(area),
        "within": directory.children(code),
        "form": FindAreaForm(),
    })  # fmt: skip
