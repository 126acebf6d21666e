"""A list that is typed: what it is called and its picture, then its rows in a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from simpul.lists.forms.receive import LARGEST, SentListForm
from simpul.lists.forms.words import FIELDS, SHORT
from simpul.lists.rules import typed
from simpul.lists.rules.fields import Field
from simpul.lists.rules.typed import COLUMNS, TypedRow

if TYPE_CHECKING:
    from simpul.lists.models import IncomingList

_FIGURES = {Field.NATIONAL_NUMBER, Field.FAMILY_NUMBER, Field.RT, Field.RW}
_LIKE = {
    Field.BIRTH_DATE: "17-08-1974",
    Field.SEX: _("L atau P"),
    Field.RELATION: _("kepala, istri, anak"),
    Field.FAMILY_NUMBER: _("sekali sekeluarga"),
}


class PagesInput(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class PagesField(forms.FileField):
    """The pages of a list in the order of their names, as cameras and scanners number them."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that were sent; one that holds nothing is refused."""
        sent = [super(PagesField, self).clean(one, initial) for one in data or ()]
        return sorted((one for one in sent if one), key=lambda one: str(one.name).casefold())


class StartTypingForm(SentListForm):
    """What stands on the paper, and its picture where there is one."""

    name = forms.CharField(
        label=_("Nama daftar"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Misalnya judul di kertasnya: Usulan bantuan RW 03, November 2026."),
    )
    pages = PagesField(
        label=_("Foto atau hasil pindai"),
        required=False,
        widget=PagesInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        help_text=_(
            "JPEG, PNG atau PDF; beberapa foto boleh dipilih sekaligus, semuanya paling banyak 12 halaman. Tersimpan"
            " terkunci, tanpa tempat dan waktu pemotretan. Boleh kosong bila kertasnya di meja Anda."
        ),
    )

    def act(self) -> dict[str, Any]:
        """What the service takes."""
        told = self.cleaned_data
        return {
            "id": told["id"],
            "name": told["name"],
            "pages": [page.read(LARGEST + 1) for page in told["pages"]],
            "village": told.get("village") or None,
        }


class TypeRowsForm(forms.Form):
    """Which version of the rows was seen, and the cells column by column."""

    data: QueryDict
    version = forms.IntegerField()
    act = forms.ChoiceField(choices=[(one, one) for one in ("save", "more", "finish")])

    def rows(self) -> list[TypedRow]:
        """The rows in which something stands."""
        return typed.typed_rows({field: self.data.getlist(field.value) for field in COLUMNS})

    def rows_shown(self) -> int:
        """How many rows the grid had, empty ones too."""
        return len(self.data.getlist(Field.NAME.value))


@dataclass(frozen=True)
class Column:
    """A column of the grid."""

    field: str
    label: Any
    words: Any  # in full, for who hears the page
    like: Any
    is_figures: bool


@dataclass(frozen=True)
class GridRow:
    """A row of the grid: its number, each column with what stands there."""

    number: int
    cells: Sequence[tuple[Column, str]]
    is_next: bool  # the first empty one: where typing goes on


def columns_of(incoming: IncomingList) -> list[Column]:
    """The columns that this list has."""
    fields = [field for field in COLUMNS if field is not Field.VILLAGE or not incoming.village_id]
    return [
        Column(field.value, _label(field), FIELDS[field], _LIKE.get(field, ""), field in _FIGURES) for field in fields
    ]


def _label(field: Field) -> Any:
    return FIELDS[field] if field in (Field.BIRTH_DATE, Field.FAMILY_NUMBER) else SHORT[field]


def grid(incoming: IncomingList, rows: Sequence[TypedRow], *, asked: int = 0) -> dict[str, Any]:
    """The grid with these rows and empty ones below."""
    columns = columns_of(incoming)
    count = typed.rows_to_show(len(rows), asked)
    empty = ("",) * len(COLUMNS)
    return {
        "columns": columns,
        "rows": [
            GridRow(place + 1, list(zip(columns, row, strict=False)), place == len(rows))
            for place, row in enumerate([*rows, *[empty] * (count - len(rows))])
        ],
        "typed": len(rows),
        "may_have_more": count < typed.MOST_ROWS,
        "limit": typed.MOST_ROWS,
        "longest": typed.LONGEST,
    }
