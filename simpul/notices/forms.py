"""The sentences of notices, by code. Modules above register theirs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "code_card_low": _("Kartu kode %(name)s tinggal %(left)s kode. Terbitkan kartu baru."),
    "denied_file_asked": _("%(name)s mencoba membuka berkas yang tertutup baginya. Tanyakan mengapa."),
    "reading_limit_reached": _("%(name)s mencapai batas jumlah data yang dibuka atau dicari. Periksa untuk apa."),
    "work_handed_over": _("%(count)s tugas dari %(name)s sekarang pada Anda."),
}
