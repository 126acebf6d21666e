"""What an act is called in a sentence that begins with who did it, and what fields are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from simpul.accounts.rules.roles import ROLES
from simpul.documents.forms import PrintPaperForm
from simpul.registry.forms.memberships import HEAD_REASONS
from simpul.registry.forms.person_acts import RevealNumberForm
from simpul.registry.forms.relations import MERGE_REASONS
from simpul.registry.queries.choices import CORRECTION_REASONS, LEAVING_REASONS
from simpul.registry.rules.extracts import PURPOSES

SENTENCES: dict[str, Any] = {
    "accounts.access_denied": _("ditolak dari halaman yang bukan untuk perannya"),
    "accounts.account_changed": _("mengubah akun"),
    "accounts.account_closed": _("menutup akun"),
    "accounts.account_opened": _("membuka akun"),
    "accounts.administrator_recovered": _("memulihkan akun administrator dari mesin"),
    "accounts.denied_file_asked": _("mencoba membuka berkas yang tertutup baginya"),
    "accounts.grant_given": _("memberi atau menutup akses khusus"),
    "accounts.grant_withdrawn": _("mencabut akses khusus"),
    "accounts.reading_limit_reached": _("mencapai batas jumlah data yang dibuka atau dicari"),
    "accounts.role_assigned": _("memberi peran %(role)s"),
    "accounts.role_ended": _("mengakhiri peran %(role)s"),
    "directory.area_change_recorded": _("mencatat perubahan wilayah"),
    "directory.area_code_set": _("mencatat kode wilayah"),
    "directory.area_opened": _("menambah wilayah"),
    "directory.area_renamed": _("mengubah nama wilayah"),
    "directory.entry_added": _("menambah isi daftar kode"),
    "directory.entry_edited": _("mengubah isi daftar kode"),
    "directory.entry_hidden": _("menyembunyikan isi daftar kode"),
    "directory.entry_reset": _("mengembalikan daftar kode ke isi bawaan"),
    "directory.entry_shown": _("menawarkan lagi isi daftar kode"),
    "directory.holiday_declared": _("mencatat hari libur"),
    "directory.holiday_withdrawn": _("membatalkan hari libur"),
    "directory.letterhead_set": _("mengganti kop surat"),
    "directory.office_changed": _("mengubah data kantor"),
    "directory.office_closed": _("menutup kantor"),
    "directory.office_opened": _("membuka kantor"),
    "directory.organisation_changed": _("mengubah data organisasi"),
    "directory.organisation_opened": _("menambah organisasi"),
    "directory.working_hours_set": _("mengubah hari kerja"),
    "directory.year_announced": _("menyatakan hari libur setahun lengkap"),
    "documents.export_asked": _("meminta daftar untuk dibawa sebagai berkas"),
    "documents.export_downloaded": _("mengunduh daftar"),
    "documents.export_made": _("mendapat berkas daftar yang diminta"),
    "documents.export_password_shown": _("melihat kata sandi berkas daftar"),
    "documents.paper_issued": _("menerbitkan surat"),
    "documents.paper_printed": _("mencetak ulang surat"),
    "documents.paper_withdrawn": _("menarik surat"),
    "jobs.job_cancelled": _("menghentikan pekerjaan"),
    "jobs.job_retried": _("mengulang pekerjaan"),
    "jobs.job_started": _("memulai pekerjaan"),
    "jobs.result_downloaded": _("mengunduh hasil pekerjaan"),
    "registry.extract_printed": _("mencetak kutipan data"),
    "registry.number_revealed": _("membuka nomor lengkap"),
    "registry.person_corrected": _("memperbaiki data"),
    "registry.person_viewed": _("melihat data"),
    "registry.person_registered": _("mendaftarkan"),
    "accounts.code_card_issued": _("menerbitkan kartu kode"),
    "accounts.code_card_revoked": _("mencabut kartu kode"),
    "accounts.factor_added": _("memasang faktor kedua"),
    "accounts.factor_failed": _("salah memasukkan faktor kedua"),
    "accounts.factor_removed": _("melepas faktor kedua"),
    "accounts.lost_device_confirmed": _("memastikan perangkat hilang; faktor kedua dilepas"),
    "accounts.password_changed": _("mengganti kata sandi"),
    "accounts.password_reset": _("memberi kata sandi sekali pakai"),
    "accounts.session_ended": _("mengakhiri sesi di perangkat lain"),
    "accounts.sign_in_failed": _("gagal masuk"),
    "accounts.signed_in": _("masuk"),
    "accounts.signed_out": _("keluar"),
    "registry.alias_added": _("menambah nama lain"),
    "registry.alias_ended": _("menghapus nama lain dari daftar"),
    "registry.conflict_declared": _("menyatakan benturan kepentingan"),
    "registry.conflict_withdrawn": _("mencabut benturan kepentingan"),
    "registry.contact_added": _("menambah kontak"),
    "registry.contact_ended": _("mengakhiri kontak"),
    "registry.death_recorded": _("mencatat meninggal"),
    "registry.families_merged": _("menggabungkan keluarga"),
    "registry.family_ended": _("menutup kartu keluarga"),
    "registry.family_founded": _("membentuk keluarga"),
    "registry.family_joined": _("memasukkan anggota keluarga"),
    "registry.family_left": _("mengeluarkan anggota keluarga"),
    "registry.family_moved": _("memindahkan alamat keluarga"),
    "registry.family_number_changed": _("mengganti nomor KK"),
    "registry.family_number_revealed": _("membuka nomor KK lengkap"),
    "registry.family_split": _("memisahkan KK"),
    "registry.family_took_in": _("menerima keluarga yang digabung"),
    "registry.head_changed": _("mengganti kepala keluarga"),
    "registry.membership_corrected": _("memperbaiki hubungan dalam keluarga"),
    "registry.number_known_elsewhere": _("diberi tahu bahwa sebuah nomor tercatat di kantor lain"),
    "registry.other_office_asked": _("dari kantor lain, menanyakan warga ini"),
    "registry.paper_task_closed": _("menutup tugas pengurusan NIK atau KK"),
    "registry.paper_task_opened": _("membuka tugas pengurusan NIK atau KK"),
    "registry.paper_tasks_handed_over": _("mengalihkan tugas pengurusan"),
    "registry.people_merged": _("menggabungkan dua catatan orang yang sama"),
    "registry.people_unmerged": _("memisahkan kembali catatan yang digabung"),
    "registry.person_moved": _("memindahkan alamat"),
    "registry.person_took_in": _("menjadikan catatan ini yang dipakai"),
    "registry.person_withdrawn": _("membatalkan pendaftaran"),
    "registry.family_withdrawn": _("membatalkan pendaftaran keluarga"),
    "registry.member_withdrawn": _("membatalkan pendaftaran seorang anggota"),
    "lists.list_received": _("menerima daftar"),
    "lists.typing_started": _("mulai mengetik daftar"),
    "lists.rows_typed": _("menyimpan ketikan daftar"),
    "lists.typing_finished": _("selesai mengetik daftar"),
    "lists.picture_viewed": _("melihat gambar daftar"),
    "lists.list_checked": _("memeriksa baris daftar"),
    "lists.list_applied": _("menerapkan daftar"),
    "lists.list_undone": _("membatalkan daftar"),
    "lists.list_dropped": _("tidak memakai daftar"),
    "lists.list_restored": _("memakai lagi daftar"),
    "lists.mapping_changed": _("mengubah pemetaan kolom daftar"),
    "lists.row_mended": _("memperbaiki baris daftar"),
    "lists.row_accepted": _("menyatakan isian baris daftar sudah benar"),
    "lists.row_decided": _("memutuskan siapa di baris daftar"),
    "lists.row_dropped": _("tidak memakai baris daftar"),
    "lists.row_restored": _("memakai lagi baris daftar"),
    "lists.list_exported": _("mengunduh hasil daftar"),
    "lists.rows_downloaded": _("mengunduh baris daftar untuk diperbaiki"),
    "lists.rows_returned": _("menerima kembali baris daftar yang diperbaiki"),
    "registry.relation_ended": _("mengakhiri hubungan"),
    "registry.person_facts_recorded": _("mencatat keadaan seseorang"),
    "registry.family_facts_recorded": _("mencatat keadaan sebuah keluarga"),
    "registry.confidential_facts_recorded": _("mencatat keadaan rahasia"),
    "registry.person_fact_ended": _("mengakhiri keadaan seseorang"),
    "registry.family_fact_ended": _("mengakhiri keadaan sebuah keluarga"),
    "registry.confidential_fact_ended": _("mengakhiri keadaan rahasia"),
    "registry.confidential_facts_viewed": _("membuka keadaan rahasia"),
    "registry.snapshot_taken": _("mengambil potret data"),
    "registry.snapshot_opened": _("membuka potret data"),
    "registry.relation_recorded": _("mencatat hubungan"),
}

FIELDS: dict[str, Any] = {
    "address": _("alamat"), "area_code": _("desa atau kelurahan"), "birth": _("tanggal lahir"), "address_is_protected": _("alamat dilindungi"), "birth_date": _("tanggal lahir"),
    "birth_place": _("tempat lahir"), "birth_precision": _("ketelitian tanggal lahir"), "name": _("nama"),
    "contact_rule": _("cara aman dihubungi"), "national_number": _("NIK"), "family_number": _("No. KK"), "number_state": _("status NIK"), "phone": _("nomor HP"),
    "rt": _("RT"), "rw": _("RW"), "sex": _("jenis kelamin"), "died_on": _("tanggal meninggal"), "area": _("wilayah"),
    "organisation": _("organisasi"), "email": _("surel"), "language": _("bahasa"), "kind": _("jenis"), "time_zone": _("zona waktu"),
    "town": _("tempat surat"), "head_name": _("nama kepala"), "head_title": _("jabatan kepala"), "head_number": _("NIP kepala"),
    "name_id": _("nama Indonesia"), "name_en": _("nama Inggris"), "source": _("sumber"), "note": _("catatan"),
    "extra": _("kolom lain"), "valid_from": _("berlaku mulai"), "valid_until": _("berlaku sampai"),
}  # fmt: skip


# What an act was done for: the codes of every form that asks.
REASONS: dict[str, Any] = {
    **dict(LEAVING_REASONS), **dict(HEAD_REASONS), **dict(MERGE_REASONS), **dict(CORRECTION_REASONS),
    **dict(PrintPaperForm.REASONS), **dict(RevealNumberForm.REASONS), **{code: _(words) for code, words in PURPOSES.items()},
}  # fmt: skip


def sentence_of(act: str, detail: Mapping[str, Any]) -> str:
    """The act in words; an act without words shows its code, and a test finds it."""
    if act not in SENTENCES:
        return act
    role = ROLES.get(str(detail.get("role", "")))
    return str(SENTENCES[act]) % {**detail, "role": _(role.name) if role else ""}
