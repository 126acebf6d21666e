"""The sentences of notices, by code. Modules above register theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from simpul.notices.models import Notice

SENTENCES: dict[str, Any] = {
    "code_card_low": _("Kartu kode %(name)s tinggal %(left)s kode. Terbitkan kartu baru."),
    "denied_file_asked": _("%(name)s mencoba membuka berkas yang tertutup baginya. Tanyakan mengapa."),
    "reading_limit_reached": _("%(name)s mencapai batas jumlah data yang dibuka atau dicari. Periksa untuk apa."),
    "lost_device_confirmed": _(
        "Faktor kedua Anda dilepas: %(name)s memastikan perangkatnya hilang. Bukan? Lapor atasan."
    ),
    "job_done": _("Selesai: %(title)s."),
    "job_failed": _("Belum berhasil: %(title)s. Buka untuk melihat sebabnya."),
    "password_reset": _(
        "%(name)s membuat kata sandi sekali pakai untuk Anda. Bila Anda tidak memintanya, lapor atasan."
    ),
    "role_assigned": _("%(name)s memberi Anda peran baru."),
    "work_handed_over": _("%(count)s tugas dari %(name)s sekarang pada Anda."),
}


def told_in_words(notice: Notice) -> str:
    """The sentence in the reader's language; a `title` is one of the program's own words, kept in the first language."""
    title = notice.params.get("title")
    return str(SENTENCES[notice.code] % (notice.params | ({"title": gettext(title)} if title else {})))
