"""Shape and wording of what is typed about accounts."""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from simpul.accounts.forms.sentences import SENTENCES

__all__ = ["SENTENCES", "GuessablePassword", "LongestPassword"]

LONGEST = 128


class LongestPassword:
    """Refuses a password so long that hashing it would be a way to wear the server out."""

    def validate(self, password: str, user: object = None) -> None:
        """At most 128 characters."""
        if len(password) > LONGEST:
            raise ValidationError(
                _("Kata sandi paling banyak %(count)s karakter.") % {"count": LONGEST}, code="too_long"
            )

    def get_help_text(self) -> str:
        """What the field says about it."""
        return _("Paling banyak %(count)s karakter.") % {"count": LONGEST}


class GuessablePassword:
    """Refuses what programs that guess try first: a leaked password and figures, a row of keys, few signs.

    This is the list of leaked passwords, read a little wider; it asks for no capitals, figures or signs.
    """

    FEWEST = 5
    RUNS = (
        "0123456789" * 2,
        "9876543210" * 2,
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiopasdfghjklzxcvbnm",
        "1qaz2wsx3edc4rfv",
    )

    def validate(self, password: str, user: object = None) -> None:
        """A sentence for what is too easy to guess."""
        plain = password.casefold().strip()
        core = plain.strip("0123456789 !@#$%^&*()-_=+.,?")
        known = CommonPasswordValidator().passwords
        if (
            len(set(plain)) < self.FEWEST
            or (core in known)
            or any(plain in run or plain[:12] in run for run in self.RUNS)
        ):
            raise ValidationError(
                _("Kata sandi ini terlalu mudah ditebak. Pakai beberapa kata yang tidak biasa berdampingan."),
                code="guessable",
            )

    def get_help_text(self) -> str:
        """What the field says about it."""
        return _("Bukan kata sandi yang sudah umum atau pernah bocor.")
