"""What is asked when a family begins, changes hands, moves, gets a new card or ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from simpul.directory.queries import labels
from simpul.kit.refusals import Refusal
from simpul.kit.remarks import Remark
from simpul.registry import queries
from simpul.registry.forms.fields import FamilyNumberField, LineField, Village, VillageField, village_within
from simpul.registry.forms.picking import PersonField, PickForm
from simpul.registry.rules.families import HEAD
from simpul.ui.fields import DayField
from simpul.ui.sentences import sentence
from simpul.ui.stale import VersionedForm, VersionField

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Family, Person


# Under which field the sentence of a refusal stands; the others stand over the form.
FIELD_OF_REFUSAL = {
    "day_in_future": "on",
    "day_before_family": "on",
    "day_before_joining": "on",
    "day_before_number": "on",
    "belongs_to_family": "person",
    "is_member_already": "person",
    "belonged_to_family_then": "on",
    "person_has_died": "person",
    "person_is_merged": "person",
    "head_has_died": "new_head",
    "number_is_the_same": "number",
    "area_is_no_village": "village",
    "area_out_of_reach": "village",
    "family_into_itself": "into",
    "other_family_lacks_head": "into",
    "day_after_leaving": "from_on",
}
CHOOSE = {"required": _("Pilih salah satu.")}
NUMBER_HINT = _("Kosongkan bila kartunya belum terbit.")


class ActForm(VersionedForm, PickForm):
    """An act on a day, decided on the version of the family that was shown."""

    version = VersionField(required=False)

    def __init__(self, *args: Any, on: date, family: Family | None = None, **options: Any) -> None:
        options["initial"] = {"on": on, "version": family.version if family else None} | options.get("initial", {})
        super().__init__(*args, **options)
        self.family, self.today = family, on
        self.fields["on"] = DayField(
            label=self.day_label, latest=on, error_messages={"required": _("Tulis tanggalnya.")}
        )
        self.fields["on"].widget.attrs["class"] = "short"

    day_label: Any = _("Sejak tanggal")

    def act(self) -> dict[str, Any]:
        """What the service of the act is asked."""
        return dict(self.cleaned_data)

    def recorded(self) -> dict[str, Any]:
        """An act says something new; those that correct what is recorded say what that is."""
        return {}

    def doubts(self) -> list[Remark]:
        """What to look at once more before it is done."""
        return []

    def add_refusal(self, refusal: Refusal) -> None:
        """Why the act did not happen, beside the field that it is about."""
        field = FIELD_OF_REFUSAL.get(refusal.code)
        self.add_error(field if field in self.fields else None, sentence(refusal))


class MembersForm(ActForm):
    """An act that says of each member what they are afterwards."""

    blank: tuple[str, Any] | None = None
    with_head = False

    def __init__(self, *args: Any, members: Sequence[queries.MemberNow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = [member for member in members if self.asks_of(member)]
        choices = [*([self.blank] if self.blank else []), *relation_choices(with_head=self.with_head)]
        for member in self.members:
            self.fields[field_of(member)] = forms.ChoiceField(
                label=member.person.name, choices=choices, required=self.blank is None, initial=self.initial_of(member)
            )

    def asks_of(self, member: queries.MemberNow) -> bool:
        """Whether the act asks about this member."""
        return member.is_alive

    def initial_of(self, member: queries.MemberNow) -> str:
        """The relation offered first."""
        return "" if self.blank else member.membership.relation

    def member_names(self) -> list[str]:
        """The names of these fields."""
        return [field_of(member) for member in self.members]

    def member_fields(self) -> list[Any]:
        """The fields of the members, to be drawn together."""
        return [self[field_of(member)] for member in self.members]

    def answers(self) -> dict[UUID, str]:
        """The relation chosen for each member, by the id of the record on the card."""
        return {
            m.membership.person_id: self.cleaned_data[field_of(m)]
            for m in self.members
            if field_of(m) in self.cleaned_data
        }

    def people(self) -> Mapping[UUID, Person]:
        """The records on the card."""
        return {member.membership.person_id: member.membership.person for member in self.members}


class FoundFamilyForm(ActForm):
    """A new card: who heads it, where they live, and the number if there is one."""

    day_label = _("Berlaku sejak")

    def __init__(self, *args: Any, viewer: User, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        self.fields["head"] = PersonField(
            label=_("Kepala keluarga"),
            viewer=viewer,
            on=on,
            help_text=_("NIK, nomor HP, atau awal namanya. Orang yang belum tercatat didaftarkan dahulu."),
            obstacle=obstacle_to_a_place,
        )
        self.fields |= place_fields(viewer)
        self.fields["number"] = FamilyNumberField(label=_("Nomor KK"), required=False, help_text=NUMBER_HINT)
        self.order_fields(["head", "village", "address", "rt", "rw", "number", "on"])

    def doubts(self) -> list[Remark]:
        return queries.doubts_on(self.cleaned_data["head"].row, [], on=self.today, is_new=True)

    def act(self) -> dict[str, Any]:
        known = self.cleaned_data
        return {
            "head": known["head"].row,
            "office": known["head"].row.office,
            "number": known["number"],
            "on": known["on"],
            **place_of(known),
        }


class MoveFamilyForm(ActForm):
    """The new address, and the number of the new card."""

    day_label = _("Pindah sejak")

    def __init__(self, *args: Any, viewer: User, family: Family, shows_place: bool, **options: Any) -> None:
        super().__init__(*args, family=family, **options)
        self.fields |= place_fields(viewer)
        self.fields["number"] = FamilyNumberField(
            label=_("Nomor KK baru"), required=False, help_text=_("Kosongkan bila nomornya tetap.")
        )
        self.order_fields(["village", "address", "rt", "rw", "number", "on"])
        self.shows_place = shows_place

    def act(self) -> dict[str, Any]:
        known = self.cleaned_data
        return {"on": known["on"], "number": known["number"], "version": known["version"], **place_of(known)}

    def recorded(self) -> dict[str, Any]:
        if not self.shows_place or self.family is None:
            return {}
        return saved_place(self.family)


class ChangeFamilyNumberForm(ActForm):
    """The number of a new card."""

    day_label = _("Berlaku sejak")
    number = FamilyNumberField(label=_("Nomor KK yang baru"), error_messages={"required": _("Tulis nomornya.")})


class EndFamilyForm(ActForm):
    """The day on which the card is closed."""

    day_label = _("Ditutup sejak")


def obstacle_to_a_place(row: queries.PersonRow) -> Any:
    """Why somebody found cannot take a place in a family."""
    if row.person.died_on:
        return _("sudah meninggal")
    return _("masih anggota sebuah keluarga") if row.family else ""


def relation_choices(*, with_head: bool = False) -> list[tuple[str, str]]:
    """Relations to the head of a family, in the reader's language."""
    return [(code, name) for code, name in labels("shdk", get_language() or "id").items() if with_head or code != HEAD]


def field_of(member: queries.MemberNow) -> str:
    """The name of the field about one member."""
    return f"relation_{member.membership.person_id}"


def place_fields(viewer: User) -> dict[str, forms.Field]:
    """Village, address, RT and RW; whoever is limited to some villages chooses from these."""
    villages = queries.villages_within_reach(viewer)
    required = {"required": _("Pilih desa atau kelurahannya.")}
    label = _("Desa atau kelurahan")
    if villages is not None:
        village: forms.Field = village_within(villages, label=label, error_messages=required)
    else:
        office = next(iter(queries.offices_to_register_at(viewer)), None)
        village = VillageField(label=label, within=(office.area_id or "") if office else "")
    return {
        "village": village,
        "address": LineField(
            label=_("Alamat"), max_length=300, required=False, help_text=_("Kampung, jalan, nomor rumah.")
        ),
        "rt": LineField(label=_("RT"), max_length=3, required=False),
        "rw": LineField(label=_("RW"), max_length=3, required=False),
    }


def place_of(known: Mapping[str, Any]) -> dict[str, Any]:
    """The same, as a service is asked."""
    return {"area_id": known["village"].code, "address": known["address"], "rt": known["rt"], "rw": known["rw"]}


def saved_place(family: Family) -> dict[str, Any]:
    """Where the family lives now, by field."""
    from simpul.directory.queries import path_in_words

    village = Village(family.area_id, path_in_words(family.area_id)) if family.area_id else None
    return {"village": village, "address": family.address, "rt": family.rt, "rw": family.rw}
