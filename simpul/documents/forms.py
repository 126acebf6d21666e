"""What is asked before a paper is printed again, and before a list is taken along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.documents.rules.exports import NEEDS_NUMBERS, PURPOSES
from simpul.kit.texts import normalise


class PrintPaperForm(forms.Form):
    """Why the same paper is wanted once more: it is written down."""

    REASONS = [
        ("lost", _("Kertasnya hilang atau rusak")),
        ("second_copy", _("Perlu satu lembar lagi")),
        ("check", _("Memeriksa isinya")),
        ("other", _("Keperluan lain")),
    ]
    reason = forms.ChoiceField(
        label=_("Untuk apa dicetak lagi?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih untuk apa dicetak lagi.")},
    )


class ExportForm(forms.Form):
    """What a list is for, as what it comes, and whether whole numbers go along."""

    purpose = forms.ChoiceField(
        label=_("Untuk apa?"),
        choices=[("", ""), *((code, _(words)) for code, words in PURPOSES.items())],
        help_text=_("Tertulis di dalam berkas, dan dicatat bersama nama Anda."),
        error_messages={"required": _("Pilih untuk apa daftar ini dibawa.")},
    )
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=120,
        required=False,
        help_text=_("Misalnya nama kegiatannya. Jangan menulis nama warga."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file_format = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=[("xlsx", _("Excel (XLSX)")), ("csv", _("CSV, untuk program lain"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    with_numbers = forms.BooleanField(
        label=_("Sertakan NIK dan nomor KK selengkapnya"),
        required=False,
        help_text=_("Hanya untuk verifikasi dan penyaluran; selain itu cukup empat angka terakhirnya."),
    )

    def __init__(self, *args: Any, may_have_numbers: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_have_numbers:
            del self.fields["with_numbers"]

    def clean_note(self) -> str:
        """One line."""
        return normalise(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        """Said beside the field it is about; the service refuses the same."""
        known: dict[str, Any] = {"with_numbers": False} | (super().clean() or {})
        purpose = known.get("purpose")
        if purpose == "other" and not known.get("note"):
            self.add_error("note", SENTENCES["export_note_missing"])
        if known["with_numbers"] and purpose and purpose not in NEEDS_NUMBERS:
            self.add_error("with_numbers", SENTENCES["export_numbers_not_needed"])
        return known


SENTENCES = {
    "export_purpose_unknown": _("Pilih untuk apa daftar ini dibawa."),
    "export_note_missing": _("Tulis keperluannya."),
    "export_numbers_not_needed": _("Untuk keperluan ini nomor selengkapnya tidak disertakan. Hapus centangnya."),
    "export_empty": _("Tidak ada seorang pun di daftar ini. Ubah pencariannya dahulu."),
    "export_too_large": _("Paling banyak %(most)s baris sekali unduh. Persempit pencariannya, misalnya per desa."),
    "export_outside_reach": _(
        "Hak Anda berubah sejak daftar ini diminta. Mintalah sekali lagi dari halaman daftarnya."
    ),
    "export_is_over": _("Berkas ini sudah dihapus karena waktunya habis. Mintalah sekali lagi bila masih diperlukan."),
    "export_not_made": _("Berkasnya belum siap. Tunggu sampai pekerjaannya selesai."),
    "export_password_shown": _(
        "Kata sandi ini sudah pernah ditampilkan dan tidak disimpan. Bila hilang, mintalah daftarnya sekali lagi."
    ),
}
