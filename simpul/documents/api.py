"""Papers in the API: their bytes, for who may print about their subject today."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from simpul.accounts.rules.permissions import Permission
from simpul.documents import queries, services
from simpul.documents.schemas import PrintPaper
from simpul.ui.pdf import pdf_response
from simpul.ui.routes import route
from simpul.ui.schemas import NOT_DONE, Problem

router = Router()
PDF = {"description": "OK", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}


@router.post(
    "papers/{uuid:pk}/print/",
    response=dict.fromkeys(NOT_DONE, Problem),
    openapi_extra={"responses": {200: PDF}},
    operation_id="print_paper",
    tags=["papers"],
)
@route(Permission.PRINT_EXTRACT)
def print_paper(request: HttpRequest, pk: UUID, asked: PrintPaper) -> Any:
    """The very same bytes again; each reading is recorded, so it takes no key."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    content = services.print_paper(paper=paper, reason=asked.reason, by=request.user)
    return pdf_response(content, name=f"{paper.kind}-{str(paper.pk)[-6:]}.pdf")
