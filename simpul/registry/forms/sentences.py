"""Refusals and remarks of the registry, and of the numbers and dates that it reads, in words."""

from django.utils.translation import gettext_lazy as _

NUMBERS = {
    "number_missing": _("Nomornya belum diisi."),
    "number_filler": _("Angka ini hanya pengisi, bukan nomor. Bila nomornya belum ada, pilih keadaannya."),
    "number_wrong_length": _("Nomor ini %(digits)s angka, seharusnya %(expected)s. Periksa lagi pada kartunya."),
    "number_letters_among_digits": _(
        "Ada huruf di antara angkanya, dan angkanya %(digits)s, seharusnya %(expected)s. Periksa lagi pada kartunya."
    ),
    "number_letters_for_digits": _("Ada huruf di tempat angka. Mungkin maksudnya %(suggestion)s?"),
    "number_digits_lost": _("Excel membulatkan nomor ini: %(lost)s angka terakhir hilang. Lihat lagi pada kartunya."),
    "number_scientific_unfit": _("Hitungan Excel dengan %(digits)s angka, seharusnya %(expected)s. Lihat kartunya."),
    "number_scientific": _("Nomor ini dibaca dari bentuk hitungan Excel. Cocokkan dengan kartunya."),
    "number_letters_left_out": _("Ada huruf yang tidak ikut dicatat. Cocokkan dengan kartunya."),
    "number_tidied": _("Spasi atau tanda baca tidak ikut dicatat."),
    "number_area_unknown": _("Kode wilayah %(area_code)s tidak ada di daftar sekarang; mungkin kode lama."),
    "number_birth_date_impossible": _("Bagian tanggal dalam nomor ini tidak ada di kalender."),
    "number_birth_date_differs": _("Menurut nomor ini lahir %(in_number)s, berbeda dengan yang dicatat."),
    "number_day_and_month_swapped": _("Hari dan bulan lahir tampaknya tertukar: menurut nomor ini %(in_number)s."),
    "number_sex_differs": _("Menurut nomor ini jenis kelaminnya %(in_number)s, berbeda dengan yang dicatat."),
    "number_issue_date_unlikely": _("Bagian tanggal terbit dalam nomor KK ini tidak wajar."),
    "number_serial_zero": _("Nomor urutnya 0000: nomor seperti ini tidak pernah diterbitkan."),
    "number_ends_in_000": _("Berakhir 000: mungkin dibulatkan Excel. Cocokkan dengan kartunya."),
    "number_ends_in_0": _("Berakhir 0: bila disalin dari Excel, cocokkan dengan kartunya."),
}  # fmt: skip

PHONES = {
    "phone_missing": _("Nomor HP belum diisi."),
    "phone_digits_lost": _("Excel membulatkan nomor HP ini: %(lost)s angka terakhir hilang. Tanyakan lagi."),
    "phone_unreadable": _("Nomor HP ini tidak terbaca. Tulis seperti 0812-3456-7890."),
    "phone_several": _("Ada %(count)s nomor; yang dicatat yang pertama."),
    "phone_abroad": _("Ini nomor luar negeri."),
    "phone_prefix_unknown": _("Awalan nomor ini tidak dikenal. Periksa lagi."),
    "phone_words_left_out": _(
        "Kata di dekat nomor tidak ikut dicatat. Bila itu HP orang lain, pilih “Lewat orang lain”."
    ),
}

DATES = {
    "birth_date_in_future": _("Tanggal lahir ini sesudah hari ini (%(on)s)."),
    "birth_date_too_old": _("Menurut tanggal ini umurnya lebih dari %(years)s tahun. Periksa lagi tahunnya."),
}

PEOPLE = {
    "name_missing": _("Tulis namanya, seperti pada kartu."),
    "name_without_letters": _("Nama harus berisi huruf."),
    "name_one_letter": _("Namanya hanya satu huruf. Cocokkan dengan kartunya."),
    "number_state_unfit": _("Tulis NIK, atau pilih mengapa belum ada: salah satu, tidak keduanya."),
    "perhaps_known": _("Orang ini tampaknya sudah tercatat. Buka datanya, atau nyatakan bahwa ini orang lain."),
    "sent_with_other_content": _("Formulir ini sudah dikirim dengan isi lain. Buka formulir baru untuk orang lain."),
    "outside_reach": _("Data ini di luar kantor atau wilayah tugas Anda. Tidak ada yang disimpan."),
    "protected_by_office": _(
        "Akun yang terbatas pada satu wilayah tidak dapat melindungi alamat. Simpan tanpa alamat, lalu segera hubungi kantor."
    ),
    "moves_with_family": _("Desanya berubah bersama keluarga: catat pindah di halaman keluarga."),
    "dies_before_birth": _("Tanggal meninggal tidak mungkin sebelum tanggal lahir."),
    "death_known": _("Meninggalnya sudah tercatat. Muat ulang halaman ini."),
    "death_in_future": _("Tanggal meninggal ini sesudah hari ini (%(on)s)."),
    "careful_needs_rule": _("Tulis kapan atau bagaimana orang ini aman dihubungi."),
    "stale": _("Data ini sudah diubah orang lain sejak Anda membukanya."),
}  # fmt: skip

FAMILIES = {
    "new_head_needed": _("Pilih siapa yang menjadi kepala keluarga."),
}
