"""The pages of papers: is this one genuine, print it again; and of lists that are taken along."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from simpul.accounts.middleware.step_up import stepped_up
from simpul.accounts.rules.permissions import Permission
from simpul.documents import queries, rules, services
from simpul.documents.forms import PrintPaperForm
from simpul.documents.rules.exports import KINDS, PURPOSES
from simpul.jobs.forms import in_words
from simpul.ui.pdf import pdf_response
from simpul.ui.routes import public_route, route, signed_in_route

OWN_EXPORT = "whoever asked for the list, as long as the right to take it along reaches as far as it did then"


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


@signed_in_route(OWN_EXPORT)
def view_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; then the file and, once, its password."""
    return _export_page(request, pk)


@require_POST
@signed_in_route(OWN_EXPORT)
@stepped_up
def reveal_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shown in the answer to this one request and nowhere else."""
    export = get_object_or_404(queries.exports_visible_to(request.user), pk=pk)
    return _export_page(request, pk, password=services.reveal_password(export=export, by=request.user))


@signed_in_route(OWN_EXPORT)
def download_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The right is asked again, the day is looked at, the download is recorded."""
    export = get_object_or_404(queries.exports_visible_to(request.user), pk=pk)
    content = services.download_export(export=export, by=request.user)
    disposition = f'attachment; filename="{export.kind.replace(".", "-")}-{export.number}.zip"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


def _export_page(request: HttpRequest, pk: UUID, password: str = "") -> HttpResponse:
    export = get_object_or_404(queries.exports_visible_to(request.user).select_related("job", "office"), pk=pk)
    now = timezone.now()
    context = {
        "export": export,
        "title": KINDS[export.kind].title,
        "purpose": PURPOSES[export.purpose],
        "told": in_words(export.job, now=now),
        "is_over": export.until < now,
        "password": password,
        "is_mine": True,
    }
    return render(request, "documents/view_export.html", context)
