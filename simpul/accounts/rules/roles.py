"""The roles of an office, each with what it may do and a sentence that people understand.

Names follow Permensos 15/2018 (SLRT) and the usual structure of a district office; see the glossary.
Words are Indonesian, the first language; the catalogue translates them where they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simpul.accounts.rules.permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """A role: its code, its name, what the holder does, and the permissions that come with it."""

    code: str
    name: str
    description: str
    permissions: frozenset[P]
    area_level: int | None = None  # 3: one subdistrict, 4: one village; None: the whole office unless an area is given
    uses_code_card: bool = False  # may prove the second factor with a printed card instead of a device


_READ = frozenset({P.VIEW_PERSON})
_COUNTER = _READ | {P.REGISTER_PERSON, P.CORRECT_PERSON, P.CHANGE_FAMILY, P.PRINT_EXTRACT, P.REVEAL_NUMBER}
_LEAD = _READ | {P.PRINT_EXTRACT, P.REVEAL_NUMBER}

_ALL = (
    Role("head_of_office", "Kepala dinas", "Memimpin dinas, menetapkan kebijakan dan menandatangani.", _LEAD | {P.MANAGE_OFFICE}),
    Role("head_of_division", "Kepala bidang", "Memimpin bidang dan memeriksa sebelum kepala dinas.", _LEAD),
    Role(
        "services_manager", "Manajer pelayanan sosial", "Merencanakan, membagi dan mengawasi pelayanan; mengurus tim.",
        _COUNTER | {P.MANAGE_STAFF, P.ISSUE_CODE_CARD, P.MANAGE_OFFICE, P.EDIT_CODE_LIST},
    ),
    Role(
        "supervisor", "Supervisor kecamatan", "Membina petugas di satu kecamatan dan akun desa di dalamnya.",
        _COUNTER | {P.ISSUE_CODE_CARD}, area_level=3,
    ),
    Role("front_office", "Petugas loket", "Menerima warga, mendaftar dan menjawab di loket.", _COUNTER),
    Role("back_office", "Back office", "Menangani dan memberi rekomendasi atas yang diterima loket.", _COUNTER),
    Role("social_worker", "Pekerja sosial", "Menangani kasus: asesmen, rencana, pendampingan.", _COUNTER),
    Role("social_assistant", "Asisten sosial / pendamping", "Mendampingi warga dan mengunjungi rumah.", _COUNTER),
    Role(
        "village_operator", "Operator desa", "Memperbarui daftar warga desanya sendiri.",
        _READ | {P.REGISTER_PERSON, P.CORRECT_PERSON}, area_level=4, uses_code_card=True,
    ),
    Role("budget_officer", "PPTK", "Mengendalikan pelaksanaan kegiatan dan anggarannya.", _READ),
    Role("treasurer", "Bendahara", "Membayar dan mempertanggungjawabkan uang.", _READ),
    Role("storekeeper", "Petugas gudang", "Menerima, menyimpan dan mengeluarkan barang.", frozenset()),
    Role("auditor", "Auditor", "Melihat siapa melihat dan mengubah apa. Tidak mengubah apa pun.", _READ | {P.VIEW_AUDIT}),
    Role(
        "data_protection_officer", "Petugas pelindungan data", "Menjaga hak warga atas datanya.",
        _LEAD | {P.VIEW_AUDIT},
    ),
    Role("partner", "Mitra", "Lembaga mitra: hanya melihat yang dirujuk kepadanya.", frozenset()),
    Role(
        "system_administrator", "Administrator sistem", "Menjaga sistem tetap berjalan. Tidak melihat warga.",
        frozenset({P.MANAGE_STAFF, P.MANAGE_OFFICE, P.EDIT_CODE_LIST, P.VIEW_SYSTEM}),
    ),
)

ROLES: Mapping[str, Role] = {role.code: role for role in _ALL}


def permissions_of(role: str) -> frozenset[P]:
    """What this role may do; a role that is no longer known may do nothing."""
    return ROLES[role].permissions if role in ROLES else frozenset()
