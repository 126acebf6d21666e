"""What is typed to sign in and to set up second factors: allauth's forms, in our words and counted by our throttle."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as BaseChangePasswordForm
from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.accounts.middleware import devices
from simpul.accounts.rules.code_cards import tidy
from simpul.accounts.services import accept_code, throttle

# What a made-up answer of a passkey may break in its decoder.
MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, InvalidSignature)
CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}


def attempt_with_code(user: Any) -> throttle.Attempt:
    """The try that a form is about to make for this user, from this browser."""
    request = context.request
    return throttle.factor_attempt(
        user_id=user.pk, address=devices.address_of(request), device=devices.known_device(request, user.username)
    )


class LoginForm(BaseLoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Nama pengguna"), _("Kata sandi")
        password.help_text = ""
        name.widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        )
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class ReauthenticateForm(BaseReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].label = _("Kata sandi Anda")
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class ChangePasswordForm(BaseChangePasswordForm):
    """A new password of one's own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = {
            "oldpassword": (_("Kata sandi sekarang"), "current-password", ""),
            "password1": (
                _("Kata sandi baru"), "new-password",
                _(
                    "Paling sedikit 12 karakter. Beberapa kata yang mudah diingat lebih kuat daripada "
                    "satu kata yang rumit."
                ),
            ),
            "password2": (_("Kata sandi baru, sekali lagi"), "new-password", ""),
        }  # fmt: skip
        for name, (label, autocomplete, hint) in words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})

    def clean_oldpassword(self) -> str:
        """The present password, as a try that counts until it succeeds."""
        attempt = attempt_with_code(self.user)
        attempt.take()
        password: str = super().clean_oldpassword()
        attempt.give_back()
        return password


class CodeForm(forms.Form):
    """A code of an authenticator app, or a recovery code."""

    is_again = False
    code = forms.CharField(label=_("Kode"), max_length=20, widget=forms.TextInput(attrs=CODE_BOX))

    def __init__(self, *args: Any, **options: Any) -> None:
        self.user = options.pop("user")
        super().__init__(*args, **options)

    def clean_code(self) -> str:
        """Whether the code proves one of the user's factors."""
        attempt = attempt_with_code(self.user)
        attempt.take()
        self.factor = accept_code(user=self.user, code=self.cleaned_data["code"])
        if self.factor is None:
            signals.authentication_failed.send(
                sender=type(self),
                request=context.request,
                user=self.user,
                authenticator=None,
                reauthentication=self.is_again,
            )
            raise get_adapter().validation_error("incorrect_code")
        attempt.give_back()
        return str(self.cleaned_data["code"])

    def save(self) -> None:
        """Note in the session what was proven; allauth asks for this."""
        post_authentication(context.request, self.factor, reauthenticated=self.is_again)


class CodeAgainForm(CodeForm):
    """The same, asked again of who is signed in."""

    is_again = True


class ActivateTOTPForm(BaseActivateTOTPForm):
    """The first code of an authenticator app shows that it was set up right."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"] = forms.CharField(
            label=_("Kode enam angka dari aplikasi"), max_length=20, widget=forms.TextInput(attrs=CODE_BOX)
        )

    def clean_code(self) -> str:
        """A code of the new secret."""
        attempt = attempt_with_code(self.user)
        attempt.take()
        code = tidy(self.cleaned_data["code"])
        if not validate_totp_code(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        attempt.give_back()
        return code


class _PasskeyAnswer:
    """An answer of a passkey: counted, and whatever is wrong with it is one and the same mistake."""

    user: Any

    def clean_credential(self) -> Any:
        """The key that answered."""
        attempt = (
            attempt_with_code(self.user) if self.user else throttle.address_attempt(devices.address_of(context.request))
        )
        attempt.take()
        try:
            key = super().clean_credential()  # type: ignore[misc]
        except MALFORMED:
            raise get_adapter().validation_error("incorrect_code") from None
        attempt.give_back()
        return key


class LoginWebAuthnForm(_PasskeyAnswer, webauthn.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class AuthenticateWebAuthnForm(_PasskeyAnswer, webauthn.AuthenticateWebAuthnForm):
    """A key as the second step."""


class ReauthenticateWebAuthnForm(_PasskeyAnswer, webauthn.ReauthenticateWebAuthnForm):
    """A key, asked again of who is signed in."""


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    """A new key: one that can sign in without the password, where the device allows it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(
            label=_("Nama kunci ini"),
            required=False,
            max_length=60,
            help_text=_("Misalnya: HP saya, laptop kantor"),
            widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
        )
        self.fields["passwordless"].label = _("Bisa masuk tanpa kata sandi")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _("Perangkat meminta sidik jari, wajah atau PIN setiap kali.")

    def clean(self) -> dict[str, Any]:
        """What the device answered, checked."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED:
            raise get_adapter().validation_error("incorrect_code") from None
        return cleaned


class EditWebAuthnForm(webauthn.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = forms.CharField(
            label=_("Nama kunci ini"),
            max_length=60,
            widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
        )


class AnswerCodeCardForm(forms.Form):
    """One code of a printed card."""

    code = forms.CharField(
        label=_("Kode"), max_length=20, widget=forms.TextInput(attrs={**CODE_BOX, "autocomplete": "off"})
    )
