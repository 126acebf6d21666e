"""What the auditor looks for; everything stays in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.desk.forms.sentences import SENTENCES, sentence_of


class TrailForm(forms.Form):
    """Filters of the trail."""

    act = forms.ChoiceField(label=_("Perbuatan"), required=False)
    actor = forms.UUIDField(required=False, widget=forms.HiddenInput)
    subject = forms.UUIDField(required=False, widget=forms.HiddenInput)
    from_on = forms.DateField(label=_("Dari tanggal"), required=False)
    until_on = forms.DateField(label=_("Sampai tanggal"), required=False)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = sorted(((act, sentence_of(act, {})) for act in SENTENCES), key=lambda pair: pair[1])
        self.fields["act"].choices = [("", _("semua")), *words]  # type: ignore[attr-defined]
