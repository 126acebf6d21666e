"""The sentences for what the directory refuses and remarks, by code; its forms are desk's."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "ambiguous_area_code": _(
        "Kode %(code)s bisa berarti wilayah menurut Kemendagri atau menurut BPS. "
        "Tulis dengan titik, atau sebutkan kode siapa."
    ),
    "not_an_area_code": _("%(code)s bukan kode wilayah. Contoh yang benar: 32.04.05.2001."),
    "unknown_area": _("Tidak ada wilayah dengan kode %(code)s."),
    "area_exists": _("Wilayah dengan kode %(code)s sudah ada."),
    "area_named_so": _("Wilayah ini sudah bernama %(name)s."),
    "area_without_name": _("Tuliskan nama wilayahnya."),
    "area_without_successor": _("Sebutkan wilayah yang menggantikan %(code)s."),
    "area_not_empty": _(
        "Wilayah %(code)s masih mempunyai wilayah di bawahnya. Catat dahulu perubahan wilayah-wilayah itu."
    ),
    "area_code_taken": _(
        "Kode %(code)s sudah dipakai wilayah lain, atau wilayah ini sudah mempunyai kode lain, pada masa itu."
    ),
    "source_missing": _("Sebutkan sumbernya, misalnya nomor peraturan atau surat."),
    "name_missing": _("Tuliskan namanya."),
    "office_code_shape": _("Kode kantor hanya berisi huruf kecil, angka dan tanda hubung, misalnya dinsos-bandung."),
    "office_exists": _("Kantor dengan kode %(code)s sudah ada."),
    "unknown_choice": _("Pilihan “%(value)s” tidak dikenal."),
    "letterhead_empty": _("Kop surat masih kosong. Tuliskan sedikitnya satu baris."),
    "stale": _("Data ini baru saja diubah orang lain. Periksa perubahannya, lalu ulangi perubahan Anda."),
    "unknown_code_list": _("Tidak ada daftar kode %(list)s."),
    "unknown_entry": _("Tidak ada kode %(code)s dalam daftar ini."),
    "entry_exists": _("Kode %(code)s sudah ada dalam daftar ini."),
    "entry_code_shape": _("Kode hanya berisi huruf, angka dan tanda . _ / + -, paling banyak 60, tanpa spasi."),
    "entry_without_name": _("Tuliskan namanya dalam bahasa Indonesia."),
    "entry_not_edited": _("Kode %(code)s belum diubah kantor ini, jadi tidak ada yang dikembalikan."),
    "entry_not_shipped": _(
        "Kode %(code)s dibuat kantor ini dan tidak punya isi bawaan. Sembunyikan bila tidak dipakai lagi."
    ),
    "ends_before_it_begins": _("Hari terakhir mendahului hari pertama."),
    "holiday_exists": _("Hari libur itu sudah tercatat."),
    "holiday_withdrawn": _("Hari libur itu sudah dibatalkan."),
    "holiday_kind": _("Libur nasional dan cuti bersama berlaku untuk semua kantor; libur setempat untuk satu kantor."),
    "year_without_holidays": _("Catat dahulu hari libur tahun %(year)s."),
    "year_announced": _("Hari libur tahun %(year)s sudah dinyatakan lengkap."),
    "no_working_day": _("Pilih sedikitnya satu hari kerja."),
    "holidays_not_announced": _("Hari libur tahun %(year)s belum diumumkan, sehingga tanggal ini masih dapat berubah."),
}
