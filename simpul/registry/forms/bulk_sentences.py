"""Why somebody on a list is not recorded, changed or taken back, in words."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "text_too_long": _("Isian ini terlalu panjang: paling banyak %(letters)s huruf."),
    "family_without_head": _("Keluarga ini tidak punya kepala keluarga di daftar."),
    "family_with_heads": _("Keluarga ini punya lebih dari satu kepala keluarga di daftar."),
    "registration_withdrawn": _("Pendaftaran orang ini sudah dibatalkan."),
    "withdrawn_already": _("Pendaftaran orang ini sudah dibatalkan."),
    "not_a_demo": _("Hari pendaftaran hanya dapat diberikan dalam pemasangan contoh."),
    "field_unknown": _("Isian ini tidak ada pada data orang."),
    "changed_since": _("Datanya sudah diubah sejak didaftarkan. Pendaftaran tidak dapat dibatalkan lagi."),
    "added_since": _("Ada kontak atau nama yang ditambahkan atau diakhiri sejak didaftarkan."),
    "family_changed_since": _("Keluarganya sudah berubah sejak didaftarkan."),
    "has_died": _("Meninggalnya sudah dicatat."),
    "has_relations": _("Hubungannya dengan orang lain sudah dicatat."),
    "heads_a_family": _("Orang ini kepala keluarga, dan anggotanya tetap. Ganti dahulu kepala keluarganya."),
    "paper_printed": _("Kutipan tentang orang ini sudah dicetak."),
    "paper_task_done": _("Dokumennya sudah diurus."),
}
