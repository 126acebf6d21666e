"""What the auditor looks for; everything stays in the address."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.database.encryption import DecryptionFailed, seal, unseal
from simpul.desk.forms.sentences import SENTENCES, sentence_of

if TYPE_CHECKING:
    from simpul.accounts.models import User

PLACE = "desk.trail"  # the column whose key seals how far somebody has read: no sequential number leaves the house


class TrailForm(forms.Form):
    """Filters of the trail."""

    act = forms.ChoiceField(label=_("Perbuatan"), required=False)
    actor = forms.UUIDField(required=False, widget=forms.HiddenInput)
    subject = forms.UUIDField(required=False, widget=forms.HiddenInput)
    from_on = forms.DateField(label=_("Dari tanggal"), required=False)
    until_on = forms.DateField(label=_("Sampai tanggal"), required=False)
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        words = sorted(((act, sentence_of(act, {})) for act in SENTENCES), key=lambda pair: pair[1])
        self.fields["act"].choices = [("", _("semua")), *words]  # type: ignore[attr-defined]

    def clean_before(self) -> int | None:
        """The event to go on from; nobody goes on from where somebody else was."""
        sealed = self.cleaned_data["before"]
        try:
            return int(unseal(PLACE, self.viewer.pk, urlsafe_b64decode(sealed))) if sealed else None
        except (ValueError, DecryptionFailed):
            raise forms.ValidationError(_("Isian tidak sah."), code="invalid") from None


def place_in_address(event: int, viewer: User) -> str:
    """How far this reader has come, for the address of the following page."""
    return urlsafe_b64encode(seal(PLACE, viewer.pk, str(event))).decode()
