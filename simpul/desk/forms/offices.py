"""Shape and wording of what is written about an office, and of its letterhead."""

import base64
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from simpul.desk.forms.fields import AreaField, LinesField
from simpul.desk.queries.offices import KINDS, PAPERS, ZONES
from simpul.files.engine.pictures import LARGEST_UPLOAD, Picture
from simpul.files.services import FileRefused, redraw_picture
from simpul.registry.forms.fields import LineField
from simpul.ui.fields import DayField
from simpul.ui.sentences import sentence
from simpul.ui.stale import VersionedForm

MOST_LINES, LONGEST_LINE = 8, 90
_NEW = "new"
_LOGO = signing.Signer(salt="simpul.desk.logo")


class ChangeOfficeForm(VersionedForm):
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


class ChangeOrganisationForm(VersionedForm):
    """Who answers for an office: the first line of its letters."""

    name = LineField(max_length=200, label=_("Nama organisasi"), help_text=_("Contoh: Pemerintah Kabupaten Bandung"))
    kind = forms.ChoiceField(label=_("Jenis"), choices=tuple(KINDS.items()))


class OpenOfficeForm(forms.Form):
    """What an office cannot do without; the rest is written once it is open."""

    name = LineField(max_length=200, label=_("Nama kantor"))
    code = LineField(
        max_length=40, label=_("Kode"),
        help_text=_("Huruf kecil, angka dan tanda hubung, misalnya dinsos-garut. Tidak dapat diubah lagi."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Jenis"), choices=tuple(KINDS.items()))
    area = AreaField(label=_("Wilayah"), help_text=_("Kode, misalnya 32.04, atau namanya. Zona waktu mengikutinya."))
    organisation = forms.ChoiceField(label=_("Organisasi"), help_text=_("Yang bertanggung jawab atas kantor ini."))
    organisation_name = LineField(
        max_length=200,
        label=_("Nama organisasi baru"),
        required=False,
        help_text=_("Hanya bila organisasinya belum tercatat."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Jenis organisasi baru"), choices=(("", _("Pilih")), *KINDS.items()), required=False
    )

    def __init__(self, *args: Any, organisations: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisations = organisations
        known = [(key, one.name) for key, one in organisations.items()]
        self.fields["organisation"].choices = [*known, (_NEW, _("Organisasi lain, belum tercatat"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An organisation that is known, or the name and kind of one that is not."""
        asked = self.cleaned_data
        chosen, name, kind = (asked.get(key) for key in ("organisation", "organisation_name", "organisation_kind"))
        if chosen == _NEW:
            for key in ("organisation_name", "organisation_kind"):
                if not asked.get(key) and key not in self.errors:
                    self.add_error(key, self.fields[key].error_messages["required"])
        elif name or kind:
            self.add_error("organisation", _("Bila organisasinya baru, pilih “Organisasi lain, belum tercatat”."))
        return asked

    def facts(self) -> dict[str, Any]:
        """What was written, as the act takes it."""
        asked = self.cleaned_data
        new = {"name": asked["organisation_name"], "kind": asked["organisation_kind"]}
        organisation = new if asked["organisation"] == _NEW else self.organisations[asked["organisation"]]
        return {**{key: asked[key] for key in ("name", "code", "kind", "area")}, "organisation": organisation}


class CloseOfficeForm(forms.Form):
    """Which state of the office was looked at."""

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
