"""The words of background work: why it could not be done, and what to do then."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "queued": _("menunggu giliran"),
    "running": _("sedang dikerjakan"),
    "done": _("selesai"),
    "failed": _("belum berhasil"),
    "cancelled": _("dihentikan"),
}
SENTENCES = {
    "job_is_over": _("Pekerjaan ini sudah berakhir; tidak ada lagi yang dapat dihentikan."),
    "job_did_not_fail": _("Pekerjaan ini tidak gagal, jadi tidak perlu diulang."),
    "job_broke": _(
        "Ada kesalahan pada Simpul, bukan pada Anda. Coba lagi: mengulang tidak menggandakan apa pun. Bila terulang, "
        "beri tahu administrator sistem dan sebutkan nomor pekerjaan ini."
    ),
    "job_keeps_breaking": _(
        "Pekerjaan ini sudah %(attempts)s kali terputus di tengah jalan. Beri tahu administrator sistem dan sebutkan "
        "nomor pekerjaan ini; mungkin memori server tidak cukup."
    ),
    "job_asker_closed": _("Akun yang meminta pekerjaan ini sudah ditutup. Minta rekan yang bertugas untuk memulainya."),
}
