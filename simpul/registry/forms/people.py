"""Looking for somebody, registering, and correcting what is recorded."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from simpul.accounts.models import User
from simpul.directory.models import Office
from simpul.directory.queries import labels
from simpul.kit.birth_dates import refusal_of
from simpul.kit.ids import new_id
from simpul.kit.national_numbers import mask, read_nik
from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.registry.forms.fields import (
    FamilyNumberField,
    IdsField,
    LineField,
    NationalNumberField,
    PartialDateField,
    PhoneField,
    Village,
    VillageField,
    is_known_district,
    village_within,
)
from simpul.registry.models import Contact, Family, Person
from simpul.registry.models.families import HEAD
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import JoinFamily, NewContact, NewFamily
from simpul.ui.sentences import sentence

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
    "careful_needs_rule": "rule",
    "family_has_head": "relation",
    "family_number_in_use": "family_number",
}
BIRTH_HINT = _("17-8-1990, Agustus 1990 atau 1990. Kosongkan bila tidak tahu.")
NO_NUMBER = [choice for choice in Person.NumberState.choices if choice[0] != Person.NumberState.KNOWN]


class LookBeforeRegisteringForm(forms.Form):
    """Whom is it about? Enough to find somebody who is recorded already."""

    name = LineField(label=_("Nama seperti pada kartu"), max_length=200, error_messages={"required": _("Tulis namanya, seperti pada kartu.")})
    national_number = NationalNumberField(label=_("NIK"), required=False)

    def __init__(self, *args: Any, viewer: User, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer, self.on = viewer, on
        self.fields["birth_date"] = PartialDateField(label=_("Tanggal lahir"), required=False, on=on, help_text=BIRTH_HINT)
        self.fields["village"] = self._village_field()
        self.fields["name"].widget.attrs["autofocus"] = True

    def _village_field(self) -> forms.Field:
        villages = queries.villages_within_reach(self.viewer)
        if villages is not None:
            return village_within(villages, label=_("Desa atau kelurahan"), error_messages={"required": _("Pilih desa atau kelurahannya.")})
        office = next(iter(queries.offices_to_register_at(self.viewer)), None)
        within = office.area_id or "" if office else ""
        return VillageField(label=_("Desa atau kelurahan"), required=False, within=within)

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
            name=known.get("name", ""), sex=known.get("sex", ""), birth=known.get("birth_date"),
            birth_place=known.get("birth_place", ""), national_number=known.get("national_number"),
            number_state="known" if known.get("national_number") else known.get("number_state") or "not_shown",
            area_code=village.code if village else None, address=known.get("address") or None, rt=known.get("rt", ""),
            rw=known.get("rw", ""), address_is_protected=known.get("address_is_protected", False),
        )

    def add_refusal(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal under the field it is about, or over the form."""
        field = FIELD_OF_REFUSAL.get(refusal.code)
        self.add_error(field if field in self.fields else None, sentence(refusal))

    def number_remarks(self) -> list[str]:
        """What is odd about the number, in words; never a reason not to go on."""
        return number_remarks(self.facts(), on=self.on)


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

    number_state = forms.ChoiceField(label=_("Bila NIK kosong"), choices=NO_NUMBER, required=False, widget=forms.RadioSelect)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Person.Sex.choices, widget=forms.RadioSelect, error_messages={"required": _("Pilih jenis kelaminnya.")})
    birth_place = LineField(label=_("Tempat lahir"), max_length=100, required=False)
    address = LineField(label=_("Alamat"), max_length=200, required=False, help_text=_("Jalan, kampung atau dusun, nomor rumah."))
    rt = forms.RegexField(label=_("RT"), regex=r"^[0-9]{1,3}$", required=False, error_messages={"invalid": _("RT berisi angka, paling banyak tiga.")})
    rw = forms.RegexField(label=_("RW"), regex=r"^[0-9]{1,3}$", required=False, error_messages={"invalid": _("RW berisi angka, paling banyak tiga.")})
    address_is_protected = forms.BooleanField(label=_("Lindungi alamat ini"), required=False, help_text=_("Di layar dan di surat yang tampil alamat kantor. Untuk orang yang terancam."))

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or self.cleaned_data
        if "national_number" in known and not known["national_number"] and not known.get("number_state"):
            self.add_error("number_state", sentence(Refusal("number_state_unfit")))
        return known


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
    phone = PhoneField(label=_("Nomor HP"), required=False)
    safety = forms.ChoiceField(label=_("Aman dihubungi?"), choices=Contact.Safety.choices, required=False, widget=forms.RadioSelect, initial="safe")
    rule = LineField(label=_("Kapan atau bagaimana aman dihubungi"), max_length=200, required=False)
    placement = forms.ChoiceField(label=_("Keluarga"), choices=PLACEMENTS, widget=forms.RadioSelect, initial="head", error_messages={"required": _("Pilih salah satu.")})
    family_number = FamilyNumberField(label=_("Nomor KK"), required=False, help_text=_("Kosongkan bila belum punya kartu keluarga."))
    relation = forms.ChoiceField(label=_("Hubungan dengan kepala keluarga"), required=False)

    def __init__(self, *args: Any, viewer: User, on: date, **options: Any) -> None:
        super().__init__(*args, viewer=viewer, on=on, **options)
        relations = labels("shdk", get_language() or "id")
        self.fields["relation"].choices = [("", ""), *((code, name) for code, name in relations.items() if code != HEAD)]
        self.offices = queries.offices_to_register_at(viewer)
        if len(self.offices) > 1:
            choices = [(str(office.pk), office.name) for office in self.offices]
            self.fields["office"] = forms.ChoiceField(label=_("Kantor"), choices=choices)

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if known.get("safety") == Contact.Safety.CAREFUL and known.get("phone") and not known.get("rule"):
            self.add_error("rule", sentence(Refusal("careful_needs_rule")))
        if known.get("placement") == "member" and not self.errors.get("family_number"):
            self._clean_membership(known)
        return known

    def _clean_membership(self, known: dict[str, Any]) -> None:
        if not known.get("relation"):
            self.add_error("relation", _("Pilih hubungannya dengan kepala keluarga."))
        if not known.get("family_number"):
            self.add_error("family_number", _("Tulis nomor KK keluarga yang dimasuki."))
        elif (family := self._family(known["family_number"])) is None:
            self.add_error("family_number", _("Belum ada keluarga dengan nomor KK ini. Daftarkan kepala keluarganya dahulu, atau pilih “Belum dicatat dengan keluarga”."))
        else:
            self.family = family

    def _family(self, number: str) -> Family | None:
        return queries.families_by_number(self.viewer, number).first()

    @property
    def office(self) -> Office:
        """The office whose file it becomes."""
        chosen = self.cleaned_data.get("office")
        return next((office for office in self.offices if str(office.pk) == chosen), self.offices[0])

    def act(self) -> dict[str, Any]:
        """What `services.register_person` is asked."""
        known = self.cleaned_data
        return {
            "id": known["id"], "facts": self.facts(), "office": self.office, "contact": self.contact(),
            "alias": known["alias"], "placement": self.family_placement(), "not_the_same_as": known["not_the_same_as"],
        }

    def contact(self) -> NewContact | None:
        """The phone, when there is one."""
        number = self.cleaned_data["phone"]
        return NewContact(number, self.cleaned_data["safety"] or "safe", self.cleaned_data["rule"]) if number else None

    def family_placement(self) -> NewFamily | JoinFamily | None:
        """Where the person belongs from today."""
        if self.cleaned_data["placement"] == "head":
            return NewFamily(self.cleaned_data["family_number"])
        return JoinFamily(self.family, self.cleaned_data["relation"]) if self.cleaned_data["placement"] == "member" else None


class CorrectPersonForm(PersonForm):
    """What is recorded now, to be changed. What is masked on the page stays masked here: an empty box keeps it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Mengapa diubah?"), choices=Person.ChangeReason.choices, widget=forms.RadioSelect, error_messages={"required": _("Pilih alasannya.")})
    note = LineField(label=_("Keterangan"), max_length=200, required=False)

    def __init__(self, *args: Any, person: Person, recorded: PersonFacts, village: str, may_move: bool, **options: Any) -> None:
        self.recorded = recorded
        options["initial"] = self._initial(person, village)
        super().__init__(*args, **options)
        if recorded.national_number:
            kept = (Person.NumberState.KNOWN.value, _("Tetap seperti tercatat"))
            self.fields["number_state"].choices = [kept, *NO_NUMBER]
            self.fields["national_number"].help_text = _("Tercatat %(number)s. Isi hanya bila berganti.") % {"number": mask(recorded.national_number)}
        if recorded.address_is_protected:
            self.fields["address"].help_text = _("Alamat dilindungi. Isi hanya bila berganti.")
        if not may_move:
            del self.fields["village"]

    def _initial(self, person: Person, village: str) -> dict[str, Any]:
        known = self.recorded
        shown = {
            "name": known.name, "sex": known.sex, "birth_place": known.birth_place, "birth_date": known.birth,
            "number_state": known.number_state, "address_is_protected": known.address_is_protected,
            "version": person.version,
        }
        if known.address_is_protected:
            return shown
        place = {"address": known.address, "rt": known.rt, "rw": known.rw}
        return shown | place | {"village": Village(known.area_code, village) if known.area_code else None}

    def act(self) -> dict[str, Any]:
        """What `services.correct_person` is asked."""
        known = self.cleaned_data
        return {"version": known["version"], "facts": self.facts(), "reason": known["reason"], "note": known["note"]}

    def facts(self) -> PersonFacts:
        """What would be recorded: what is typed, and what was masked and left empty."""
        typed, known = super().facts(), self.recorded
        number = typed.national_number
        if number is None and self.cleaned_data.get("number_state") == Person.NumberState.KNOWN:
            number = known.national_number
        hidden = known if known.address_is_protected else PersonFacts(name="")
        return replace(
            typed,
            national_number=number,
            number_state="known" if number else typed.number_state,
            area_code=(typed.area_code or hidden.area_code) if "village" in self.fields else known.area_code,
            address=typed.address or hidden.address,
            rt=typed.rt or hidden.rt,
            rw=typed.rw or hidden.rw,
        )
