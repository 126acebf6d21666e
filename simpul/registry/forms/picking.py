"""Choosing a person or a family that is recorded already: type a number or a name, then pick from what is found.

Works without script: the first sending finds, the second one chooses; script shows what is found while one types. A
whole number that only one has chooses at once. Nobody is ever chosen by a name alone: a question, not a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from simpul.directory.queries import label
from simpul.kit.ids import read_id
from simpul.kit.national_numbers import mask
from simpul.registry import queries, services
from simpul.registry.forms.find_person import how_in_words
from simpul.registry.rules.families import HEAD
from simpul.registry.rules.search import read_search
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Family, Person

MOST = 8
FEWEST_LETTERS = 3  # before anybody is looked for while one types
WHICH = "which"  # several are found, or one by name: not an error, a question


@dataclass(frozen=True)
class Chosen:
    """A person or a family, what tells them from others of that name, and why they cannot be chosen here."""

    row: Person | Family
    in_words: str
    note: str = ""
    obstacle: str = ""

    @property
    def pk(self) -> UUID:
        return self.row.pk

    def __str__(self) -> str:
        return self.in_words


class PickInput(forms.TextInput):
    """A box to search with, and what it found to choose from."""

    template_name = "registry/_pick_input.html"
    found: Sequence[Chosen] = ()
    is_asking = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was chosen, unless something else was typed since; else what was typed."""
        text, chosen = data.get(name, ""), data.get(f"{name}_chosen", "")
        return chosen if chosen and text == data.get(f"{name}_typed", text) else text

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = [value] if isinstance(value, Chosen) else list(self.found)
        if isinstance(value, Chosen):
            context["widget"]["value"] = value.in_words
        if self.is_asking:  # the answer to give is below
            context["widget"]["attrs"].pop("autofocus", None)
        typed = context["widget"]["value"] or ""
        return context | options(name, typed, found) | {"is_asking": self.is_asking}

    def format_value(self, value: Any) -> Any:
        return str(value) if value else None


def options(name: str, typed: str, found: Sequence[Chosen]) -> dict[str, Any]:
    """What `_pick_options.html` draws; the only one is chosen beforehand."""
    alone = found[0].pk if len(found) == 1 and not found[0].obstacle else None
    return {"name": name, "typed": typed, "found": found, "alone": alone}


class _PickField(forms.Field):
    widget = PickInput
    default_error_messages = {
        "required": _("Cari, lalu pilih."),
        WHICH: _("Pilih yang dimaksud di bawah ini."),
        "none": _("Yang ditemukan tidak dapat dipilih di sini; sebabnya tertulis di samping namanya."),
        "unknown": _("Tidak ditemukan di kantor dan wilayah Anda. Periksa nomornya, atau coba awal namanya saja."),
    }

    def __init__(self, *, viewer: User, on: date, **options: Any) -> None:
        super().__init__(**options)
        self.viewer, self.on = viewer, on
        self.widget.attrs |= {"autocomplete": "off", "maxlength": 100, "autofocus": True}

    def prepare_value(self, value: Any) -> Any:
        """An id that was chosen is shown as the words for it."""
        if (pk := read_id(str(value))) and (found := self.by_id(pk)):
            return found
        return value

    def to_python(self, value: Any) -> Chosen | None:
        if value in self.empty_values or isinstance(value, Chosen):
            return value or None
        if pk := read_id(str(value)):
            if (found := self.by_id(pk)) is None:
                raise self._error("unknown")
            if found.obstacle:
                raise forms.ValidationError(found.obstacle, code="none")
            return found
        return self._only_one(str(value)[:100])

    def _only_one(self, text: str) -> Chosen:
        found = self.widget.found = self.search(text)
        if not found:
            raise self._error("unknown")
        choosable = [one for one in found if not one.obstacle]
        if not choosable:
            raise self._error("none")
        if len(found) == 1 and _is_number(text):
            return choosable[0]
        self.widget.is_asking = True
        raise self._error(WHICH)

    def _error(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)

    def while_typing(self, text: str) -> Sequence[Chosen]:
        """What is found so far; half a number finds nothing, and that is no reason to say so yet."""
        try:
            return self.search(text[:100]) if len(text.strip()) >= FEWEST_LETTERS else ()
        except forms.ValidationError:
            return ()

    def by_id(self, pk: UUID) -> Chosen | None:
        raise NotImplementedError

    def search(self, text: str) -> Sequence[Chosen]:
        """Those found; a number that cannot be one is refused in words."""
        raise NotImplementedError


class PersonField(_PickField):
    """Somebody within reach, by NIK, phone or name; `obstacle` says why somebody cannot be the one."""

    def __init__(self, *, obstacle: Callable[[queries.PersonRow], Any] = lambda row: "", **options: Any) -> None:
        super().__init__(**options)
        self.obstacle = obstacle

    def by_id(self, pk: UUID) -> Chosen | None:
        return next(iter(self._words(queries.people_visible_to(self.viewer).filter(pk=pk, merged_into=None))), None)

    def search(self, text: str) -> Sequence[Chosen]:
        services.note_search(text=text, by=self.viewer)
        if remark := read_search(text, on=self.on).remark:
            raise forms.ValidationError(sentence(remark), code=remark.code)
        return self._in_words(queries.find_people(self.viewer, text, on=self.on).rows[:MOST])

    def _words(self, people: Any) -> list[Chosen]:
        return self._in_words(queries.rows_of(people))

    def _in_words(self, rows: Sequence[queries.PersonRow]) -> list[Chosen]:
        return [Chosen(row.person, person_in_words(row.person), note_on(row), str(self.obstacle(row))) for row in rows]


class FamilyField(_PickField):
    """A family within reach that has not ended, by the number of its card or the name of its head."""

    def __init__(self, *, obstacle: Callable[[queries.FamilyRow], Any] = lambda row: "", **options: Any) -> None:
        super().__init__(**options)
        self.obstacle = obstacle

    def by_id(self, pk: UUID) -> Chosen | None:
        families = queries.families_visible_to(self.viewer).filter(pk=pk, ended_on=None)
        return next(iter(self._words(queries.family_rows(list(families)))), None)

    def search(self, text: str) -> Sequence[Chosen]:
        services.note_search(text=text, by=self.viewer)
        found = queries.find_families(self.viewer, text=text, on=self.on, limit=MOST)
        if found.remark:
            raise forms.ValidationError(sentence(found.remark), code=found.remark.code)
        return self._words([row for row in found.rows if row.family.ended_on is None])

    def _words(self, rows: Sequence[queries.FamilyRow]) -> list[Chosen]:
        return [Chosen(row.family, *family_in_words(row), str(self.obstacle(row))) for row in rows]


class PickForm(forms.Form):
    """A form on which somebody is looked for."""

    is_asking = False

    def full_clean(self) -> None:
        """What is found is asked about calmly: it is no error of the form, which only is not complete yet."""
        super().full_clean()
        errors = self._errors.as_data() if self._errors else {}
        asking = [name for name, found in errors.items() if any(error.code == WHICH for error in found)]
        for name in asking:
            del self._errors[name]
        self.is_asking = bool(asking)

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_asking

    def suggestions(self) -> dict[str, Any] | None:
        """What is found for the box in which somebody is typing, when this is all that was asked."""
        name = self.data.get("suggest", "") if self.is_bound else ""
        field = self.fields.get(name)
        if not isinstance(field, _PickField):
            return None
        text = self.data.get(name, "")
        return options(name, text, field.while_typing(text)) | {"id": self[name].id_for_label}


def person_in_words(person: Person) -> str:
    """Aminah (1968)."""
    return f"{person.name} ({person.birth_date.year})" if person.birth_date else person.name


def note_on(row: queries.PersonRow) -> str:
    """NIK ••••1234 · Desa Ciwidey · Anak · Udin: enough to tell two people of one name apart."""
    number = f"NIK {mask(str(row.person.national_number))}" if row.person.national_number else ""
    relation = label("shdk", row.relation, get_language() or "id") if row.relation else ""
    head = row.head if row.relation != HEAD else ""
    return " · ".join(filter(None, [how_in_words(row.how), number, row.village, relation, head]))


def family_in_words(row: queries.FamilyRow) -> tuple[str, str]:
    """The head's name; the masked number of the card and the village."""
    number = f"KK {mask(str(row.number.number))}" if row.number else str(_("tanpa nomor KK"))
    note = " · ".join(filter(None, [number, "" if row.hides_place else row.area_in_words]))
    return (row.head.name if row.head else "–", note)


def _is_number(text: str) -> bool:
    return any(character.isdigit() for character in text)
