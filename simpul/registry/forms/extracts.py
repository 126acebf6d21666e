"""What is asked before an extract is printed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.registry.forms.fields import LineField
from simpul.registry.rules.extracts import PURPOSES

PAPERS = [("f4", _("F4 (215 × 330 mm)")), ("a4", _("A4 (210 × 297 mm)"))]


class PrintExtractForm(forms.Form):
    """Why the extract is wanted, and whether paper may safely be taken home."""

    purpose = forms.ChoiceField(
        label=_("Untuk apa?"),
        choices=[("", ""), *((code, _(words)) for code, words in PURPOSES.items())],
        help_text=_("Tertulis di kertas, dan dicatat."),
        error_messages={"required": _("Pilih untuk apa dicetak.")},
    )
    note = LineField(
        label=_("Keterangan"),
        max_length=120,
        required=False,
        help_text=_("Hanya tertulis di kertas, misalnya nama sekolahnya."),
    )
    safe_to_take_home = forms.ChoiceField(
        label=_("Aman dibawa pulang dalam bentuk kertas?"),
        choices=[("yes", _("Aman")), ("no", _("Jangan cetak"))],
        widget=forms.RadioSelect,
    )
    paper = forms.ChoiceField(label=_("Kertas"), choices=PAPERS, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Bahasa kertas"), choices=[("id", "Bahasa Indonesia"), ("en", "English")], initial="id"
    )

    def clean_safe_to_take_home(self) -> Any:
        """Paper that endangers somebody is not printed; what it says can be told at the counter."""
        if self.cleaned_data["safe_to_take_home"] == "no":
            raise forms.ValidationError(_("Tidak dicetak. Bacakan isinya di loket, atau bicarakan di ruang tertutup."))
        return "yes"
