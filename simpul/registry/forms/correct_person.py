"""Correcting what is recorded of a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.kit.national_numbers import mask
from simpul.registry.forms.fields import LineField, Village
from simpul.registry.forms.people import NO_NUMBER, PersonForm
from simpul.registry.queries.choices import CORRECTION_REASONS, NumberState
from simpul.registry.rules.people import PersonFacts
from simpul.ui.stale import VersionedForm

if TYPE_CHECKING:
    from simpul.registry.models import Person


class CorrectPersonForm(VersionedForm, PersonForm):
    """What is recorded now, to be changed. What is masked on the page stays masked here: an empty box keeps it."""

    reason = forms.ChoiceField(
        label=_("Mengapa diubah?"),
        choices=CORRECTION_REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasannya.")},
    )
    note = LineField(label=_("Keterangan"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        person: Person,
        recorded: PersonFacts,
        village: str,
        hides_place: bool,
        may_move: bool,
        **options: Any,
    ) -> None:
        self.known, self.hides_place = recorded, hides_place
        self._village = Village(recorded.area_code, village) if recorded.area_code else None
        options["initial"] = self._initial(person)
        super().__init__(*args, **options)
        if recorded.national_number or self._is_stale(person):
            kept = (NumberState.KNOWN.value, _("Tetap seperti tercatat"))
            self.fields["number_state"].choices = [kept, *NO_NUMBER]
        if recorded.national_number:
            self.fields["national_number"].help_text = _("Tercatat %(number)s. Isi hanya bila berganti.") % {
                "number": mask(recorded.national_number)
            }
        if hides_place:
            self.fields["address"].help_text = _("Alamat dilindungi. Isi hanya bila berganti.")
        if not may_move:
            del self.fields["village"]

    def _is_stale(self, person: Person) -> bool:
        """Whether somebody saved since the form was opened: what it offered then is still an answer."""
        return self.is_bound and str(self.data.get("version", "")).partition(":")[0] != str(person.version)

    def _initial(self, person: Person) -> dict[str, Any]:
        known = self.known
        shown = {
            "name": known.name,
            "sex": known.sex,
            "birth_place": known.birth_place,
            "birth_date": known.birth,
            "number_state": known.number_state,
            "address_is_protected": known.address_is_protected,
            "version": person.version,
        }
        if self.hides_place:
            return shown
        place = {"address": known.address, "rt": known.rt, "rw": known.rw}
        return shown | place | {"village": self._village}

    def recorded(self) -> dict[str, Any]:
        """Every fact, the masked ones too: a colleague's new number must not be lost because nobody saw it."""
        known = self.known
        return {
            "name": known.name,
            "sex": known.sex,
            "birth_place": known.birth_place,
            "birth_date": known.birth,
            "national_number": known.national_number,
            "number_state": f"{known.number_state} {known.national_number or ''}",  # “as recorded” means this number
            "address_is_protected": known.address_is_protected,
            "village": self._village,
            "address": known.address,
            "rt": known.rt,
            "rw": known.rw,
        }

    def kept(self, name: str) -> Any:
        """What is masked stays as it is when its box is left empty."""
        return self.initial.get(name)

    def recorded_in_words(self, name: str, value: Any) -> str:
        """Numbers masked, a protected place not at all."""
        if name == "number_state":
            return str(NumberState(self.known.number_state).label)
        if name == "national_number" and value:
            return mask(value)
        if self.hides_place and name in ("village", "address", "rt", "rw"):
            return str(_("dilindungi"))
        return super().recorded_in_words(name, value)

    def act(self) -> dict[str, Any]:
        """What `services.correct_person` is asked."""
        known = self.cleaned_data
        return {"version": known["version"], "facts": self.facts(), "reason": known["reason"], "note": known["note"]}

    def facts(self) -> PersonFacts:
        """What would be recorded: what is typed, and what was masked and left empty."""
        typed, known = super().facts(), self.known
        number = typed.national_number
        if number is None and self.cleaned_data.get("number_state") == NumberState.KNOWN:
            number = known.national_number
        facts = replace(typed, national_number=number, number_state="known" if number else typed.number_state)
        if self.hides_place:
            facts = facts.with_place_of(known)
        return facts if "village" in self.fields else replace(facts, area_code=known.area_code)
