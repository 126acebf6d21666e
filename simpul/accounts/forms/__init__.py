"""Shape and wording of what is typed about accounts."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from simpul.accounts.forms.sentences import SENTENCES

__all__ = ["SENTENCES", "LongestPassword"]

LONGEST = 128


class LongestPassword:
    """Refuses a password so long that hashing it would be a way to wear the server out."""

    def validate(self, password: str, user: object = None) -> None:
        """At most 128 characters."""
        if len(password) > LONGEST:
            raise ValidationError(_("Kata sandi paling banyak %(count)s karakter.") % {"count": LONGEST}, code="too_long")

    def get_help_text(self) -> str:
        """What the field says about it."""
        return _("Paling banyak %(count)s karakter.") % {"count": LONGEST}
