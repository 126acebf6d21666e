"""Sending a list: a file, or what was copied from a sheet; and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from simpul.kit.ids import new_id
from simpul.lists.forms.words import FIELDS
from simpul.lists.rules.fields import Field
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.kit.refusals import Refusal

LARGEST = 50_000_000  # bytes of a file sent through a page
NO_COLUMN = ""


class SentListForm(forms.Form):
    """For which office a list comes in, and of which village all its rows are."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, villages: Sequence[tuple[str, str]], offices: Sequence[tuple[Any, str]], **options: Any
    ) -> None:
        options.setdefault("initial", {}).setdefault("id", new_id())
        super().__init__(*args, **options)
        if len(offices) > 1:
            self.fields["office"] = forms.ChoiceField(label=_("Kantor"), choices=offices)
        self.fields["village"] = forms.ChoiceField(
            label=_("Desa semua baris"),
            required=False,
            choices=[("", _("menurut kolomnya")), *villages] if len(villages) != 1 else villages,
            help_text=_("Bila daftarnya dari satu desa dan tidak ada kolom desa."),
        )
        self._offices = offices

    def chosen_office(self) -> Any:
        """The id of the office for which the list is sent."""
        return self.cleaned_data.get("office") or self._offices[0][0]

    def add_refusal(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal over the form."""
        self.add_error(None, sentence(refusal, of="lists"))


class ReceiveListForm(SentListForm):
    """One of two ways, and what the rows have in common."""

    file = forms.FileField(
        label=_("Berkas"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Excel, CSV, LibreOffice, atau PDF berisi tabel. Judul kolom boleh apa saja; NIK dan nama saja cukup."
        ),
    )
    text = forms.CharField(
        label=_("Atau tempel dari Excel"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false", "class": "paste"}),
        help_text=_("Salin baris-barisnya di Excel, beserta judul kolomnya, lalu tempel di sini."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["is_compared_only"] = forms.BooleanField(
            label=_("Hanya cocokkan: siapa yang sudah kita kenal? Tidak ada yang dicatat."), required=False
        )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent and sent.size == 0:
            raise forms.ValidationError(_("Berkas ini kosong."))
        if sent and sent.size > LARGEST:
            raise forms.ValidationError(_("Berkas ini lebih dari 50 MB. Bagi dahulu."))
        return sent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            self.add_error("file", _("Pilih berkasnya, atau tempel isinya di bawah."))
        return cleaned

    def act(self) -> dict[str, Any]:
        """What the service takes."""
        told = self.cleaned_data
        sent = told.get("file")
        return {
            "id": told["id"],
            "content": sent.read() if sent else told["text"].encode(),
            "name": sent.name if sent else f"{timezone.localtime():%d-%m-%Y %H.%M}",
            "is_pasted": not sent,
            "village": told.get("village") or None,
            "is_compared_only": told.get("is_compared_only", False),
        }


class MappingForm(forms.Form):
    """For every column: what it means."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        names: Sequence[str],
        columns: Mapping[str, int],
        sheets: Sequence[Sequence[Any]],
        sheet: int,
        villages: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.names = names
        means = {place: field for field, place in columns.items()}
        choices = [(NO_COLUMN, _("tidak dipakai")), *((f.value, words) for f, words in FIELDS.items())]
        for place in range(len(names)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                initial=means.get(place, NO_COLUMN),
                label=names[place] or str(place + 1),
            )
        shown = [(place, name or str(place + 1)) for place, (name, _rows) in enumerate(sheets)]
        self.fields["sheet"] = forms.TypedChoiceField(
            label=_("Lembar"), choices=shown or [(0, "1")], coerce=int, initial=sheet, required=False, empty_value=sheet
        )
        self.fields["village"] = forms.ChoiceField(
            label=_("Desa baris tanpa kolom desa"), required=False, choices=[("", _("tidak ada")), *villages]
        )

    def columns(self) -> list[Any]:
        """The boxes of the columns, in order."""
        return [self[f"column_{place}"] for place in range(len(self.names))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [value for name, value in cleaned.items() if name.startswith("column_") and value]
        doubled = next((value for value in chosen if chosen.count(value) > 1), None)
        if doubled:
            label = FIELDS[Field(doubled)]
            self.add_error(None, _("“%(field)s” dipilih untuk dua kolom. Pilih satu saja.") % {"field": label})
        if not {"name", "head_name", "national_number"} & set(chosen):
            self.add_error(None, _("Pilih kolom yang memuat nama atau NIK."))
        return cleaned

    def act(self) -> dict[str, Any]:
        """What the service takes."""
        told = self.cleaned_data
        columns = {told[f"column_{place}"]: place for place in range(len(self.names)) if told.get(f"column_{place}")}
        return {
            "version": told["version"],
            "columns": columns,
            "sheet": told["sheet"],
            "village": told.get("village") or None,
        }

    def add_refusal(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal over the form."""
        self.add_error(None, sentence(refusal, of="lists"))
