"""What registering and correcting both ask about a person, and looking first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.kit.birth_dates import refusal_of
from simpul.kit.national_numbers import read_nik
from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.registry.forms.fields import (
    LineField,
    NationalNumberField,
    PartialDateField,
    Village,
    VillageField,
    is_known_district,
    village_within,
)
from simpul.registry.queries.choices import NumberState, Sex
from simpul.registry.rules.people import PersonFacts, remarks_on_name
from simpul.ui.fields import only_when
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Family

# Under which field the sentence of a refusal stands; the others stand over the form.
FIELD_OF_REFUSAL = {
    "name_missing": "name",
    "name_without_letters": "name",
    "number_state_unfit": "number_state",
    "birth_date_in_future": "birth_date",
    "birth_date_too_old": "birth_date",
    "dies_before_birth": "birth_date",
    "outside_reach": "village",
    "moves_with_family": "village",
    "protected_by_office": "address_is_protected",
    "careful_needs_rule": "rule",
    "place_taken": "relation",
}
BIRTH_HINT = _("17-8-1990, Agustus 1990 atau 1990. Kosongkan bila tidak tahu.")
NO_NUMBER = [choice for choice in NumberState.choices if choice[0] != NumberState.KNOWN]


class LookBeforeRegisteringForm(forms.Form):
    """Whom is it about? Enough to find somebody who is recorded already."""

    field_order: list[str] | None = ["name", "national_number", "birth_date", "village"]

    name = LineField(
        label=_("Nama seperti pada kartu"),
        max_length=200,
        error_messages={"required": _("Tulis namanya, seperti pada kartu.")},
    )
    national_number = NationalNumberField(label=_("NIK"), required=False)

    def __init__(self, *args: Any, viewer: User, on: date, family: Family | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.on, self.family = viewer, on, family
        self.fields["birth_date"] = PartialDateField(
            label=_("Tanggal lahir"), required=False, on=on, asks_century=True, help_text=BIRTH_HINT
        )
        if family is None:  # else they live where the family does
            self.fields["village"] = self._village_field()
        self.fields["name"].widget.attrs["autofocus"] = True
        self.order_fields(self.field_order)

    def _village_field(self) -> forms.Field:
        villages = queries.villages_within_reach(self.viewer)
        if villages is not None:
            return village_within(
                villages,
                label=_("Desa atau kelurahan"),
                error_messages={"required": _("Pilih desa atau kelurahannya.")},
            )
        office = next(iter(queries.offices_to_register_at(self.viewer)), None)
        within = office.area_id or "" if office else ""
        return VillageField(label=_("Desa atau kelurahan"), required=False, within=within)

    def typed(self) -> dict[str, str]:
        """What was typed into this form, as it was typed: the pages that follow begin with it."""
        names = [*self.fields, "village_code"]
        return {name: self.data[name] for name in names if self.data.get(name)}

    def clean_birth_date(self) -> Any:
        birth = self.cleaned_data["birth_date"]
        if birth and (refusal := refusal_of(birth, on=self.on)):
            raise forms.ValidationError(sentence(refusal), code=refusal.code)
        return birth

    def facts(self) -> PersonFacts:
        """What has been typed so far and can be read."""
        known = self.cleaned_data
        village: Village | None = known.get("village")
        return PersonFacts(
            name=known.get("name", ""),
            sex=known.get("sex", ""),
            birth=known.get("birth_date"),
            birth_place=known.get("birth_place", ""),
            national_number=known.get("national_number"),
            number_state="known" if known.get("national_number") else known.get("number_state") or "not_shown",
            area_code=village.code if village else None,
            address=known.get("address") or None,
            rt=known.get("rt", ""),
            rw=known.get("rw", ""),
            address_is_protected=known.get("address_is_protected", False),
        )

    def add_refusal(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal under the field it is about, or over the form."""
        field = FIELD_OF_REFUSAL.get(refusal.code)
        self.add_error(field if field in self.fields else None, sentence(refusal))


def remarks_on(facts: PersonFacts, *, on: date) -> dict[str, Any]:
    """What the page says beside name, birth date and number; never a reason not to go on."""
    return {
        "name_remarks": [sentence(remark) for remark in remarks_on_name(facts.name)],
        "birth": facts.birth,
        "remarks": number_remarks(facts, on=on),
        "on": on,
    }


def number_remarks(facts: PersonFacts, *, on: date) -> list[str]:
    """Doubts about a number beside everything else that is recorded."""
    if not facts.national_number:
        return []
    reading = read_nik(
        facts.national_number, on=on, sex=facts.sex or None, birth_date=facts.birth, is_known_area=is_known_district
    )
    return [sentence(remark) for remark in reading.warnings]


class PersonForm(LookBeforeRegisteringForm):
    """The facts of one person, as registering and correcting both ask for them."""

    # As the page asks, so that what is wrong is told in the same order.
    field_order = [
        "name", "sex", "birth_place", "birth_date", "national_number", "number_state", "alias", "placement",
        "family_number", "relation", "village", "address", "rt", "rw", "address_is_protected", "phone", "safety", "rule",
        "reason", "note",
    ]  # fmt: skip

    number_state = only_when(
        "national_number=",
        forms.ChoiceField(label=_("Bila NIK kosong"), choices=NO_NUMBER, required=False, widget=forms.RadioSelect),
    )
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenis kelaminnya.")},
    )
    birth_place = LineField(label=_("Tempat lahir"), max_length=100, required=False)
    address = LineField(
        label=_("Alamat"), max_length=200, required=False, help_text=_("Jalan, kampung atau dusun, nomor rumah.")
    )
    rt = forms.RegexField(
        label=_("RT"),
        regex=r"^[0-9]{1,3}$",
        required=False,
        error_messages={"invalid": _("RT berisi angka, paling banyak tiga.")},
    )
    rw = forms.RegexField(
        label=_("RW"),
        regex=r"^[0-9]{1,3}$",
        required=False,
        error_messages={"invalid": _("RW berisi angka, paling banyak tiga.")},
    )
    address_is_protected = forms.BooleanField(
        label=_("Lindungi alamat ini"),
        required=False,
        help_text=_("Di layar dan di surat yang tampil alamat kantor. Untuk orang yang terancam."),
    )

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or self.cleaned_data
        if "national_number" in known and not known["national_number"] and not known.get("number_state"):
            self.add_error("number_state", sentence(Refusal("number_state_unfit")))
        return known
