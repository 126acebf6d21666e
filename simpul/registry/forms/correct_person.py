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

if TYPE_CHECKING:
    from simpul.registry.models import Person


class CorrectPersonForm(PersonForm):
    """What is recorded now, to be changed. What is masked on the page stays masked here: an empty box keeps it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
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
        self.recorded, self.hides_place = recorded, hides_place
        options["initial"] = self._initial(person, village)
        super().__init__(*args, **options)
        if recorded.national_number:
            kept = (NumberState.KNOWN.value, _("Tetap seperti tercatat"))
            self.fields["number_state"].choices = [kept, *NO_NUMBER]
            self.fields["national_number"].help_text = _("Tercatat %(number)s. Isi hanya bila berganti.") % {
                "number": mask(recorded.national_number)
            }
        if hides_place:
            self.fields["address"].help_text = _("Alamat dilindungi. Isi hanya bila berganti.")
        if not may_move:
            del self.fields["village"]

    def _initial(self, person: Person, village: str) -> dict[str, Any]:
        known = self.recorded
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
        return shown | place | {"village": Village(known.area_code, village) if known.area_code else None}

    def act(self) -> dict[str, Any]:
        """What `services.correct_person` is asked."""
        known = self.cleaned_data
        return {"version": known["version"], "facts": self.facts(), "reason": known["reason"], "note": known["note"]}

    def facts(self) -> PersonFacts:
        """What would be recorded: what is typed, and what was masked and left empty."""
        typed, known = super().facts(), self.recorded
        number = typed.national_number
        if number is None and self.cleaned_data.get("number_state") == NumberState.KNOWN:
            number = known.national_number
        facts = replace(typed, national_number=number, number_state="known" if number else typed.number_state)
        if self.hides_place:
            facts = facts.with_place_of(known)
        return facts if "village" in self.fields else replace(facts, area_code=known.area_code)
