"""Fields of the desk's forms: lines of text, and areas by their code or name."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.directory.queries import area as find_area
from simpul.directory.queries import find_areas, path_in_words
from simpul.directory.rules.areas import name_key
from simpul.kit.refusals import Refusal
from simpul.kit.texts import normalise
from simpul.ui.sentences import sentence

MOST_AREAS = 50
_CODE_FIRST = re.compile(r"(\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?)(?![\d.])", re.ASCII)


class LinesField(forms.CharField):
    """Lines of text, each without unseen characters, empty ones left out."""

    widget = forms.Textarea

    def __init__(self, *, most: int, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.most, self.longest = most, longest
        self.widget.attrs |= {"rows": min(most, 5), "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        lines = [normalise(line) for line in super().to_python(value).splitlines()]
        return "\n".join(line for line in lines if line)

    def validate(self, value: str) -> None:
        super().validate(value)
        lines = value.splitlines()
        if len(lines) > self.most:
            message = _("Paling banyak %(limit)d baris; ini %(found)d.")
            raise forms.ValidationError(message, params={"limit": self.most, "found": len(lines)})
        if long := next((line for line in lines if len(line) > self.longest), None):
            message = _("Baris “%(start)s…” terlalu panjang. Paling banyak %(limit)d huruf sebaris.")
            raise forms.ValidationError(message, params={"start": long[:20], "limit": self.longest})


class AreaField(forms.Field):
    """An area by its code, or by a name that only one area has; several are named, to choose from."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 200})
    default_error_messages = {"required": _("Tulis kode atau nama wilayahnya.")}

    def to_python(self, value: Any) -> Any:
        text = normalise(str(value)[:200]) if value not in self.empty_values else ""
        if not text:
            return None
        if code := _CODE_FIRST.match(text):
            unknown = Refusal("unknown_area", {"code": code[1]})
            return find_area(code[1]) or self._refuse(sentence(unknown, of="directory"))
        found = find_areas(text, limit=6)
        # Kota Cimahi finds its districts, too, but only one area bears the whole name.
        named = [area for area in found if name_key(area.name) == name_key(text)] or found
        if len(named) == 1:
            return find_area(named[0].code)
        if not found:
            self._refuse(_("Tidak ada wilayah bernama itu. Tulis kodenya, atau cari di halaman Wilayah."))
        choices = "; ".join(f"{area.code} {area.in_words}" for area in named[:5])
        self._refuse(_("Ada beberapa. Tulis kodenya: %(areas)s.") % {"areas": choices})

    def prepare_value(self, value: Any) -> Any:
        """The code first, so that it is read again, and the words behind it."""
        return f"{value.code} {path_in_words(value.code) or value.name}" if hasattr(value, "code") else value

    def _refuse(self, message: Any) -> None:
        raise forms.ValidationError(message, code="unknown_area")


class AreasField(forms.Field):
    """Several areas, one a line, each by its code or by a name that only one area has."""

    widget = forms.Textarea(attrs={"autocomplete": "off", "rows": 3, "maxlength": 10_000})
    default_error_messages = {"required": _("Tulis kode atau nama wilayahnya.")}

    def to_python(self, value: Any) -> list[Any]:
        lines = str(value or "").replace(";", "\n").splitlines()
        if len(lines) > MOST_AREAS:
            raise forms.ValidationError(_("Paling banyak %(limit)d wilayah sekaligus."), params={"limit": MOST_AREAS})
        return [area for line in lines if (area := AreaField(required=False).to_python(line))]
