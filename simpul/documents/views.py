"""The pages of papers: is this one genuine, and print it again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from simpul.accounts.rules.permissions import Permission
from simpul.documents import queries, rules, services
from simpul.documents.forms import PrintPaperForm
from simpul.ui.pdf import pdf_response
from simpul.ui.routes import public_route, route


@public_route("whoever holds a paper may ask whether it is genuine; the answer says nothing about the person")
def verify_paper(request: HttpRequest, code: str = "") -> HttpResponse:
    """Genuine, withdrawn, or unknown."""
    typed = request.GET.get("code", code).strip()
    if "code" in request.GET and rules.read_code(typed):
        return redirect("documents:verify_paper", code=rules.read_code(typed))
    found = queries.genuine_paper(typed) if typed else None
    return render(
        request,
        "documents/verify_paper.html",
        {"typed": typed, "found": found},
        status=404 if typed and not found else 200,
    )


@route(Permission.PRINT_EXTRACT)
def print_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask what for, then answer with the very same bytes again."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    form = PrintPaperForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "documents/print_paper.html", {"form": form, "paper": paper}, status=status)
    content = services.print_paper(paper=paper, reason=form.cleaned_data["reason"], by=request.user)
    return pdf_response(content, name=f"{paper.kind}-{str(paper.pk)[-6:]}.pdf")
