"""Shape and wording of what is written about an office, and of its letterhead."""

import base64
import re
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from simpul.desk.queries.offices import KINDS, PAPERS, ZONES
from simpul.directory.queries import area as find_area
from simpul.directory.queries import find_areas, path_in_words
from simpul.directory.rules.areas import name_key
from simpul.files.engine import LARGEST_UPLOAD, Picture
from simpul.files.services import FileRefused, redraw_picture
from simpul.kit.refusals import Refusal
from simpul.kit.texts import normalise
from simpul.registry.forms.fields import LineField
from simpul.ui.fields import DayField
from simpul.ui.sentences import sentence

MOST_LINES, LONGEST_LINE = 8, 90
_CODE_FIRST = re.compile(r"(\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?)(?![\d.])", re.ASCII)
_LOGO = signing.Signer(salt="simpul.desk.logo")


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


class ChangeOfficeForm(forms.Form):
    """What papers and colleagues need to know of an office. Its code stays."""

    name = LineField(max_length=200, label=_("Nama kantor"))
    kind = forms.ChoiceField(label=_("Jenis"), choices=tuple(KINDS.items()))
    area = AreaField(label=_("Wilayah"), required=False, help_text=_("Kode, misalnya 32.04, atau namanya."))
    time_zone = forms.ChoiceField(label=_("Zona waktu"), choices=tuple(ZONES.items()), widget=forms.RadioSelect)
    address = LinesField(most=4, longest=120, label=_("Alamat"), required=False)
    phone = LineField(max_length=30, label=_("Telepon"), required=False)
    email = forms.EmailField(label=_("Surel"), required=False, max_length=254)
    town = LineField(
        max_length=100, label=_("Tempat surat ditandatangani"), required=False,
        help_text=_("Tertulis di depan tanggal surat, misalnya: Soreang."),
    )  # fmt: skip
    head_name = LineField(
        max_length=150, label=_("Nama kepala"), required=False, help_text=_("Tercetak di bawah tanda tangan.")
    )
    head_title = LineField(max_length=150, label=_("Jabatan kepala"), required=False)
    head_number = LineField(max_length=30, label=_("NIP kepala"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class SetLetterheadForm(forms.Form):
    """A letterhead from a day. The picture travels signed with the form, so that looking at it first loses nothing."""

    lines = LinesField(
        most=MOST_LINES, longest=LONGEST_LINE, label=_("Baris kop surat"),
        help_text=_("Dua baris pertama tercetak besar. Baris berikutnya untuk alamat, telepon dan surel."),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Lambang"), required=False, help_text=_("PNG atau JPEG, paling besar 500 kB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )  # fmt: skip
    without_logo = forms.BooleanField(label=_("Tanpa lambang"), required=False)
    paper = forms.ChoiceField(label=_("Kertas"), choices=tuple(PAPERS.items()), widget=forms.RadioSelect)
    valid_from = DayField(
        label=_("Berlaku mulai"), help_text=_("Surat yang terbit sebelum hari itu tetap dengan kop lama.")
    )
    logo_kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1_500_000)

    picture: Picture | None = None

    def clean_logo(self) -> None:
        """What was sent, drawn anew; the form goes on with the picture, not with the file."""
        upload = self.cleaned_data.get("logo")
        if isinstance(upload, UploadedFile):
            try:
                # One byte more than may be is enough to know that it is too large.
                self.picture = redraw_picture(content=upload.read(LARGEST_UPLOAD + 1))
            except FileRefused as refused:
                raise forms.ValidationError(sentence(refused.refusal), code=refused.refusal.code) from refused

    def clean_logo_kept(self) -> str:
        """The picture that was sent with an earlier look; what was not signed here is left out."""
        text = self.cleaned_data["logo_kept"]
        if text and self.picture is None:
            try:
                media_type, _dot, content = _LOGO.unsign(text).partition(":")
                self.picture = Picture(base64.b64decode(content), media_type)
            except (signing.BadSignature, ValueError):
                return ""
        return str(text)

    def clean(self) -> dict[str, Any]:
        """Keep the picture in the form, whatever else has to be mended."""
        if self.cleaned_data.get("without_logo"):
            self.picture = None
        self.data = self.data.copy()
        self.data["logo_kept"] = ""
        if self.picture:
            content = base64.b64encode(self.picture.content).decode()
            self.data["logo_kept"] = _LOGO.sign(f"{self.picture.media_type}:{content}")
        return self.cleaned_data
