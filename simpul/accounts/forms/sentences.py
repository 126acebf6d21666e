"""What is said when an act on an account is refused."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "username_taken": _("Nama pengguna %(username)s sudah dipakai. Pilih yang lain."),
    "unknown_role": _("Peran ini tidak dikenal."),
    "role_for_oneself": _("Peran Anda sendiri diatur oleh orang lain, bukan oleh Anda."),
    "role_above_giver": _("Hanya administrator sistem yang dapat menunjuk administrator sistem."),
    "role_needs_subdistrict": _("Peran ini berlaku untuk satu kecamatan. Pilih kecamatannya."),
    "role_needs_village": _("Peran ini berlaku untuk satu desa atau kelurahan. Pilih desanya."),
    "substitute_needs_end": _("Plt. dan Plh. berlaku sampai tanggal tertentu. Isi tanggal berakhirnya."),
    "ends_before_it_begins": _("Tanggal berakhir (%(until)s) mendahului tanggal mulai (%(from)s)."),
    "already_holds": _("Orang ini sudah memegang peran itu di tempat itu pada tanggal tersebut."),
    "auditor_changes_nothing": _("Auditor tidak boleh sekaligus memegang peran yang mengubah data."),
    "administrator_sees_no_client": _("Administrator sistem tidak boleh sekaligus memegang peran yang melihat warga."),
    "partner_is_no_staff": _("Orang dari lembaga mitra tidak boleh sekaligus memegang peran petugas."),
    "treasurer_is_no_budget_officer": _("Bendahara tidak boleh sekaligus menjadi PPTK."),
    "close_oneself": _("Akun Anda sendiri ditutup oleh orang lain, bukan oleh Anda."),
    "works_elsewhere": _("Orang ini masih bertugas di kantor lain. Peran di sana harus berakhir lebih dahulu."),
    "successor_out_of_reach": _(
        "%(count)s pekerjaan di luar jangkauan penerusnya. Pilih orang lain, atau beri peran di wilayah itu lebih dahulu."
    ),
    "no_administrator": _("Tidak ada administrator sistem dengan nama pengguna itu yang akunnya masih aktif."),
    "open_work": _("Masih ada %(count)s pekerjaan terbuka. Pilih siapa yang meneruskannya."),
    "offices_out_of_reach": _("Kantor dibuka dan ditutup oleh orang yang mengurusnya."),
    "office_is_closed": _("Kantor ini sudah ditutup."),
    "office_is_only_one": _("Ini satu-satunya kantor yang terbuka. Buka kantor lain dahulu."),
    "office_of_oneself": _(
        "Akun Anda sendiri diurus kantor ini. Kantor ini ditutup oleh administrator dari kantor lain."
    ),
    "office_has_roles": _("Peran yang masih berlaku di kantor ini: %(count)s. Akhiri dahulu semuanya."),
    "office_has_accounts": _("Akun yang masih diurus kantor ini: %(count)s. Tutup dahulu semuanya."),
    "staff_outside_reach": _("Akun ini diurus oleh kantor lain."),
    "reset_oneself": _("Kata sandi Anda sendiri diganti di halaman akun Anda."),
    "account_above_resetter": _("Kata sandi administrator sistem hanya direset oleh administrator sistem yang lain."),
    "card_and_password_by_two": _(
        "Kartu kode dan kata sandi sekali pakai diberikan oleh dua orang yang berbeda. Mintalah rekan Anda."
    ),
    "device_not_lost": _("Tidak ada laporan perangkat hilang yang menunggu, atau laporannya sudah kedaluwarsa."),
    "second_person_confirms": _(
        "Perangkat hilang dipastikan oleh orang kedua, bukan oleh yang melapor atau pemiliknya."
    ),
    "account_is_closed": _("Akun ini sudah ditutup."),
    "card_for_oneself": _("Kartu kode Anda sendiri diterbitkan oleh atasan Anda."),
    "card_not_for_account": _("Kartu kode hanya untuk akun desa di wilayah Anda."),
    "no_card": _("Tidak ada kartu kode yang berlaku."),
    "too_many_readings": _(
        "Lebih banyak data dibuka daripada yang biasa diperlukan di loket. Tunggu %(minutes)s menit, lalu lanjutkan. "
        "Petugas pelindungan data diberi tahu."
    ),
    "too_many_attempts": _("Terlalu banyak percobaan. Tunggu %(minutes)s menit, lalu coba lagi. Akun tidak dikunci."),
}
