"""Registering somebody: one form for the person, how to reach them, and their family."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from simpul.directory.queries import labels
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.registry.forms.fields import FamilyNumberField, IdsField, LineField, PhoneField
from simpul.registry.forms.people import PersonForm
from simpul.registry.queries.choices import Safety
from simpul.registry.rules.families import HEAD
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import JoinFamily, NewContact, NewFamily, note_numbers
from simpul.ui.fields import only_when
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.directory.models import Office
    from simpul.registry.models import Family


class RegisterPersonForm(PersonForm):
    """One person, how to reach them, and the family they belong to."""

    PLACEMENTS = [
        ("head", _("Kepala keluarga baru")),
        ("member", _("Anggota keluarga yang sudah tercatat")),
        ("none", _("Belum dicatat dengan keluarga")),
    ]

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    not_the_same_as = IdsField(required=False)
    alias = LineField(label=_("Nama panggilan"), max_length=200, required=False)
    phone = PhoneField(label=_("Nomor HP"), required=False, help_text=_("Bila diisi, tanyakan juga: aman dihubungi?"))
    safety = only_when(
        "phone",
        forms.ChoiceField(label=_("Aman dihubungi?"), choices=Safety.choices, required=False, widget=forms.RadioSelect),
    )
    rule = only_when(
        "safety=careful", LineField(label=_("Kapan atau bagaimana aman dihubungi"), max_length=200, required=False)
    )
    placement = forms.ChoiceField(
        label=_("Masuk keluarga sebagai"),
        choices=PLACEMENTS,
        widget=forms.RadioSelect,
        initial="head",
        error_messages={"required": _("Pilih salah satu.")},
    )
    family_number = only_when(
        "placement=head|member",
        FamilyNumberField(
            label=_("Nomor KK"), required=False, help_text=_("Kosongkan bila belum punya kartu keluarga.")
        ),
    )

    def __init__(self, *args: Any, viewer: User, on: date, family: Family | None = None, **options: Any) -> None:
        super().__init__(*args, viewer=viewer, on=on, family=family, **options)
        relations = labels("shdk", get_language() or "id")
        offered = [("", ""), *((code, name) for code, name in relations.items() if code != HEAD)]
        relation = forms.ChoiceField(
            label=_("Hubungan dengan kepala keluarga"),
            choices=offered,
            required=family is not None,
            error_messages={"required": _("Pilih hubungannya dengan kepala keluarga.")},
        )
        self.fields["relation"] = only_when("placement=member", relation)
        self.offices = [family.office] if family else queries.offices_to_register_at(viewer)
        if family:
            for name in ("placement", "family_number", "address", "rt", "rw", "address_is_protected"):
                del self.fields[name]
        if len(self.offices) > 1:
            choices = [(str(office.pk), office.name) for office in self.offices]
            self.fields["office"] = forms.ChoiceField(label=_("Kantor"), choices=choices)
        self.order_fields(["office", *(self.field_order or [])])

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if known.get("phone") and not known.get("safety"):
            self.add_error("safety", _("Tanyakan dahulu: aman dihubungi?"))
        if known.get("safety") == Safety.CAREFUL and known.get("phone") and not known.get("rule"):
            self.add_error("rule", sentence(Refusal("careful_needs_rule")))
        if known.get("placement") == "member" and not self.errors.get("family_number"):
            self._clean_membership(known)
        return known

    def _clean_membership(self, known: dict[str, Any]) -> None:
        if not known.get("relation"):
            self.add_error("relation", _("Pilih hubungannya dengan kepala keluarga."))
        if not known.get("family_number"):
            self.add_error(
                "family_number",
                _(
                    "Tulis nomor KK keluarga yang dimasuki. Bila belum ada nomornya, daftarkan dari halaman keluarga itu."
                ),
            )
        elif (family := self._family(known["family_number"])) is None:
            self.add_error(
                "family_number",
                _(
                    "Belum ada keluarga dengan nomor KK ini. Daftarkan kepala keluarganya dahulu, "
                    "atau pilih “Belum dicatat dengan keluarga”."
                ),
            )
        else:
            self.family = family

    def _family(self, number: str) -> Family | None:
        note_numbers(numbers=[number], by=self.viewer)
        return queries.families_by_number(self.viewer, number).first()

    @property
    def chosen_office(self) -> Office:
        """The office whose file it becomes."""
        chosen = self.cleaned_data.get("office")
        return next((office for office in self.offices if str(office.pk) == chosen), self.offices[0])

    def facts(self) -> PersonFacts:
        """What is typed; who is registered into a family lives where it does, protected like whoever is on its card."""
        typed, family = super().facts(), self.family
        if family is None or "placement" in self.fields:
            return typed
        return replace(
            typed,
            area_code=family.area_id,
            address=family.address,
            rt=family.rt,
            rw=family.rw,
            address_is_protected=queries.hides_place(family),
        )

    def act(self) -> dict[str, Any]:
        """What `services.register_person` is asked."""
        known = self.cleaned_data
        return {
            "id": known["id"],
            "facts": self.facts(),
            "office": self.chosen_office,
            "contact": self.contact(),
            "alias": known["alias"],
            "placement": self.family_placement(),
            "not_the_same_as": known["not_the_same_as"],
        }

    def contact(self) -> NewContact | None:
        """The phone, when there is one."""
        number = self.cleaned_data["phone"]
        return NewContact(number, self.cleaned_data["safety"], self.cleaned_data["rule"]) if number else None

    def family_placement(self) -> NewFamily | JoinFamily | None:
        """Where the person belongs from today."""
        known = self.cleaned_data
        if known.get("placement") == "head":
            return NewFamily(known["family_number"])
        return JoinFamily(self.family, known["relation"]) if self.family else None
