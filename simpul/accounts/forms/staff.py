"""What is typed about staff."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simpul.accounts.queries import staff
from simpul.accounts.rules.roles import ROLES
from simpul.directory.queries import path_in_words
from simpul.kit.texts import normalise
from simpul.ui.fields import DayField
from simpul.ui.stale import VersionedForm

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
ACTING = [
    ("", _("Bukan, peran tetap")),
    ("plt", _("Plt., mengisi jabatan kosong")),
    ("plh", _("Plh., selama pejabatnya berhalangan")),
]
QUIET = {"autocomplete": "off"}


class ContactForm(forms.Form):
    """How to reach somebody, and in which language."""

    phone = forms.CharField(
        label=_("Nomor HP"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "middle"}),
    )
    email = forms.EmailField(label=_("Surel"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Bahasa"), choices=LANGUAGES, widget=forms.RadioSelect)


class ChangeAccountForm(VersionedForm, ContactForm):
    """Name and contact of an account."""

    name = forms.CharField(label=_("Nama"), max_length=200, widget=forms.TextInput(attrs=QUIET))
    field_order = ("name", "phone", "email", "language", "version")

    def clean_name(self) -> str:
        """The name with single spaces."""
        return normalise(self.cleaned_data["name"])


class OpenAccountForm(ContactForm):
    """A new account; its password is made by the program."""

    name = forms.CharField(label=_("Nama"), max_length=200, widget=forms.TextInput(attrs=QUIET))
    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        help_text=_("Untuk masuk: huruf kecil, angka, titik. Contoh: yuni.astuti"),
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9._-]{2,59}$", _("Pakai 3 sampai 60 huruf kecil, angka, titik, atau tanda hubung.")
            )
        ],
        widget=forms.TextInput(attrs={**QUIET, "autocapitalize": "none", "spellcheck": "false", "class": "middle"}),
    )
    office = forms.ChoiceField(label=_("Kantor"))
    field_order = ("name", "username", "office", "phone", "email", "language")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {str(office.pk): office for office in staff.offices_managed_by(viewer)}
        self.fields["office"].choices = [(pk, office.name) for pk, office in self.offices.items()]
        if len(self.offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = next(iter(self.offices))

    def clean_name(self) -> str:
        """The name with single spaces."""
        return normalise(self.cleaned_data["name"])

    def clean_office(self) -> Any:
        """The office itself."""
        return self.offices[self.cleaned_data["office"]]


class AssignRoleForm(forms.Form):
    """A role, where, and from when until when."""

    role = forms.ChoiceField(label=_("Peran"), widget=forms.RadioSelect)
    office = forms.ChoiceField(label=_("Kantor"))
    area = forms.CharField(
        label=_("Wilayah"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={**QUIET, "class": "middle"}),
        help_text=_(
            "Nama atau kode kecamatan atau desa. Wajib bagi supervisor dan operator desa; kosong: seluruh kantor."
        ),
    )
    acting = forms.ChoiceField(label=_("Sebagai pengganti?"), choices=ACTING, required=False, widget=forms.RadioSelect)
    from_on = DayField(label=_("Mulai"), help_text="", widget=forms.TextInput(attrs={"class": "short"}))
    until_on = DayField(
        label=_("Sampai dengan"), required=False, help_text="", widget=forms.TextInput(attrs={"class": "short"})
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {str(office.pk): office for office in staff.offices_managed_by(viewer)}
        self.fields["office"].choices = [(pk, office.name) for pk, office in self.offices.items()]
        self.fields["role"].choices = [
            (code, f"{gettext(role.name)} — {gettext(role.description)}") for code, role in ROLES.items()
        ]
        if len(self.offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = next(iter(self.offices))

    def clean_office(self) -> Any:
        """The office itself."""
        return self.offices[self.cleaned_data["office"]]

    def clean(self) -> dict[str, Any]:
        """The area that the words mean, within the office's own; several are offered to choose from."""
        cleaned: dict[str, Any] = super().clean() or {}
        text, office = normalise(cleaned.get("area", "")), cleaned.get("office")
        role = ROLES.get(cleaned.get("role", ""))
        cleaned["area"] = None
        if not text or office is None or role is None:
            return cleaned
        levels = [role.area_level] if role.area_level else [3, 4]
        found = [area for level in levels for area in staff.areas_for(office, text, level)]
        if len(found) == 1:
            cleaned["area"] = found[0]
        else:
            self._offer(found)
        return cleaned

    def _offer(self, found: list[Any]) -> None:
        if not found:
            self.add_error(
                "area", ValidationError(_("Tidak ada wilayah bernama begitu di wilayah kantor ini."), code="unknown")
            )
            return
        choices = [(area.code, f"{path_in_words(area.code)} ({area.code})") for area in found]
        self.fields["area"] = forms.ChoiceField(label=_("Wilayah"), choices=choices, widget=forms.RadioSelect)
        self._bound_fields_cache.pop("area", None)  # type: ignore[attr-defined]
        self.add_error("area", ValidationError(_("Ada beberapa wilayah yang cocok. Pilih satu."), code="several"))


class ResetPasswordForm(forms.Form):
    """A new one-time password, and whether the device was lost, too."""

    has_lost_device = forms.BooleanField(
        label=_("Perangkat untuk faktor kedua hilang atau rusak"),
        required=False,
        help_text=_(
            "Orang kedua, misalnya kepala dinas, diminta memastikannya. Sesudah itu faktor kedua disiapkan lagi saat masuk."
        ),
    )


class SuccessorForm(forms.Form):
    """Who goes on with the tasks of somebody who leaves or moves."""

    successor = forms.ChoiceField(label=_("Pekerjaannya diteruskan oleh"), required=False)

    def __init__(self, *args: Any, viewer: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in staff.successors_for(user, viewer)}
        self.fields["successor"].choices = [("", _("Tidak ada yang perlu diteruskan"))] + [
            (pk, one.name) for pk, one in self.people.items()
        ]

    def clean_successor(self) -> Any:
        """The person, or nobody."""
        return self.people.get(self.cleaned_data["successor"])


class FindStaffForm(forms.Form):
    """Whom the list shows."""

    q = forms.CharField(
        label=_("Nama atau nama pengguna"), max_length=100, required=False, widget=forms.TextInput(attrs=QUIET)
    )
    state = forms.ChoiceField(
        label=_("Akun"), required=False, choices=[("open", _("Aktif")), ("closed", _("Ditutup")), ("all", _("Semua"))]
    )
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
