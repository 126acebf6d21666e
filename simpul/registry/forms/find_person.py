"""The search box and its filters, and how a search stands in an address: sealed, so that no name is left in a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from simpul.directory.queries import path_in_words
from simpul.directory.rules.areas import is_area_code
from simpul.registry import queries
from simpul.registry.forms.fields import LineField, Village, VillageField, village_within
from simpul.registry.forms.sealed import opened_text, sealed_text
from simpul.registry.queries import Filters
from simpul.registry.queries.choices import Sex

if TYPE_CHECKING:
    from simpul.accounts.models import User


class FindPersonForm(forms.Form):
    """One box for numbers and names, and three filters."""

    text = LineField(label=_("NIK, nomor KK, HP atau nama"), max_length=200, required=False)
    birth_year = forms.IntegerField(
        label=_("Tahun lahir"),
        required=False,
        min_value=1850,
        max_value=2150,
        error_messages={
            "invalid": _("Tulis tahun dengan empat angka."),
            "min_value": _("Tulis tahun dengan empat angka."),
            "max_value": _("Tulis tahun dengan empat angka."),
        },
    )
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", _("Semua")), *Sex.choices], required=False)

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        villages = queries.villages_within_reach(viewer)
        label = _("Desa atau kelurahan")
        self.fields["village"] = (
            village_within(villages, label=label, required=False)
            if villages
            else VillageField(label=label, required=False)
        )
        self.order_fields(["text", "village", "birth_year", "sex"])
        self.fields["text"].widget.attrs |= {
            "autofocus": True,
            "enterkeyhint": "search",
            "class": "form-control",
            "aria-describedby": "id_text_helptext",
        }

    def in_address(self) -> str:
        """What this search looks like in an address; only whoever typed it can open it again."""
        known = self.cleaned_data
        village: Village | None = known["village"]
        parts = {
            "search": sealed_text(known["text"], self.viewer),
            "village": village.code if village else "",
            "birth_year": known["birth_year"],
            "sex": known["sex"],
        }
        return urlencode({name: value for name, value in parts.items() if value})


def from_address(address: QueryDict, viewer: User) -> tuple[str, Filters]:
    """The text and the filters of an address; what is not readable narrows nothing."""
    village, year, sex = address.get("village", ""), address.get("birth_year", ""), address.get("sex", "")
    return opened_text(address.get("search", ""), viewer), Filters(
        area=village if is_area_code(village) else "",
        birth_year=int(year) if year.isascii() and year.isdigit() and 1850 <= int(year[:5]) <= 2150 else None,
        sex=sex if sex in Sex.values else "",
        registered=address.get("registered", "") if address.get("registered") in ("today", "week") else "",
    )


def shown_in_form(text: str, filters: Filters) -> dict[str, Any]:
    """The same, as the form shows it."""
    village = Village(filters.area, path_in_words(filters.area)) if filters.area else None
    return {"text": text, "village": village, "birth_year": filters.birth_year, "sex": filters.sex}


def after_in_address(address: QueryDict) -> UUID | None:
    """After whom the page begins."""
    try:
        return UUID(address.get("after", ""))
    except ValueError:
        return None
