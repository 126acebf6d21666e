"""What is asked about two people: how they are related, and whether two records are one person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.registry.forms.picking import PersonField, PickForm
from simpul.ui.fields import DayField
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Person

KINDS = [
    ("parent", _("Orang tua")),
    ("child", _("Anak")),
    ("spouse", _("Suami atau istri")),
    ("guardian", _("Wali")),
    ("carer", _("Pengasuh atau perawat")),
]
MERGE_REASONS = [
    ("same_number", _("NIK sama")),
    ("same_card", _("Kartu yang sama ditunjukkan")),
    ("asked_the_person", _("Sudah ditanyakan kepada orangnya")),
    ("office_decided", _("Keputusan kantor")),
]
CHOOSE = {"required": _("Pilih salah satu.")}


class _TwoPeopleForm(PickForm):
    """An act on somebody and somebody else."""

    def __init__(self, *args: Any, person: Person, viewer: User, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person, self.viewer, self.on = person, viewer, on

    def obstacle(self, row: queries.PersonRow) -> Any:
        """Nobody is chosen beside themselves."""
        return _("orang ini sendiri") if row.person == self.person else ""

    def add_refusal(self, refusal: Refusal) -> None:
        """Why the act did not happen."""
        self.add_error(None, sentence(refusal))


class RecordRelationForm(_TwoPeopleForm):
    """What the other person is to this one."""

    kind = forms.ChoiceField(label=_("Hubungan"), choices=KINDS, widget=forms.RadioSelect, error_messages=CHOOSE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"] = PersonField(
            label=_("Siapa?"),
            viewer=self.viewer,
            on=self.on,
            help_text=_("NIK, nomor HP, atau awal namanya."),
            obstacle=self.obstacle,
        )
        self.fields["from_on"] = DayField(label=_("Sejak"), required=False, latest=self.on)
        self.order_fields(["other", "kind", "from_on"])

    def act(self) -> dict[str, Any]:
        """The relation as it is kept: from parent to child, from guardian to ward."""
        known, other = self.cleaned_data, self.cleaned_data["other"].row
        if known["kind"] == "child":
            return {"person": self.person, "other": other, "kind": "parent", "from_on": known["from_on"]}
        return {"person": other, "other": self.person, "kind": known["kind"], "from_on": known["from_on"]}


class EndRelationForm(forms.Form):
    """Until when."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["until_on"] = DayField(
            label=_("Berakhir tanggal"),
            required=False,
            latest=on,
            help_text=_("Kosongkan bila hubungan ini salah catat."),
        )

    def add_refusal(self, refusal: Refusal) -> None:
        """Why the act did not happen."""
        self.add_error(None, sentence(refusal))


class MergePeopleForm(_TwoPeopleForm):
    """Which record stands for the person from now on, and how the office knows that both are one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    into_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.ChoiceField(
        label=_("Dari mana kantor tahu?"), choices=MERGE_REASONS, widget=forms.RadioSelect, error_messages=CHOOSE
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"] = PersonField(
            label=_("Catatan yang tetap dipakai"),
            viewer=self.viewer,
            on=self.on,
            help_text=_("NIK, nomor HP, atau awal namanya."),
        )
        self.order_fields(["into", "reason"])

    def act(self) -> dict[str, Any]:
        """What the service is asked."""
        known = self.cleaned_data
        return {
            "into": known["into"].row,
            "reason": known["reason"],
            "version": known["version"],
            "into_version": known["into_version"],
        }
