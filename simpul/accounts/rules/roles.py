"""The roles of an office, each with what it may do and a sentence that people understand.

Names follow Permensos 15/2018 (SLRT) and the usual structure of a district office; see the glossary.
Words are Indonesian, the first language; the catalogue translates them where they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simpul.accounts.rules.permissions import Permission as P
from simpul.kit.words import N_


@dataclass(frozen=True)
class Role:
    """A role: its code, its name, what the holder does, and the permissions that come with it."""

    code: str
    name: str
    description: str
    permissions: frozenset[P]
    area_level: int | None = None  # 3: one subdistrict, 4: one village; None: the whole office unless an area is given
    uses_code_card: bool = False  # may prove the second factor with a printed card instead of a device


_READ = frozenset({P.VIEW_PERSON, P.DECLARE_CONFLICT})
_COUNTER = _READ | {
    P.REGISTER_PERSON, P.CORRECT_PERSON, P.CHANGE_FAMILY, P.RECORD_FACTS, P.PRINT_EXTRACT, P.REVEAL_NUMBER,
}  # fmt: skip
_CARE = _COUNTER | {
    P.VIEW_CONFIDENTIAL_FACTS
}  # whoever works on a person's need, not whoever only receives or pays them
_LISTS = frozenset({P.RECEIVE_LIST, P.APPLY_LIST})
_LEAD = _READ | {P.PRINT_EXTRACT, P.REVEAL_NUMBER}

_TEAM = frozenset({P.MANAGE_STAFF, P.ISSUE_CODE_CARD, P.CONFIRM_LOST_DEVICE})
_KEEPER = frozenset({
    P.MANAGE_STAFF, P.CONFIRM_LOST_DEVICE, P.OPEN_OFFICE, P.CLOSE_OFFICE, P.MANAGE_OFFICE, P.MANAGE_AREAS,
    P.EDIT_CODE_LIST, P.VIEW_SYSTEM,
})  # fmt: skip

_ALL = (
    Role(
        "head_of_office",
        N_("Kepala dinas"),
        N_("Memimpin dinas, menetapkan kebijakan dan menandatangani."),
        _LEAD | {P.MANAGE_OFFICE, P.WITHDRAW_CONFLICT, P.CONFIRM_LOST_DEVICE},
    ),
    Role(
        "head_of_division",
        N_("Kepala bidang"),
        N_("Memimpin bidang dan memeriksa sebelum kepala dinas."),
        _LEAD | {P.CONFIRM_LOST_DEVICE, P.VIEW_CONFIDENTIAL_FACTS},
    ),
    Role(
        "services_manager",
        N_("Manajer pelayanan sosial"),
        N_("Merencanakan, membagi dan mengawasi pelayanan; mengurus tim."),
        _CARE
        | _TEAM
        | _LISTS
        | {P.WITHDRAW_CONFLICT, P.MANAGE_OFFICE, P.MANAGE_AREAS, P.EDIT_CODE_LIST, P.EXPORT_PEOPLE},
    ),
    Role(
        "supervisor",
        N_("Supervisor kecamatan"),
        N_("Membina petugas di satu kecamatan dan akun desa di dalamnya."),
        _CARE | _LISTS | {P.ISSUE_CODE_CARD, P.EXPORT_PEOPLE},
        area_level=3,
    ),
    Role("front_office", N_("Petugas loket"), N_("Menerima warga, mendaftar dan menjawab di loket."), _COUNTER),
    Role(
        "back_office",
        N_("Back office"),
        N_("Menangani dan memberi rekomendasi atas yang diterima loket."),
        _CARE | _LISTS,
    ),
    Role("social_worker", N_("Pekerja sosial"), N_("Menangani kasus: asesmen, rencana, pendampingan."), _CARE),
    Role("social_assistant", N_("Asisten sosial / pendamping"), N_("Mendampingi warga dan mengunjungi rumah."), _CARE),
    Role(
        "village_operator",
        N_("Operator desa"),
        N_("Memperbarui daftar warga desanya sendiri."),
        _READ | {P.REGISTER_PERSON, P.CORRECT_PERSON, P.RECORD_FACTS, P.RECEIVE_LIST},
        area_level=4,
        uses_code_card=True,
    ),
    Role("budget_officer", N_("PPTK"), N_("Mengendalikan pelaksanaan kegiatan dan anggarannya."), _READ),
    Role("treasurer", N_("Bendahara"), N_("Membayar dan mempertanggungjawabkan uang."), _READ),
    Role("storekeeper", N_("Petugas gudang"), N_("Menerima, menyimpan dan mengeluarkan barang."), frozenset()),
    Role(
        "auditor",
        N_("Auditor"),
        N_("Melihat siapa melihat dan mengubah apa. Tidak mengubah apa pun."),
        _READ | {P.VIEW_AUDIT},
    ),
    Role(
        "data_protection_officer",
        N_("Petugas pelindungan data"),
        N_("Menjaga hak warga atas datanya."),
        _LEAD | {P.VIEW_AUDIT, P.VIEW_CONFIDENTIAL_FACTS},
    ),
    Role("partner", N_("Mitra"), N_("Lembaga mitra: hanya melihat yang dirujuk kepadanya."), frozenset()),
    Role(
        "system_administrator",
        N_("Administrator sistem"),
        N_("Menjaga sistem tetap berjalan. Tidak melihat warga."),
        _KEEPER,
    ),
)

ROLES: Mapping[str, Role] = {role.code: role for role in _ALL}


def permissions_of(role: str) -> frozenset[P]:
    """What this role may do; a role that is no longer known may do nothing."""
    return ROLES[role].permissions if role in ROLES else frozenset()
