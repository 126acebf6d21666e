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
from simpul.registry.forms.fields import AreaField, LineField, Village, village_within
from simpul.registry.forms.sealed import opened_text, sealed_text
from simpul.registry.queries import Filters
from simpul.registry.queries.choices import Sex
from simpul.registry.rules.search import How, Search

if TYPE_CHECKING:
    from simpul.accounts.models import User


LATELY = ("today", "week", "month")
OTHERWISE = {How.SOUND: _("bunyinya mirip"), How.SLIP: _("mungkin salah ketik")}


class FindPersonForm(forms.Form):
    """One box for numbers and names, and what narrows the search."""

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
    around = forms.BooleanField(label=_("Boleh setahun sebelum atau sesudahnya"), required=False)
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=[("", _("Semua")), *Sex.choices], required=False)
    registered = forms.ChoiceField(
        label=_("Didaftarkan"),
        choices=[
            ("", _("Kapan saja")), ("today", _("Hari ini oleh saya")), ("week", _("Tujuh hari terakhir")),
            ("month", _("Tiga puluh hari terakhir")),
        ],
        required=False,
    )  # fmt: skip
    without_number = forms.BooleanField(label=_("Hanya yang tanpa NIK"), required=False)

    def __init__(self, *args: Any, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        villages = queries.villages_within_reach(viewer)
        label = _("Desa, kelurahan atau kecamatan")
        self.fields["village"] = (
            village_within(villages, label=label, required=False)
            if villages
            else AreaField(label=label, required=False)
        )
        self.order_fields(["text", "village", "birth_year", "around", "sex", "registered", "without_number"])
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
            "around": "1" if known["around"] else "",
            "sex": known["sex"],
            "registered": known["registered"],
            "without_number": "1" if known["without_number"] else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})


def from_address(address: QueryDict, viewer: User) -> tuple[str, Filters]:
    """The text and the filters of an address; what is not readable narrows nothing."""
    village, year, sex = address.get("village", ""), address.get("birth_year", ""), address.get("sex", "")
    return opened_text(address.get("search", ""), viewer), Filters(
        area=village if is_area_code(village) else "",
        birth_year=int(year) if year.isascii() and year.isdigit() and 1850 <= int(year[:5]) <= 2150 else None,
        years_around=int(address.get("around") == "1"),
        sex=sex if sex in Sex.values else "",
        without_number=address.get("without_number") == "1",
        registered=address.get("registered", "") if address.get("registered") in LATELY else "",
    )


def shown_in_form(text: str, filters: Filters) -> dict[str, Any]:
    """The same, as the form shows it."""
    village = Village(filters.area, path_in_words(filters.area)) if filters.area else None
    return {
        "text": text, "village": village, "birth_year": filters.birth_year, "around": bool(filters.years_around),
        "sex": filters.sex, "registered": filters.registered, "without_number": filters.without_number,
    }  # fmt: skip


def how_in_words(how: How) -> str:
    """How somebody was found whose name is written otherwise; nothing for whom it is not."""
    return str(OTHERWISE.get(how, ""))


def advice(search: Search, *, may_register: bool) -> str:
    """What to try when nobody was found."""
    if search.words:
        tried = _("Ejaan lain dan salah ketik sudah dicoba. Periksa namanya, atau coba awalnya saja.")
    else:
        tried = _("Periksa lagi angkanya pada kartu.")
    # On a line of its own: words inside an f-string are not collected.
    register = _("Bila memang belum tercatat, daftarkan.")
    return f"{tried} {register}" if may_register else str(tried)


def after_in_address(address: QueryDict) -> UUID | None:
    """After whom the page begins."""
    try:
        return UUID(address.get("after", ""))
    except ValueError:
        return None
