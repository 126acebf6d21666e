"""How allauth fits this program."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import LoginStage
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.accounts.middleware import devices
from simpul.accounts.models import User
from simpul.accounts.queries import factors
from simpul.accounts.rules.code_cards import STAGE
from simpul.accounts.services import factors as secrets
from simpul.accounts.services import throttle


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the office, never by signing up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("Nama pengguna atau kata sandi salah."),
        "incorrect_password": gettext_lazy("Kata sandi salah."),
        "enter_current_password": gettext_lazy("Tulis kata sandi yang sekarang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, as one try that counts until it succeeds."""
        name = str(credentials.get("username", ""))
        attempt = throttle.sign_in_attempt(
            name=name, address=devices.address_of(request), device=devices.known_device(request, name)
        )
        attempt.take()
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            attempt.give_back()
        return user

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """A closed account, and a one-time password that nobody used in time, open nothing."""
        if response := super().pre_login(request, user, **options):
            return response
        if user.one_time_until is not None and user.one_time_until < timezone.now():
            messages.error(
                request, _("Kata sandi sekali pakai ini sudah kedaluwarsa. Mintalah yang baru kepada atasan Anda.")
            )
            return redirect(settings.LOGIN_URL)
        return None

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        """Remember the browser, so that strangers who try this name cannot hold its owner up."""
        response: HttpResponse = super().post_login(request, user, **options)
        devices.remember(request, response, user.username)
        return response

    def get_login_stages(self) -> list[str]:
        """After allauth's own second step comes ours: the code card."""
        return [*super().get_login_stages(), "simpul.accounts.adapters.CodeCardStage"]

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Who signed in, or proved themselves again, within a few minutes is not asked once more."""
        request = self.request
        return request is None or not factors.is_recently_proven(
            request, within=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("accounts:my_account")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to prove oneself again, in the words of our pages."""
        words = {
            "reauthenticate": _("Pakai kata sandi"),
            "mfa_reauthenticate": _("Pakai kode dari aplikasi"),
            "mfa_reauthenticate:webauthn": _("Pakai kunci masuk"),
        }
        return [{**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors of staff; their secrets are sealed before they reach the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Kode salah, atau sudah pernah dipakai."),
        "cannot_delete_authenticator": gettext_lazy("Faktor kedua ini belum dapat dihapus."),
        "cannot_generate_recovery_codes": gettext_lazy("Kode cadangan dibuat setelah faktor kedua disiapkan."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return secrets.seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return secrets.open_secret(encrypted_text)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A name to tell keys apart by, until their owner finds a better one."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Kunci masuk %(number)s") % {"number": count + 1}


class CodeCardStage(LoginStage):
    """Asked of who has a card and no device; with a device, the device was asked for already."""

    key = STAGE
    urlname = "accounts:answer_code_card"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Send on to the question, or go on."""
        user = self.login.user
        if user is None or not settings.SECOND_FACTOR_REQUIRED or factors.devices_of(user) != ["code_card"]:
            return None, True
        return redirect(self.urlname), True
