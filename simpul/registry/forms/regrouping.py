"""What is asked when one family becomes two, or two become one; and finding a family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.registry import queries
from simpul.registry.forms.families import NUMBER_HINT, MembersForm
from simpul.registry.forms.fields import FamilyNumberField, LineField, VillageField, village_within
from simpul.registry.forms.picking import FamilyField
from simpul.registry.rules.families import HEAD, OTHER_RELATIVE

if TYPE_CHECKING:
    from simpul.accounts.models import User


class SplitFamilyForm(MembersForm):
    """Who leaves with a card of their own, and what each is to its head."""

    day_label = _("Pisah sejak")
    blank = ("", _("Tetap di keluarga ini"))
    with_head = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["number"] = FamilyNumberField(label=_("Nomor KK yang baru"), required=False, help_text=NUMBER_HINT)
        self.order_fields([*self.member_names(), "number", "on"])

    def asks_of(self, member: queries.MemberNow) -> bool:
        return member.is_alive and not member.is_head

    def doubts(self) -> list[Any]:
        chosen = self.act()["members"]
        if not chosen or chosen[0][1] != HEAD:
            return []  # the act itself refuses this
        return queries.doubts_on(chosen[0][0], chosen[1:], on=self.cleaned_data["on"], is_new=True)

    def act(self) -> dict[str, Any]:
        known = self.cleaned_data
        people = self.people()
        chosen = [(people[pk], relation) for pk, relation in self.answers().items() if relation]
        chosen.sort(key=lambda pair: pair[1] != HEAD)
        return {"members": chosen, "number": known["number"], "on": known["on"], "version": known["version"]}


class MergeFamiliesForm(MembersForm):
    """Which family takes these members in, and what each is to its head."""

    day_label = _("Gabung sejak")
    into_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"] = FamilyField(
            label=_("Gabung ke keluarga mana?"),
            viewer=viewer,
            on=self.today,
            help_text=_("Nomor KK selengkapnya, atau nama kepala keluarganya."),
            obstacle=lambda row: _("keluarga ini sendiri") if row.family == self.family else "",
        )
        self.order_fields(["into", *self.member_names(), "on"])

    def initial_of(self, member: queries.MemberNow) -> str:
        return OTHER_RELATIVE

    def doubts(self) -> list[Any]:
        people, known = self.people(), self.cleaned_data
        pairs = [(people[pk], relation) for pk, relation in self.answers().items()]
        return queries.doubts_on(queries.head_of(known["into"].row), pairs, on=known["on"])

    def act(self) -> dict[str, Any]:
        known = self.cleaned_data
        return {
            "into": known["into"].row,
            "relations": self.answers(),
            "on": known["on"],
            "version": known["version"],
            "into_version": known["into_version"],
        }


class FindFamilyForm(forms.Form):
    """One box for a number or the head's name, and the village."""

    text = LineField(label=_("Nomor KK atau nama kepala keluarga"), max_length=100, required=False)

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        label, villages = _("Desa atau kelurahan"), queries.villages_within_reach(viewer)
        limited = village_within(villages, label=label, required=False) if villages else None
        self.fields["village"] = limited or VillageField(label=label, required=False)
        self.fields["text"].widget.attrs |= {"autofocus": True, "enterkeyhint": "search"}


class RevealFamilyNumberForm(forms.Form):
    """What a whole number is opened for: it is written down."""

    REASONS = [
        ("counter", _("Verifikasi di loket")),
        ("national_system", _("Mengetik ke sistem nasional")),
        ("visit", _("Kunjungan rumah")),
        ("letter", _("Menulis surat")),
        ("other", _("Lainnya")),
    ]
    reason = forms.ChoiceField(
        label=_("Untuk apa?"), choices=[("", ""), *REASONS], error_messages={"required": _("Pilih untuk apa dibuka.")}
    )
