"""Shape and wording of what is asked of code lists and written into them."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.desk.queries.code_lists import STATES
from simpul.directory.rules.code_lists import Entry, Values
from simpul.registry.forms.fields import LineField
from simpul.ui.fields import DayField
from simpul.ui.stale import VersionedForm

TEXTS = ("name_id", "name_en", "source", "note")
_NOT_IN_AN_ADDRESS = re.compile(r"\.\.|//|/$|/\.(/|$)")


class FindCodeListForm(forms.Form):
    """What is looked for; it stands in the address."""

    q = forms.CharField(
        label=_("Cari"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )  # fmt: skip
    state = forms.ChoiceField(required=False, choices=[(state, state) for state in STATES])
    after = forms.CharField(required=False, max_length=80)


class EditCodeListEntryForm(VersionedForm):
    """The office's own words for an entry."""

    name_id = LineField(max_length=500, label=_("Nama dalam bahasa Indonesia"))
    name_en = LineField(max_length=500, label=_("Nama dalam bahasa Inggris"), required=False)
    source = LineField(
        max_length=500, label=_("Sumber"), required=False,
        help_text=_("Peraturan atau surat tempat isi ini dapat diperiksa."),
    )  # fmt: skip
    note = LineField(max_length=1000, label=_("Catatan"), required=False)
    valid_from = DayField(label=_("Berlaku mulai"), required=False)
    valid_until = DayField(label=_("Berlaku sampai"), required=False)

    def __init__(self, *args: Any, columns: Sequence[str], entry: Entry | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for column in columns:
            label = _("Kolom %(column)s") % {"column": column}
            self.fields[f"extra_{column}"] = LineField(max_length=2000, label=label, required=False)
        self.columns = columns
        if entry:
            self.initial = {**saved_entry(entry), "version": entry.version}

    def changes(self) -> dict[str, Any]:
        """What the entry is to say, by the names of its values."""
        extra = {column: self.cleaned_data[f"extra_{column}"] for column in self.columns}
        said = {name: self.cleaned_data[name] for name in (*TEXTS, "valid_from", "valid_until")}
        return {**said, "extra": {column: value for column, value in extra.items() if value}}


class AddCodeListEntryForm(EditCodeListEntryForm):
    """An entry that only this installation has."""

    code = LineField(
        max_length=60, label=_("Kode"),
        help_text=_("Huruf, angka dan tanda . _ / + -, tanpa spasi. Tidak dapat diubah lagi."),
    )  # fmt: skip
    field_order = ("code",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["version"]

    def clean_code(self) -> str:
        """A code becomes part of an address."""
        code: str = self.cleaned_data["code"]
        if _NOT_IN_AN_ADDRESS.search(code):
            message = _("Tanda titik dan garis miring tidak boleh berurutan atau di akhir.")
            raise forms.ValidationError(message, code="entry_code_shape")
        return code

    def values(self) -> Values:
        """What the entry says."""
        return Values(**self.changes())


class ActOnCodeListEntryForm(forms.Form):
    """The version that was read, for the acts that need no words."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def saved_entry(entry: Entry) -> dict[str, Any]:
    """What an entry says now, by the names of its form."""
    values = entry.values
    said = {name: getattr(values, name) for name in (*TEXTS, "valid_from", "valid_until")}
    return {**said, **{f"extra_{column}": value for column, value in values.extra.items()}}
