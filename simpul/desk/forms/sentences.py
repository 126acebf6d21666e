"""What an act is called in a sentence that begins with who did it, and what fields are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from simpul.accounts.rules.roles import ROLES

SENTENCES: dict[str, Any] = {
    "accounts.access_denied": _("ditolak dari halaman yang bukan untuk perannya"),
    "accounts.account_changed": _("mengubah akun"),
    "accounts.account_closed": _("menutup akun"),
    "accounts.account_opened": _("membuka akun"),
    "accounts.grant_given": _("memberi atau menutup akses khusus"),
    "accounts.grant_withdrawn": _("mencabut akses khusus"),
    "accounts.role_assigned": _("memberi peran %(role)s"),
    "accounts.role_ended": _("mengakhiri peran %(role)s"),
    "directory.code_list_entry_changed": _("mengubah daftar kode"),
    "directory.letterhead_set": _("mengganti kop surat"),
    "directory.office_changed": _("mengubah data kantor"),
    "documents.paper_issued": _("menerbitkan surat"),
    "documents.paper_printed": _("mencetak ulang surat"),
    "documents.paper_withdrawn": _("menarik surat"),
    "registry.extract_printed": _("mencetak kutipan data"),
    "registry.number_revealed": _("membuka nomor lengkap"),
    "registry.person_corrected": _("memperbaiki data"),
    "registry.person_registered": _("mendaftarkan"),
}

FIELDS: dict[str, Any] = {
    "address": _("alamat"), "address_is_protected": _("alamat dilindungi"), "birth_date": _("tanggal lahir"),
    "birth_place": _("tempat lahir"), "birth_precision": _("ketelitian tanggal lahir"), "name": _("nama"),
    "national_number": _("NIK"), "family_number": _("No. KK"), "number_state": _("status NIK"), "phone": _("nomor HP"),
    "rt": _("RT"), "rw": _("RW"), "sex": _("jenis kelamin"), "died_on": _("tanggal meninggal"), "area": _("wilayah"),
    "email": _("surel"), "language": _("bahasa"),
}  # fmt: skip


def sentence_of(act: str, detail: Mapping[str, Any]) -> str:
    """The act in words; an act without words shows its code, and a test finds it."""
    if act not in SENTENCES:
        return act
    role = ROLES.get(str(detail.get("role", "")))
    return str(SENTENCES[act]) % {**detail, "role": _(role.name) if role else ""}
