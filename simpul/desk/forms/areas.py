"""What is looked for among areas."""

from django import forms
from django.utils.translation import gettext_lazy as _

SCHEMES = {"kemendagri": _("Kode Kemendagri"), "bps": _("Kode BPS"), "former": _("Kode lama")}


class FindAreaForm(forms.Form):
    """A name or a code."""

    q = forms.CharField(
        label=_("Nama atau kode wilayah"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )  # fmt: skip
