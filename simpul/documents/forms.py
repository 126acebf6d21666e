"""What is asked before a paper is printed again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PrintPaperForm(forms.Form):
    """Why the same paper is wanted once more: it is written down."""

    REASONS = [
        ("lost", _("Kertasnya hilang atau rusak")),
        ("second_copy", _("Perlu satu lembar lagi")),
        ("check", _("Memeriksa isinya")),
        ("other", _("Keperluan lain")),
    ]
    reason = forms.ChoiceField(
        label=_("Untuk apa dicetak lagi?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih untuk apa dicetak lagi.")},
    )
