"""Fresh proof for acts that bind: exports, keys, roles, passwords. Being signed in is not enough for these.

`@stepped_up` stands below `@route(...)` on a view. The form's page asks for a proof that is at most five minutes old; a
form that was opened so may be sent within a quarter of an hour. What was typed is never lost or stored meanwhile.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from simpul.accounts.queries import factors
from simpul.ui import errors, views

View = Callable[..., HttpResponse]


def recently_proven(request: HttpRequest) -> bool:
    """Whether somebody has signed in, or proved themselves again, within the last minutes."""
    within = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT if request.method in {"GET", "HEAD"} else factors.FORM_GRACE
    return factors.is_recently_proven(request, within=within)


def stepped_up(view: View) -> View:
    """This view needs a fresh proof of who is at the keyboard."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if recently_proven(request) else _ask_again(request)

    guarded.needs_step_up = True  # type: ignore[attr-defined]
    return guarded


def _ask_again(request: HttpRequest) -> HttpResponse:
    if errors.wants_json(request):
        return JsonResponse(
            {"code": "step_up", "sentence": _("Buktikan lagi bahwa ini Anda, lalu ulangi.")}, status=403
        )
    if request.method in {"GET", "HEAD"}:
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
    return errors.answer(
        request, 403, code="step_up", title=_("Buktikan dulu bahwa ini Anda"),
        what=_("Tindakan ini mengikat, dan sudah beberapa lama sejak Anda masuk. Belum ada yang disimpan."),
        then=_("Buktikan diri di tab baru, kembali ke halaman ini, lalu tekan Kirim lagi."),
        again=errors.what_was_sent(request) if views.may_be_sent_again(request) else [],
        sign_in=reverse("account_reauthenticate"),
    )  # fmt: skip
