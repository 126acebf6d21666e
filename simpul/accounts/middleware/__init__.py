"""Who is looking, in which language, and whether this address is for them."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone, translation

from simpul.accounts import services
from simpul.accounts.queries import access, factors
from simpul.accounts.rules.permissions import OPENS_SUBJECT, Permission
from simpul.database.context import set_viewer
from simpul.kit.ids import read_id
from simpul.ui import errors
from simpul.ui.routes import Declared, declared

Next = Callable[[HttpRequest], HttpResponse]


class ViewerMiddleware:
    """Tells the database who is looking; ends sessions that were left alone, and renews one whose owner proved more."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/health/"):
            return self.get_response(request)
        if request.user.is_authenticated and self._is_over(request):
            logout(request)
        viewer = request.user.pk if request.user.is_authenticated and request.user.is_active else None
        set_viewer(viewer, request_id=getattr(request, "id", None))
        key, proven = request.session.session_key, len(factors.proofs(request)) if viewer else 0
        response = self.get_response(request)
        # Signing in has renewed the key already.
        if viewer and key and request.session.session_key == key and len(factors.proofs(request)) > proven:
            services.renew_key(request.session)
        return response

    def _is_over(self, request: HttpRequest) -> bool:
        """Idle too long, or open too long, whatever was done in it."""
        now = int(time.time())
        began = request.session.setdefault("began", now)
        seen = request.session.get("seen", now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            return True
        if "X-Unattended" in request.headers:  # a page that asks by itself keeps nobody signed in
            return False
        if now - seen >= 60 or "seen" not in request.session:  # one write a minute is exact enough
            request.session["seen"] = now
            services.note_activity(request.session.session_key)
        return False


class LanguageMiddleware:
    """The language chosen on this browser, else the account's, else Indonesian; what browsers ask for is not asked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or getattr(request.user, "language", "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class ClockMiddleware:
    """Moments and days are those of the viewer's office: it is evening in Jayapura while Jakarta is at work."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(access.time_zone_of(request.user)):
            return self.get_response(request)


class AccessMiddleware:
    """Every address has declared whom it is for; one that has not is a fault of the program and opens to nobody."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through, send to sign in or to the second factor, or refuse and record the refusal."""
        rule = declared(view, request)
        if rule is None:
            raise ImproperlyConfigured(f"{request.path} has no declared permission")
        if rule.is_public:
            return None
        is_api = request.path.startswith("/api/")
        if not request.user.is_authenticated:
            return _refuse_api(401, "sign_in") if is_api else redirect_to_login(request.get_full_path())
        if answer := self._first_things(request, rule, is_api):
            return answer
        self._check(request, rule)
        return self._count(request, rule, read_id(str(kwargs.get("pk", ""))))

    def _first_things(self, request: HttpRequest, rule: Declared, is_api: bool) -> HttpResponse | None:
        """A second factor and a password of one's own come before everything else, on pages and the API alike."""
        owed = factors.owed(request)
        if not owed:
            return None
        if is_api:
            return _refuse_api(403, "password_change" if owed == "password" else "second_factor")
        if owed == "sign_in":
            logout(request)
            return redirect_to_login(request.get_full_path())
        if owed == "password":
            return None if rule.name == "account_change_password" else redirect("account_change_password")
        return None if rule.is_enrolment else redirect(resolve_url("mfa_index"))

    def _check(self, request: HttpRequest, rule: Declared) -> None:
        permissions = tuple(Permission(code) for code in rule.permissions)
        if permissions and not access.holds(request.user, *permissions):
            services.audit_denial(by=request.user, permissions=permissions, view=rule.name)
            raise PermissionDenied

    def _count(self, request: HttpRequest, rule: Declared, subject: UUID | None) -> HttpResponse | None:
        """Opening one person or family after the other comes to an end; asking for what is closed is told."""
        if subject and OPENS_SUBJECT.intersection(rule.permissions):
            services.note_denied_file(subject=subject, by=request.user)
            try:
                services.note_subject(subject=subject, by=request.user)
            except services.TooManyReadings as refused:
                return errors.answer_exception(request, refused)
        return None


def _refuse_api(status: int, code: str) -> JsonResponse:
    return JsonResponse({"code": code}, status=status)
