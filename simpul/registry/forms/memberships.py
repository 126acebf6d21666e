"""What is asked when somebody comes into a family, leaves it, heads it, or was recorded wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.accounts.rules.permissions import Permission
from simpul.registry import queries
from simpul.registry.forms.families import CHOOSE, ActForm, MembersForm, obstacle_to_a_place, relation_choices
from simpul.registry.forms.picking import PersonField
from simpul.registry.rules.families import HEAD, OTHER_RELATIVE

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Family, Membership

HEAD_REASONS = [
    ("died", _("Kepala keluarga meninggal")),
    ("moved", _("Kepala keluarga pindah atau pergi")),
    ("agreed", _("Kesepakatan keluarga atau kartu baru")),
    ("corrected", _("Salah catat")),
]


class JoinFamilyForm(ActForm):
    """Who comes in, and as what."""

    def __init__(self, *args: Any, viewer: User, family: Family, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, family=family, **options)
        self.may_register = queries.may_change_family(viewer, family, Permission.REGISTER_PERSON)
        self.fields["person"] = PersonField(
            label=_("Siapa?"),
            viewer=viewer,
            on=on,
            help_text=_("NIK, nomor HP, atau awal namanya."),
            obstacle=self._obstacle,
        )
        self.fields["relation"] = forms.ChoiceField(
            label=_("Hubungan dengan kepala keluarga"), choices=[("", ""), *relation_choices()], error_messages=CHOOSE
        )
        self.order_fields(["person", "relation", "on"])

    def _obstacle(self, row: queries.PersonRow) -> Any:
        if self.family and row.family == self.family.pk:
            return _("sudah anggota keluarga ini")
        return obstacle_to_a_place(row)

    def act(self) -> dict[str, Any]:
        return self.cleaned_data | {"person": self.cleaned_data["person"].row}


class LeaveFamilyForm(ActForm):
    """Who leaves, why, and when."""

    day_label = _("Keluar sejak")

    def __init__(self, *args: Any, members: Sequence[queries.MemberNow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = {str(member.membership.person_id): member for member in members}
        choices = [(pk, member.person.name) for pk, member in self.members.items()]
        self.fields["person"] = forms.ChoiceField(
            label=_("Siapa?"), choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Mengapa?"),
            choices=[("moved", _("Pindah")), ("died", _("Meninggal"))],
            widget=forms.RadioSelect,
            error_messages=CHOOSE,
        )
        self.order_fields(["person", "reason", "on"])

    def act(self) -> dict[str, Any]:
        return self.cleaned_data | {"person": self.members[self.cleaned_data["person"]].membership.person}


class ChangeHeadForm(MembersForm):
    """Who heads the family from now on, why, and what the others are to them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        heirs = [(str(m.membership.person_id), m.person.name) for m in self.members if not m.is_head]
        self.fields["new_head"] = forms.ChoiceField(
            label=_("Kepala keluarga yang baru"), choices=heirs, widget=forms.RadioSelect, error_messages=CHOOSE
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Mengapa?"), choices=HEAD_REASONS, widget=forms.RadioSelect, error_messages=CHOOSE
        )

    def initial_of(self, member: queries.MemberNow) -> str:
        return OTHER_RELATIVE if member.is_head else member.membership.relation

    def act(self) -> dict[str, Any]:
        known, answers = self.cleaned_data, self.answers()
        new_head = UUID(known["new_head"])
        answers.pop(new_head, None)
        former = next((m.membership.person_id for m in self.members if m.is_head), None)
        return {
            "new_head": self.people()[new_head],
            "reason": known["reason"],
            "on": known["on"],
            "version": known["version"],
            "relation_of_former": answers.get(former) if former else None,
            "relations": answers,
        }


class CorrectMembershipForm(ActForm):
    """What was recorded wrongly of somebody's place."""

    day_label = _("Anggota sejak")

    def __init__(self, *args: Any, place: Membership, **options: Any) -> None:
        recorded = {"relation": place.relation, "on": place.from_on}
        super().__init__(*args, initial=recorded, **options)
        self.place = place
        self.fields["relation"] = forms.ChoiceField(
            label=_("Hubungan dengan kepala keluarga"), choices=relation_choices(with_head=place.relation == HEAD)
        )
        self.fields["void"] = forms.BooleanField(
            label=_("Orang ini tidak pernah menjadi anggota keluarga ini"), required=False
        )
        self.order_fields(["relation", "on", "void"])

    def act(self) -> dict[str, Any]:
        known = self.cleaned_data
        relation = known["relation"] if known["relation"] != self.place.relation else None
        from_on = known["on"] if known["on"] != self.place.from_on else None
        return {"relation": relation, "from_on": from_on, "void": known["void"], "version": known["version"]}

    def recorded(self) -> dict[str, Any]:
        return {"relation": self.place.relation, "on": self.place.from_on, "void": self.place.end_reason == "corrected"}
