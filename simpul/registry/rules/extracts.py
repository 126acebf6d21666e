"""What extracts are given out for: the codes that the audit keeps, and their words. Plain Python."""

from collections.abc import Mapping

from simpul.kit.words import N_

PURPOSES: Mapping[str, str] = {
    "own_use": N_("Simpanan warga sendiri"),
    "school": N_("Sekolah"),
    "health": N_("Layanan kesehatan"),
    "civil_registry": N_("Dukcapil"),
    "assistance": N_("Bantuan sosial"),
    "court": N_("Pengadilan atau kepolisian"),
    "other": N_("Keperluan lain"),
}
