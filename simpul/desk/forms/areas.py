"""What is looked for among areas, and what is written about them."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from simpul.desk.forms.fields import AreasField
from simpul.registry.forms.fields import LineField
from simpul.ui.fields import DayField

SCHEMES = {"kemendagri": _("Kode Kemendagri"), "bps": _("Kode BPS"), "former": _("Kode lama")}
CHANGES = [
    ("split", _("Pemekaran: sebagian menjadi wilayah baru")),
    ("merge", _("Penggabungan: menjadi satu dengan wilayah lain")),
    ("recode", _("Perubahan kode: wilayah yang sama, kodenya baru")),
]


def _short() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "short"})


class FindAreaForm(forms.Form):
    """A name or a code."""

    q = forms.CharField(
        label=_("Nama atau kode wilayah"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )  # fmt: skip


class SourceForm(forms.Form):
    """Where it is written: without a source nobody can check what one office says of all of them."""

    source = LineField(
        max_length=200, label=_("Sumber"), help_text=_("Nomor peraturan atau surat, misalnya Perda 3/2026.")
    )


class OpenAreaForm(SourceForm):
    """An area that the shipped list does not have yet."""

    code = LineField(
        max_length=13, label=_("Kode Kemendagri"), help_text=_("Dengan titik, misalnya 32.04.05.2001."),
        widget=forms.TextInput(attrs={"class": "middle", "inputmode": "decimal"}),
    )  # fmt: skip
    name = LineField(
        max_length=100, label=_("Nama"), help_text=_("Tanpa “Desa” atau “Kecamatan”; “Kabupaten” dan “Kota” ditulis.")
    )
    on = DayField(label=_("Berlaku mulai"), widget=_short())
    postcode = forms.CharField(
        label=_("Kode pos"), required=False, max_length=5, empty_value=None,
        validators=[RegexValidator(r"^[0-9]{5}$", _("Kode pos terdiri atas lima angka."))],
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    field_order = ("code", "name", "on", "source", "postcode")


class RenameAreaForm(SourceForm):
    """Another name from a day on."""

    name = LineField(max_length=100, label=_("Nama baru"))
    on = DayField(label=_("Berlaku mulai"), widget=_short())
    field_order = ("name", "on", "source")


class RecordAreaChangeForm(SourceForm):
    """What became of an area: the papers of before keep its code, and find those of today."""

    kind = forms.ChoiceField(label=_("Apa yang berubah"), choices=CHANGES, widget=forms.RadioSelect)
    former_code = LineField(
        max_length=13, label=_("Kode sebelumnya"), help_text=_("Boleh kode yang tidak ada di daftar lagi."),
        widget=forms.TextInput(attrs={"class": "middle", "inputmode": "decimal"}),
    )  # fmt: skip
    successors = AreasField(
        label=_("Wilayah sesudahnya"),
        help_text=_("Satu baris satu wilayah: kode atau namanya. Bila wilayah lama tetap ada, tulis juga kodenya."),
    )
    on = DayField(label=_("Berlaku mulai"), widget=_short())
    note = LineField(max_length=500, label=_("Catatan"), required=False)
    field_order = ("kind", "former_code", "successors", "on", "source", "note")

    def clean_successors(self) -> list[str]:
        """Their codes, each once."""
        return list(dict.fromkeys(area.code for area in self.cleaned_data["successors"]))


class SetAreaCodeForm(SourceForm):
    """Another number of the same area, with the time in which it was used."""

    scheme = forms.ChoiceField(
        label=_("Kode siapa"), choices=[(key, SCHEMES[key]) for key in ("bps", "former")], widget=forms.RadioSelect
    )
    code = LineField(
        max_length=13, label=_("Kode"), help_text=_("BPS tanpa titik: 3204190. Kode lama dengan titik: 32.04.19."),
        widget=forms.TextInput(attrs={"class": "middle", "inputmode": "decimal"}),
    )  # fmt: skip
    valid_from = DayField(
        label=_("Berlaku mulai"), required=False, help_text=_("Kosong bila tidak diketahui."), widget=_short()
    )
    valid_until = DayField(
        label=_("Berlaku sampai"), required=False, help_text=_("Kosong bila masih dipakai."), widget=_short()
    )
    note = LineField(max_length=500, label=_("Catatan"), required=False)
    field_order = ("scheme", "code", "source", "valid_from", "valid_until", "note")

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        first, latest = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_until")
        if first and latest and latest < first:
            self.add_error("valid_until", _("Hari terakhir mendahului hari pertama."))
        return self.cleaned_data
