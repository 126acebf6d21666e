"""The page that prints an extract."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import letterhead
from simpul.documents.queries import papers_about
from simpul.kit.dates import today
from simpul.registry import queries, services
from simpul.registry.forms.extracts import PrintExtractForm
from simpul.ui.pdf import pdf_response
from simpul.ui.routes import route


@route(Permission.PRINT_EXTRACT)
def print_extract(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask what is needed, then answer with the paper itself."""
    person = get_object_or_404(queries.people_changeable_by(request.user, Permission.PRINT_EXTRACT), pk=pk)
    head = letterhead(person.office_id, on=today(person.office.time_zone))
    form = PrintExtractForm(request.POST or None, initial={"paper": head.paper if head else "f4", "language": "id"})
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("purpose", "note", "paper", "language")}
        paper, content = services.print_extract(person=person, by=request.user, **asked)
        return pdf_response(content, name=f"kutipan-{str(paper.pk)[-6:]}.pdf")
    papers = papers_about(person.pk, viewer=request.user)[:10]
    context = {"form": form, "person": person, "papers": papers}
    return render(request, "registry/print_extract.html", context, status=422 if form.errors else 200)
