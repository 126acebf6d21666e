"""Choosing a person or a family that is recorded already: type a number or a name, then pick from what is found.

Works without script: the first sending finds, the second one chooses. Nobody is ever chosen by a name alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.kit.national_numbers import mask
from simpul.registry import queries, services
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Family, Person

MOST = 8


@dataclass(frozen=True)
class Chosen:
    """A person or a family, and the words by which a reader knows them."""

    row: Person | Family
    in_words: str

    @property
    def pk(self) -> UUID:
        return self.row.pk

    def __str__(self) -> str:
        return self.in_words


class PickInput(forms.TextInput):
    """A box to search with, and what it found to choose from."""

    template_name = "registry/_pick_input.html"
    found: Sequence[Chosen] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was chosen, unless something else was typed since; else what was typed."""
        text, chosen = data.get(name, ""), data.get(f"{name}_chosen", "")
        return chosen if chosen and text == data.get(f"{name}_typed", text) else text

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if isinstance(value, Chosen):
            context["widget"]["value"], found = value.in_words, [value]
        else:
            found = list(self.found)
        if len(found) == 1 and _uuid(str(value)) == found[0].pk:
            context["widget"]["value"] = found[0].in_words
        return context | {"found": found, "typed": context["widget"]["value"]}

    def format_value(self, value: Any) -> Any:
        return str(value) if value else None


class _PickField(forms.Field):
    widget = PickInput
    default_error_messages = {
        "required": _("Cari, lalu pilih."),
        "choose": _("Pilih yang dimaksud di bawah ini."),
        "unknown": _("Tidak ditemukan di kantor dan wilayah Anda. Periksa nomornya, atau coba awal namanya saja."),
    }

    def __init__(self, *, viewer: User, on: date, **options: Any) -> None:
        super().__init__(**options)
        self.viewer, self.on = viewer, on
        self.widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def prepare_value(self, value: Any) -> Any:
        """An id that was chosen is shown as the words for it."""
        if (pk := _uuid(str(value))) and (row := self.by_id(pk)):
            return self.words([row])[0]
        return value

    def to_python(self, value: Any) -> Chosen | None:
        if value in self.empty_values or isinstance(value, Chosen):
            return value or None
        if pk := _uuid(str(value)):
            if row := self.by_id(pk):
                return self.words([row])[0]
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        self.widget.found = self.words(self.search(str(value)[:100]))
        code = "choose" if self.widget.found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code)

    def by_id(self, pk: UUID) -> Any:
        raise NotImplementedError

    def search(self, text: str) -> Sequence[Any]:
        raise NotImplementedError

    def words(self, rows: Sequence[Any]) -> list[Chosen]:
        raise NotImplementedError


class PersonField(_PickField):
    """Somebody within reach, by NIK, phone or name."""

    def by_id(self, pk: UUID) -> Person | None:
        return queries.people_visible_to(self.viewer).filter(pk=pk, merged_into=None).first()

    def search(self, text: str) -> Sequence[Person]:
        services.note_search(text=text, by=self.viewer)
        return list(queries.search_visible_to(self.viewer, text).filter(merged_into=None)[:MOST])

    def words(self, rows: Sequence[Person]) -> list[Chosen]:
        return [Chosen(row, person_in_words(row)) for row in rows]


class FamilyField(_PickField):
    """A family within reach that has not ended, by the number of its card or the name of its head."""

    def by_id(self, pk: UUID) -> Family | None:
        return queries.families_visible_to(self.viewer).filter(pk=pk, ended_on=None).first()

    def search(self, text: str) -> Sequence[Family]:
        services.note_search(text=text, by=self.viewer)
        found = queries.find_families(self.viewer, text=text, on=self.on, limit=MOST)
        if found.remark:
            raise forms.ValidationError(sentence(found.remark), code=found.remark.code)
        return [row.family for row in found.rows if row.family.ended_on is None]

    def words(self, rows: Sequence[Family]) -> list[Chosen]:
        return [Chosen(row.family, family_in_words(row)) for row in queries.family_rows(rows)]


def person_in_words(person: Person) -> str:
    """Aminah (1968), NIK ••••1234: enough to tell two people of one name apart."""
    year = f" ({person.birth_date.year})" if person.birth_date else ""
    return f"{person.name}{year}" + (f" · NIK {mask(str(person.national_number))}" if person.national_number else "")


def family_in_words(row: queries.FamilyRow) -> str:
    """The head's name, the masked number of the card, and the village."""
    hides = row.hides_place
    number = f"KK {mask(str(row.number.number))}" if row.number else str(_("tanpa nomor KK"))
    return " · ".join(filter(None, [row.head.name if row.head else "–", number, "" if hides else row.area_in_words]))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
