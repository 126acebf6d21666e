"""The page of one's own notices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from simpul.notices import queries, services
from simpul.notices.forms import SENTENCES, told_in_words
from simpul.ui.routes import signed_in_route

PAGE = 50


@signed_in_route("everybody reads their own notices")
def list_notices(request: HttpRequest) -> HttpResponse:
    """The latest fifty, unread ones marked."""
    notices = list(queries.notices_visible_to(request.user)[:PAGE])
    told = [(notice, told_in_words(notice)) for notice in notices if notice.code in SENTENCES]
    return render(
        request, "notices/list_notices.html", {"told": told, "has_unread": any(not n.read_at for n in notices)}
    )


@require_POST
@signed_in_route("everybody reads their own notices")
def read_notices(request: HttpRequest) -> HttpResponse:
    """Everything has been read."""
    services.read_notices(by=request.user)
    return redirect("notices:list_notices")
