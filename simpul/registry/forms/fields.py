"""Fields of the registry's forms: names, partial dates, numbers read with doubts, villages."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.directory import queries as directory
from simpul.directory.rules.areas import DISTRICT, VILLAGE, is_area_code
from simpul.kit.birth_dates import BirthDate, in_two_centuries, read_birth_date
from simpul.kit.national_numbers import NumberRemark, Reading, read_family_number, read_nik
from simpul.kit.phones import PhoneReading, PhoneRemark, read_phone
from simpul.kit.texts import normalise
from simpul.ui.sentences import sentence

NOTHING_TYPED = (NumberRemark.MISSING, PhoneRemark.MISSING)


class LineField(forms.CharField):
    """One line of text without unseen characters; too long is said with both lengths."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        messages = {
            "required": _("Isian ini perlu diisi."),
            "max_length": _("Paling banyak %(limit_value)d huruf; ini %(show_value)d."),
        }
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(max_length=max_length, **options)
        self.widget.attrs.setdefault("autocomplete", "off")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No browser cuts off what is pasted: what is too long is said."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        return normalise(str(value)) if value not in self.empty_values else ""


class PartialDateField(forms.Field):
    """A date as far as it is known, in one box: 17-8-1990, Agustus 1990, 1990."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40})
    width = "short"
    default_error_messages = {
        "required": _("Tulis tanggalnya, atau tahunnya saja."),
        "invalid": _(
            "Tanggal ini tidak ada di kalender, atau tidak terbaca. Tulis seperti 17-8-1990, Agustus 1990 atau 1990."
        ),
        "century": _("Tahun %(earlier)s atau %(later)s? Tulis tahunnya dengan empat angka."),
    }

    def __init__(self, *, on: date | None = None, asks_century: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.on, self.asks_century = on, asks_century

    def to_python(self, value: Any) -> BirthDate | None:
        if value in self.empty_values or isinstance(value, BirthDate):
            return value or None
        read = read_birth_date(str(value), on=self.on or date.max)
        if read is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if self.asks_century and (both := in_two_centuries(str(value), on=self.on or date.max)):
            years = {"earlier": both[0].date.year, "later": both[1].date.year}
            raise forms.ValidationError(self.error_messages["century"] % years, code="century")
        return read

    def prepare_value(self, value: Any) -> Any:
        """The way it would be typed."""
        if not isinstance(value, BirthDate):
            return value
        year, month, day = value.pieces
        return "-".join(str(piece) for piece in (day, month, year) if piece)


class _ReadField(forms.CharField):
    """A number that is read, not checked: what is odd about it is said and never refused."""

    no_number: Any = _("Ini bukan nomor. Tulis 16 angkanya, seperti pada kartu.")

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.widget.attrs |= {"autocomplete": "off", "inputmode": "tel"}

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def clean(self, value: Any) -> str | None:
        text = super().clean(value)
        if not text:
            return None
        reading = self.read(text)
        if reading.number is None:
            if reading.warnings[0].code in NOTHING_TYPED:  # but something was
                raise forms.ValidationError(self.no_number, code="unreadable")
            raise forms.ValidationError([sentence(remark) for remark in reading.warnings], code="unreadable")
        return str(reading.number)


class NationalNumberField(_ReadField):
    """A NIK."""

    def read(self, text: str) -> Reading:
        return read_nik(text, on=date.max, is_known_area=is_known_district)


class FamilyNumberField(_ReadField):
    """The number of a family card."""

    def read(self, text: str) -> Reading:
        return read_family_number(text, on=date.max, is_known_area=is_known_district)


class PhoneField(_ReadField):
    """A phone number in any spelling."""

    no_number = _("Nomor HP ini tidak terbaca. Tulis seperti 0812-3456-7890.")

    def read(self, text: str) -> PhoneReading:
        return read_phone(text)


def is_known_district(code: str) -> bool:
    """Whether a district with this code is, or was: numbers keep the code of the first registration for ever."""
    return directory.area(code) is not None or bool(directory.successors(code))


@dataclass(frozen=True)
class Village:
    """A village, and its name with those of the areas around it."""

    code: str
    in_words: str

    def __str__(self) -> str:
        return self.in_words


class VillageInput(forms.TextInput):
    """A box for a village's name, and the villages that it finds to choose from; script only makes it quicker."""

    template_name = "registry/_village_input.html"
    found: list[directory.FoundArea] = []
    within = ""
    level: int | None = VILLAGE

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The village chosen, unless another name was typed since; else what was typed."""
        text, chosen = data.get(name, ""), data.get(f"{name}_code", "")
        if chosen and (not text or directory.find_areas(text, within=chosen, level=self.level, limit=1)):
            return chosen
        return text

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        code = value.code if isinstance(value, Village) else value
        if code and (words := directory.path_in_words(code)):
            context["widget"]["value"] = words
            context["found"] = [directory.FoundArea(code, "", VILLAGE, words)]
            context["chosen"] = code
        else:
            context["found"] = self.found
        return context


class AreaInput(VillageInput):
    """The same for any area."""

    level = None


class VillageField(forms.Field):
    """A village by its name, first in the office's own area, then anywhere in Indonesia."""

    widget = VillageInput
    default_error_messages = {
        "required": _("Pilih desa atau kelurahannya."),
        "unknown": _("Tidak ada desa atau kelurahan dengan nama ini. Coba tulis awal namanya saja, lalu kecamatannya."),
        "several": _("Beberapa wilayah bernama seperti ini. Pilih salah satu di bawah."),
    }

    def __init__(self, *, within: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.within = within
        self.widget.attrs |= {"autocomplete": "off", "maxlength": 100}

    def prepare_value(self, value: Any) -> Any:
        """The code: the box finds the words for it."""
        return value.code if isinstance(value, Village) else value

    def to_python(self, value: Any) -> Village | None:
        if value in self.empty_values or isinstance(value, Village):
            return value or None
        found = self.found(str(value))
        if len(found) == 1:
            return Village(found[0].code, found[0].in_words)
        self.widget.found = found
        code = "several" if found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code)

    def found(self, text: str) -> list[directory.FoundArea]:
        """Those that this may be the name of."""
        return find_villages(text, within=self.within)


class AreaField(VillageField):
    """The same, or a district with all its villages: where a search is narrowed, not where somebody lives."""

    widget = AreaInput

    def found(self, text: str) -> list[directory.FoundArea]:
        words = normalise(text)[:100]
        if is_area_code(words) and (chosen := directory.path_in_words(words)):
            return [directory.FoundArea(words, "", DISTRICT, chosen)]
        return [*directory.find_areas(words, within=self.within, level=DISTRICT, limit=4), *super().found(text)][:8]


def find_villages(text: str, *, within: str) -> list[directory.FoundArea]:
    """At most eight villages for what was typed; those of the office's area before all others."""
    text = normalise(text)[:100]
    near = directory.find_areas(text, within=within, level=VILLAGE, limit=8)
    return near or (directory.find_areas(text, level=VILLAGE, limit=8) if within else [])


class _VillageChoice(forms.TypedChoiceField):
    """A choice among a few villages."""

    def prepare_value(self, value: Any) -> Any:
        """The code, as among the choices."""
        return value.code if isinstance(value, Village) else value


def village_within(villages: dict[str, str], **options: Any) -> forms.TypedChoiceField:
    """The choice of who is limited to some villages: a list of just these."""
    choices = [*([("", "")] if len(villages) > 1 else []), *villages.items()]
    return _VillageChoice(
        choices=choices, coerce=lambda code: Village(code, villages[code]), empty_value=None, **options
    )


class IdsField(forms.Field):
    """Ids that a page carries along unseen; what is no id is left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        return [found for text in value or [] for part in str(text).split(",") if (found := _uuid(part))]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
