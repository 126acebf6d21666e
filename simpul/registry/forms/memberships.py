"""What is asked when somebody comes into a family, leaves it, heads it, or was recorded wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.accounts.rules.permissions import Permission
from simpul.registry import queries
from simpul.registry.forms.families import CHOOSE, ActForm, field_of, obstacle_to_a_place, relation_choices
from simpul.registry.forms.picking import PersonField
from simpul.registry.rules.families import HEAD

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

    def doubts(self) -> list[Any]:
        known, head = self.cleaned_data, queries.head_of(self.family) if self.family else None
        return queries.doubts_on(head, [(known["person"].row, known["relation"])], on=self.today)

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


class ChooseHeadForm(ActForm):
    """Who heads the family from now on, why, and since when."""

    def __init__(self, *args: Any, members: Sequence[queries.MemberNow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.everybody = [member for member in members if member.is_alive]
        heirs = [(str(m.membership.person_id), _heir_in_words(m)) for m in self.everybody if not m.is_head]
        self.fields["new_head"] = forms.ChoiceField(
            label=_("Kepala keluarga yang baru"), choices=heirs, widget=forms.RadioSelect, error_messages=CHOOSE
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Mengapa?"), choices=HEAD_REASONS, widget=forms.RadioSelect, error_messages=CHOOSE
        )
        self.order_fields(["new_head", "reason", "on"])

    def choice_fields(self) -> list[Any]:
        """What was chosen already, to be carried along."""
        return [self[name] for name in ("new_head", "reason", "on")]

    def reason_in_words(self) -> str:
        """Why, as it was chosen."""
        return str(dict(HEAD_REASONS)[self.cleaned_data["reason"]])

    def chosen(self) -> queries.MemberNow:
        """Who was chosen."""
        return next(m for m in self.everybody if str(m.membership.person_id) == self.cleaned_data["new_head"])


class ChangeHeadForm(ChooseHeadForm):
    """What the others are to the head who was chosen; what follows from the card is filled in."""

    has_relations = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)

    def __init__(self, *args: Any, new_head: queries.MemberNow, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heir = new_head
        self.members = [member for member in self.everybody if member is not new_head]
        follows = queries.relations_after(new_head, self.members)
        for member in self.members:
            pk = member.membership.person_id
            self.fields[field_of(member)] = forms.ChoiceField(
                label=member.person.name,
                choices=[("", ""), *relation_choices()],
                initial=follows[pk],
                error_messages={"required": _("Pilih hubungannya dengan kepala keluarga yang baru.")},
            )

    def member_fields(self) -> list[Any]:
        """The fields of the members, to be drawn together."""
        return [self[field_of(member)] for member in self.members]

    def doubts(self) -> list[Any]:
        pairs = [(m.person, self.cleaned_data[field_of(m)]) for m in self.members]
        return queries.doubts_on(self.heir.person, pairs, on=self.cleaned_data["on"], is_new=True)

    def act(self) -> dict[str, Any]:
        known = self.cleaned_data
        answers = {m.membership.person_id: known[field_of(m)] for m in self.members}
        former = next((m.membership.person_id for m in self.members if m.is_head), None)
        return {
            "new_head": self.heir.membership.person,
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

    def doubts(self) -> list[Any]:
        known = self.cleaned_data
        if known["void"] or known["relation"] in (HEAD, self.place.relation) or self.family is None:
            return []
        return queries.doubts_on(queries.head_of(self.family), [(self.place.person, known["relation"])], on=self.today)

    def recorded(self) -> dict[str, Any]:
        return {"relation": self.place.relation, "on": self.place.from_on, "void": self.place.end_reason == "corrected"}


def _heir_in_words(member: queries.MemberNow) -> str:
    """Rahmat (2025) · Anak: enough to see that a child is chosen."""
    year = f" ({member.person.birth_date.year})" if member.person.birth_date else ""
    return f"{member.person.name}{year} · {dict(relation_choices()).get(member.membership.relation, '')}"
