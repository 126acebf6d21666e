"""Refusals and findings about families, relations and double records, in words."""

from django.utils.translation import gettext_lazy as _

DAYS = {
    "day_in_future": _("Tanggal ini (%(on)s) belum tiba."),
    "day_before_family": _("Keluarga ini baru ada sejak %(began_on)s."),
    "day_before_joining": _("Ada anggota yang baru masuk pada %(from_on)s; tanggal ini harus sesudahnya."),
    "day_before_number": _("Nomor yang berlaku baru dipakai sejak %(from_on)s; tanggal ini harus sesudahnya."),
    "day_before_relation": _("Hubungan ini baru ada sejak %(from_on)s."),
    "day_after_leaving": _("Orang ini sudah keluar pada %(until_on)s; tanggal masuk harus sebelumnya."),
}

FAMILIES = {
    "family_has_ended": _("Kartu keluarga ini sudah ditutup pada %(ended_on)s."),
    "family_is_empty": _("Keluarga ini tidak punya anggota yang hidup."),
    "family_has_members": _(
        "Masih ada %(members)s anggota yang hidup. Kartu ditutup sesudah semuanya pindah atau keluar."
    ),
    "family_has_no_number": _("Keluarga ini belum punya nomor KK."),
    "family_into_itself": _("Ini keluarga yang sama. Pilih keluarga lain."),
    "family_of_other_office": _("Keluarga itu dicatat kantor lain."),
    "family_out_of_reach": _("Keluarga ini di luar kantor atau wilayah tugas Anda. Tidak ada yang disimpan."),
    "family_changed_meanwhile": _("Keluarga ini sudah diubah orang lain sejak Anda membukanya."),
    "other_family_lacks_head": _(
        "Keluarga itu tidak punya kepala keluarga yang hidup. Ganti dahulu kepala keluarganya."
    ),
    "area_is_no_village": _("Pilih desa atau kelurahan yang ada sekarang."),
    "area_out_of_reach": _("Desa ini di luar wilayah tugas Anda. Minta petugas kantor mencatatnya."),
    "address_too_long": _("Alamat paling banyak %(letters)s huruf."),
    "number_is_the_same": _("Nomor ini sudah berlaku bagi keluarga ini."),
    "reason_unknown": _("Pilih alasannya."),
}

MEMBERS = {
    "head_has_died": _("Kepala keluarga harus orang yang hidup; yang ini meninggal pada %(died_on)s."),
    "head_by_change_only": _("Kepala keluarga diganti lewat “Ganti kepala keluarga”."),
    "head_must_change_first": _("Kepala keluarga tidak dapat pergi begitu saja. Ganti dahulu kepala keluarganya."),
    "is_head_already": _("Orang ini sudah kepala keluarga."),
    "one_head_only": _("Satu keluarga hanya punya satu kepala keluarga."),
    "relation_unknown": _("Pilih hubungan dengan kepala keluarga."),
    "relation_of_former_missing": _("Pilih hubungan setiap anggota dengan kepala keluarga yang baru."),
    "not_a_member": _("Ada yang dipilih tetapi bukan anggota keluarga ini lagi. Muat ulang halaman ini."),
    "nobody_chosen": _("Pilih siapa yang pisah."),
    "split_needs_one_head": _("Pilih tepat satu kepala keluarga di antara yang pisah."),
    "everybody_leaves": _("Semua anggota dipilih. Bila seluruh keluarga pindah, catat sebagai pindah."),
    "person_has_died": _("Orang ini sudah meninggal pada %(died_on)s."),
    "person_is_merged": _("Catatan ini sudah digabung ke catatan lain. Pakai catatan yang tetap dipakai."),
    "person_of_other_office": _("Orang ini dicatat kantor lain."),
    "person_out_of_reach": _("Orang ini di luar kantor atau wilayah tugas Anda. Tidak ada yang disimpan."),
    "belongs_to_family": _(
        "Orang ini masih anggota keluarga lain. Keluarkan, pisahkan atau gabungkan keluarganya dahulu."
    ),
    "is_member_already": _("Orang ini sudah anggota keluarga ini."),
    "belonged_to_family_then": _("Pada tanggal itu orang ini masih tercatat di keluarga lain."),
}

FINDINGS = {
    "family_lacks_head": _("Keluarga ini tidak punya kepala keluarga. Pilih siapa kepalanya."),
    "head_is_dead": _("Kepala keluarga sudah meninggal. Pilih kepala keluarga yang baru."),
    "dead_members": _("%(members)s anggota sudah meninggal tetapi masih tercatat di kartu. Keluarkan dari kartu."),
    "same_family_number": _(
        "Nomor KK ini juga dipakai %(families)s keluarga lain di kantor ini. Cocokkan dengan kartunya."
    ),
    "head_under_age": _("Kepala keluarga ini berumur di bawah %(years)s tahun. Pastikan siapa walinya."),
    "husband_is_woman": _("%(name)s tercatat perempuan, tetapi hubungannya Suami. Periksa lagi."),
    "wife_is_man": _("%(name)s tercatat laki-laki, tetapi hubungannya Istri. Periksa lagi."),
    "husband_of_man": _("%(name)s dicatat sebagai Suami, padahal kepala keluarganya laki-laki. Periksa lagi."),
    "wife_of_woman": _("%(name)s dicatat sebagai Istri, padahal kepala keluarganya perempuan. Periksa lagi."),
    "child_not_younger": _(
        "%(name)s dicatat sebagai Anak, tetapi tidak lebih muda dari kepala keluarga. Periksa lagi."
    ),
    "grandchild_not_younger": _(
        "%(name)s dicatat sebagai Cucu, tetapi tidak lebih muda dari kepala keluarga. Periksa lagi."
    ),
    "parent_not_older": _(
        "%(name)s dicatat sebagai Orang tua, tetapi tidak lebih tua dari kepala keluarga. Periksa lagi."
    ),
    "spouse_below_age": _("%(name)s berumur di bawah %(years)s tahun."),
    "barely_a_generation": _(
        "Menurut tanggal lahirnya, %(name)s dan kepala keluarga berselisih kurang dari %(years)s tahun."
    ),
    "moved_without_protected": _("Alamat yang dilindungi tidak ikut diubah."),
}

RELATIONS = {
    "relation_with_oneself": _("Seseorang tidak berhubungan dengan dirinya sendiri. Pilih orang lain."),
    "relation_recorded_already": _("Hubungan ini sudah dicatat."),
    "parent_of_own_parent": _("Orang ini tercatat sebagai anak; tidak mungkin sekaligus orang tuanya."),
    "relation_kind_unknown": _("Pilih hubungannya."),
    "relation_has_ended": _("Hubungan ini sudah diakhiri. Muat ulang halaman ini."),
    "parent_barely_older": _(
        "Menurut tanggal lahirnya, orang tua ini kurang dari %(years)s tahun lebih tua dari anaknya. Periksa lagi."
    ),
    "guardian_under_age": _(
        "Wali atau pengasuh ini berumur di bawah %(years)s tahun. Pastikan siapa yang mendampingi."
    ),
    "spouse_under_age": _("Salah satu dari keduanya berumur di bawah %(years)s tahun."),
}

API = {
    "version_missing": _("Sebutkan versi yang dibaca: `version` atau header If-Match."),
    "key_used_for_other_content": _("Idempotency-Key ini sudah dipakai untuk isi lain."),
    "operation_in_flight": _("Kiriman yang sama sedang diproses. Coba lagi sebentar lagi."),
}

MERGING = {
    "merge_with_oneself": _("Ini catatan yang sama. Pilih catatan lain."),
    "other_is_merged": _("Catatan itu sendiri sudah digabung ke catatan lain. Pilih catatan yang tetap dipakai."),
    "person_not_merged": _("Catatan ini tidak sedang digabung."),
    "person_changed_meanwhile": _(
        "Salah satu catatan diubah orang lain. Bandingkan lagi, lalu gabungkan bila masih sama."
    ),
}
