"""The small acts on one person: a death, another name, a contact, opening a number, a paper obtained."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry.forms.fields import LineField, PartialDateField, PhoneField
from simpul.registry.queries.choices import WITHDRAWAL_REASONS, AliasKind, ContactKind, PaperOutcome, Safety
from simpul.ui.fields import only_when
from simpul.ui.sentences import sentence


class RecordDeathForm(forms.Form):
    """When somebody died, as far as it is known, and how the office knows."""

    SOURCES = [("document", _("Akta atau surat keterangan kematian")), ("report", _("Laporan keluarga, RT atau desa"))]

    version = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.ChoiceField(
        label=_("Sumber"), choices=SOURCES, widget=forms.RadioSelect, error_messages={"required": _("Pilih sumbernya.")}
    )
    note = LineField(label=_("Keterangan"), max_length=200, required=False, help_text=_("Misalnya nomor surat."))

    field_order = ["died_on", "source", "note", "new_head"]

    def __init__(self, *args: Any, on: date, heirs: dict[UUID, str], **options: Any) -> None:
        super().__init__(*args, **options)
        hint = _("17-8-2026, Agustus 2026 atau 2026.")
        self.fields["died_on"] = PartialDateField(label=_("Tanggal meninggal"), on=on, help_text=hint)
        if heirs:
            choices = [(str(pk), name) for pk, name in heirs.items()]
            required = {"required": sentence(Refusal("new_head_needed"))}
            self.fields["new_head"] = forms.ChoiceField(
                label=_("Kepala keluarga yang baru"), choices=choices, widget=forms.RadioSelect, error_messages=required
            )
        self.order_fields(self.field_order)

    def act(self) -> dict[str, Any]:
        """What `services.record_death` is asked."""
        known = self.cleaned_data
        new_head = known.get("new_head")
        return {
            "version": known["version"],
            "died": known["died_on"],
            "source": known["source"],
            "note": known["note"],
            "new_head": UUID(new_head) if new_head else None,
        }


class WithdrawPersonForm(forms.Form):
    """Why a registration is taken back."""

    reason = forms.ChoiceField(
        label=_("Alasan"), choices=WITHDRAWAL_REASONS, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasannya.")},
    )  # fmt: skip


class AddAliasForm(forms.Form):
    """Another name somebody goes by."""

    name = LineField(label=_("Nama lain"), max_length=200, error_messages={"required": _("Tulis namanya.")})
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=AliasKind.choices,
        initial="called",
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenisnya.")},
    )


class AddContactForm(forms.Form):
    """A way to reach somebody, and whether it is safe."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    number = PhoneField(label=_("Nomor HP"), error_messages={"required": _("Nomor HP belum diisi.")})
    kind = forms.ChoiceField(
        label=_("Milik siapa?"),
        choices=ContactKind.choices,
        initial="own_phone",
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )
    safety = forms.ChoiceField(
        label=_("Aman dihubungi?"),
        choices=Safety.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Tanyakan dahulu: aman dihubungi?")},
    )
    rule = only_when(
        "safety=careful",
        LineField(
            label=_("Kapan atau bagaimana aman dihubungi"),
            max_length=200,
            required=False,
            help_text=_("Misalnya: hanya pagi, jangan lewat suami, tanya untuk Siti."),
        ),
    )

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or self.cleaned_data
        if known.get("safety") == Safety.CAREFUL and not known.get("rule"):
            self.add_error("rule", sentence(Refusal("careful_needs_rule")))
        return known


class RevealNumberForm(forms.Form):
    """What is to be opened, and what for: both are written down."""

    FIELDS = [
        ("national_number", _("NIK")),
        ("family_number", _("Nomor KK")),
        ("phone", _("Nomor HP")),
        ("address", _("Alamat yang dilindungi")),
    ]
    REASONS = [
        ("counter", _("Verifikasi di loket")),
        ("national_system", _("Mengetik ke sistem nasional")),
        ("contacting", _("Menghubungi warga")),
        ("visit", _("Kunjungan rumah")),
        ("letter", _("Menulis surat")),
        ("other", _("Lainnya")),
    ]

    fields_opened = forms.MultipleChoiceField(
        label=_("Yang dibuka"),
        choices=FIELDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih yang perlu dibuka.")},
    )
    reason = forms.ChoiceField(
        label=_("Untuk apa?"), choices=[("", ""), *REASONS], error_messages={"required": _("Pilih untuk apa dibuka.")}
    )

    def __init__(self, *args: Any, openable: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fields_opened"].choices = [pair for pair in self.FIELDS if pair[0] in openable]  # type: ignore[attr-defined]


class ClosePaperTaskForm(forms.Form):
    """How the work on a paper ended: on one that was missing, or on a number that two people have."""

    outcome = forms.ChoiceField(
        label=_("Hasil"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hasilnya.")},
    )

    def __init__(self, *args: Any, is_shared_number: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        done = PaperOutcome.CHECKED if is_shared_number else PaperOutcome.OBTAINED
        self.fields["outcome"].choices = [(one.value, one.label) for one in (done, PaperOutcome.NOT_NEEDED)]
