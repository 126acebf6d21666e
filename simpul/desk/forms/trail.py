"""What the auditor looks for; everything stays in the address."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.database.encryption import DecryptionFailed, seal, unseal
from simpul.desk.forms.sentences import SENTENCES, sentence_of
from simpul.desk.queries.trail import staff_in_trail

if TYPE_CHECKING:
    from simpul.accounts.models import User

MODULES = {
    "registry": _("Warga dan keluarga"),
    "documents": _("Kertas"),
    "accounts": _("Akun dan peran"),
    "directory": _("Kantor, wilayah, dan kode"),
}
PLACE = "desk.trail"  # the column whose key seals how far somebody has read: no sequential number leaves the house


class TrailForm(forms.Form):
    """Filters of the trail."""

    person = forms.CharField(label=_("Nama warga"), required=False, max_length=200)
    actor = forms.TypedChoiceField(label=_("Petugas"), required=False, coerce=UUID, empty_value=None)
    act = forms.ChoiceField(label=_("Perbuatan"), required=False)
    subject = forms.UUIDField(required=False, widget=forms.HiddenInput)
    from_on = forms.DateField(label=_("Dari tanggal"), required=False)
    until_on = forms.DateField(label=_("Sampai tanggal"), required=False)
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["act"].choices = [("", _("semua")), *_by_module()]  # type: ignore[attr-defined]
        self.fields["actor"].choices = [("", _("semua")), *staff_in_trail(viewer)]  # type: ignore[attr-defined]

    def clean_person(self) -> str:
        """A name: what is asked stands in the address, where no number may."""
        text: str = self.cleaned_data["person"]
        if any(character.isdigit() for character in text):
            raise forms.ValidationError(_("Ketik namanya; nomor tidak boleh berada di alamat halaman."), code="invalid")
        return text

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = asked.get("from_on"), asked.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("Tanggal akhirnya sebelum tanggal awalnya."))
        return asked

    def clean_before(self) -> int | None:
        """The event to go on from; nobody goes on from where somebody else was."""
        sealed = self.cleaned_data["before"]
        try:
            return int(unseal(PLACE, self.viewer.pk, urlsafe_b64decode(sealed))) if sealed else None
        except (ValueError, DecryptionFailed):
            raise forms.ValidationError(_("Isian tidak sah."), code="invalid") from None


def _by_module() -> list[tuple[Any, list[tuple[str, str]]]]:
    """The acts in groups, each in the order of the alphabet."""
    return [
        (
            title,
            sorted(
                ((act, sentence_of(act, {})) for act in SENTENCES if act.startswith(f"{module}.")),
                key=lambda pair: pair[1],
            ),
        )
        for module, title in MODULES.items()
    ]


def place_in_address(event: int, viewer: User) -> str:
    """How far this reader has come, for the address of the following page."""
    return urlsafe_b64encode(seal(PLACE, viewer.pk, str(event))).decode()
