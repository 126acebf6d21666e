"""The pages of papers: is this one genuine, and print it again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.documents import queries, rules
from simpul.files.queries import content_of
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
    """The very same bytes again."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    record(
        "documents.paper_printed",
        by=request.user,
        subject=paper.subject,
        subject_kind=paper.subject_kind,
        office=paper.office_id,
    )
    return pdf_response(content_of(paper.file), name=f"{paper.kind}-{str(paper.pk)[-6:]}.pdf")


def pdf_response(content: bytes, *, name: str) -> HttpResponse:
    """A PDF for the browser's viewer; the name says nothing about the person."""
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
