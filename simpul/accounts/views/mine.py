"""One's own account."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpul.accounts import services
from simpul.accounts.forms.staff import ContactForm
from simpul.accounts.queries import sessions
from simpul.accounts.queries import staff as queries
from simpul.ui.routes import signed_in_route

OWN = ("phone", "email", "language")


@signed_in_route("one's own account")
def my_account(request: HttpRequest) -> HttpResponse:
    """Name, language, password, second factors, sessions, roles."""
    user = request.user
    form = ContactForm(request.POST or None, initial={name: getattr(user, name) for name in OWN})
    if form.is_valid():
        services.change_account(user=user, version=user.version, changes=form.cleaned_data, by=user)
        messages.success(request, _("Akun Anda disimpan."))
        return redirect("accounts:my_account")
    (line,) = queries.lines(user, [user])
    return render(
        request, "accounts/my_account.html", {"form": form, "line": line, "sessions": sessions.open_sessions(user)}
    )


@require_POST
@signed_in_route("one's own sessions")
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign another browser of one's own out."""
    session = sessions.open_sessions(request.user).filter(pk=pk).first()
    if session is None:
        raise Http404
    services.end_session(session=session, by=request.user)
    messages.success(request, _("Sesi itu berakhir."))
    return redirect("usersessions_list")
