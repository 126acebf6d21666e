"""Shape and wording of what is written into an office's calendar."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from simpul.registry.forms.fields import LineField
from simpul.ui.fields import DayField

FIRST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
KINDS = [
    ("local", _("Libur setempat, hanya kantor ini")),
    ("national", _("Libur nasional, semua kantor")),
    ("joint_leave", _("Cuti bersama, semua kantor")),
]


class DeclareHolidayForm(forms.Form):
    """A holiday with its source. Those of the country are offered only to whoever keeps what holds for every office."""

    on = DayField(label=_("Tanggal"), help_text=_("Contoh: 17-08-2026"))
    name = LineField(max_length=150, label=_("Nama hari libur"))
    source = LineField(max_length=300, label=_("Sumber"), help_text=_("Nomor keputusan atau surat edaran."))
    kind = forms.ChoiceField(label=_("Berlaku untuk"), choices=KINDS, widget=forms.RadioSelect, initial="local")

    def __init__(self, *args: Any, with_country: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = KINDS if with_country else KINDS[:1]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A day that a calendar of this century has."""
        on: date = self.cleaned_data["on"]
        if not FIRST <= on <= LATEST:
            raise forms.ValidationError(_("Tulis tanggal antara tahun 2000 dan 2100."), code="out_of_range")
        return on


class SetWorkingHoursForm(forms.Form):
    """The weekdays on which an office works."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hari kerja"), coerce=int, choices=[(day + 1, name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu hari kerja.")},
    )  # fmt: skip


class AnnounceYearForm(forms.Form):
    """The decree by which the holidays of a year are complete."""

    decree = LineField(
        max_length=200, label=_("Keputusan"), help_text=_("Contoh: SKB Tiga Menteri Nomor 1497 Tahun 2025")
    )
    source = LineField(max_length=300, label=_("Sumber"), help_text=_("Di mana keputusan itu dapat dibaca."))
