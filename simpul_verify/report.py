"""What was found, each in one sentence with its place, in Indonesian or English, or as JSON."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

MOST_KEPT = 1_000

# code: (Indonesian, English)
SENTENCES = {
    "events_changed": (
        "Segel {seal}: peristiwa telah diubah, ditukar atau diganti (id {first_id}–{last_id}, disegel {sealed_at}).",
        "Seal {seal}: an event was edited, swapped or replaced (ids {first_id}–{last_id}, sealed {sealed_at}).",
    ),
    "events_missing": (
        "Segel {seal}: {number} dari {count} peristiwa hilang (id {first_id}–{last_id}, disegel {sealed_at}).",
        "Seal {seal}: {number} of {count} events are missing (ids {first_id}–{last_id}, sealed {sealed_at}).",
    ),
    "events_added": (
        "Segel {seal}: {number} peristiwa disisipkan kemudian ke dalam {count} yang disegel (id {first_id}–{last_id}).",
        "Seal {seal}: {number} events were slipped in later among the {count} sealed (ids {first_id}–{last_id}).",
    ),
    "events_late": (
        "Sebelum segel {seal}: {number} peristiwa (mulai id {first_id}) tidak tercakup segel mana pun; disisipkan "
        "kemudian, atau segelnya dibuang.",
        "Before seal {seal}: {number} events (from id {first_id}) are in no seal; inserted late, or their seal was "
        "removed.",
    ),
    "events_from_nowhere": (
        "{number} peristiwa (mulai id {first_id}) menyebut transaksi yang belum pernah ada.",
        "{number} events (from id {first_id}) name a transaction that has never been.",
    ),
    "batch_place_wrong": (
        "Segel {seal}: awal atau akhir yang disebut bukan peristiwa pertama atau terakhirnya.",
        "Seal {seal}: the place it states is not that of its first or last event.",
    ),
    "seals_missing": (
        "Segel {first}–{last} tidak ada.",
        "Seals {first} to {last} are not there.",
    ),
    "seal_number_wrong": (
        "Segel {seal} berada di tempat nomor {expected}.",
        "Seal {seal} stands where number {expected} should.",
    ),
    "chain_broken": (
        "Segel {seal} tidak bersambung pada segel sebelumnya.",
        "Seal {seal} does not continue the seal before it.",
    ),
    "seal_changed": (
        "Segel {seal} telah diubah: hash-nya bukan hash dari isinya.",
        "Seal {seal} was edited: its hash is not that of its content.",
    ),
    "seal_disorder": (
        "Segel {seal} mulai sebelum akhir segel sebelumnya.",
        "Seal {seal} begins before the end of the seal before it.",
    ),
    "key_unknown": (
        "Segel {seal} ditandatangani kunci {key_id} yang tidak dikenal.",
        "Seal {seal} is signed by key {key_id}, which is not known.",
    ),
    "signature_false": (
        "Segel {seal}: tanda tangan tidak sah untuk kunci {key_id}.",
        "Seal {seal}: the signature is not that of key {key_id}.",
    ),
    "copy_missing": (
        "Salinan kepala rantai {path} tidak dapat dibaca.",
        "The head copy {path} cannot be read.",
    ),
    "copy_ahead": (
        "Salinan {path} mengenal segel {first}–{last}, tabel tidak: ekornya dipotong, atau basis data dipulihkan dari "
        "cadangan yang lebih lama.",
        "The copy {path} knows seals {first} to {last}, the table does not: its tail was cut, or the database was "
        "restored from an older backup.",
    ),
    "copy_differs": (
        "Segel {seal}: hash atau waktu di salinan {path} berbeda dari tabel.",
        "Seal {seal}: hash or time in the copy {path} differs from the table.",
    ),
    "copy_gap": (
        "Salinan {path} tidak memuat segel {first}–{last}.",
        "The copy {path} lacks seals {first} to {last}.",
    ),
    "copy_disorder": (
        "Salinan {path}: nomor {seal} muncul setelah nomor {after}.",
        "The copy {path}: number {seal} comes after number {after}.",
    ),
    "copy_behind": (
        "Salinan {path} tertinggal: segel {first}–{last} sudah lebih dari {seconds} detik belum disalin.",
        "The copy {path} stayed behind: seals {first} to {last} have not been copied for more than {seconds} seconds.",
    ),
    "printed_head_differs": (
        "Segel {seal}: hash yang tercetak bukan hash di tabel.",
        "Seal {seal}: the printed hash is not the one in the table.",
    ),
    "printed_head_absent": (
        "Segel {seal} yang tercetak tidak ada di tabel.",
        "The printed seal {seal} is not in the table.",
    ),
    "trigger_off": (
        "Pemicu {name} pada {table} tidak ada atau dimatikan.",
        "The trigger {name} on {table} is missing or switched off.",
    ),
    "right_too_many": (
        "Peran {role} boleh {right} pada {table}.",
        "The role {role} has the right to {right} on {table}.",
    ),
    "role_too_strong": (
        "Peran {role} dapat melewati keamanan baris.",
        "The role {role} can pass row security by.",
    ),
    "row_security_off": (
        "Keamanan baris pada {table} dimatikan.",
        "Row security on {table} is switched off.",
    ),
    "unreadable": (
        "Tabel audit tidak dapat dibaca sebagaimana mestinya ({error}).",
        "The audit tables cannot be read as they should be ({error}).",
    ),
    "unsealed_old": (
        "{number} peristiwa belum disegel, yang tertua sejak {at}: penyegel berhenti, sebuah transaksi lama terbuka, "
        "atau segel terakhir dibuang.",
        "{number} events are not sealed, the oldest since {at}: the sealer stands still, a transaction has been open "
        "long, or the latest seals were removed.",
    ),
    "no_copy": (
        "Tanpa salinan kepala rantai, ekor yang dipotong tidak dapat ditemukan.",
        "Without a copy of the head, a tail that was cut cannot be found.",
    ),
}
LANGUAGES = {"id": 0, "en": 1}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and where."""

    code: str
    place: dict[str, Any]

    def sentence(self, language: str) -> str:
        """For a person."""
        return SENTENCES[self.code][LANGUAGES[language]].format(**self.place)


@dataclass
class Report:
    """What was looked at, what is wrong (red), and what deserves a look (yellow)."""

    findings: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    found: int = 0
    events: int = 0
    seals: int = 0
    unsealed: int = 0
    head: str | None = None
    seconds: float = 0.0

    def find(self, code: str, **place: Any) -> None:
        """Something is wrong. Beyond the first thousand they are only counted."""
        self.found += 1
        if len(self.findings) < MOST_KEPT:
            self.findings.append(Finding(code, place))

    def warn(self, code: str, **place: Any) -> None:
        """Something that has an innocent reason as well."""
        self.warnings.append(Finding(code, place))

    @property
    def is_green(self) -> bool:
        """Nothing is wrong."""
        return self.found == 0

    def as_json(self, language: str) -> str:
        """For a program."""
        answer = {
            "ok": self.is_green,
            "events": self.events,
            "seals": self.seals,
            "unsealed": self.unsealed,
            "head": self.head,
            "found": self.found,
            "findings": [self._plain(finding, language) for finding in self.findings],
            "warnings": [self._plain(warning, language) for warning in self.warnings],
            "seconds": round(self.seconds, 3),
        }
        return json.dumps(answer, ensure_ascii=False)

    def as_text(self, language: str) -> str:
        """For a person."""
        lines = [finding.sentence(language) for finding in self.findings]
        if self.found > len(self.findings):
            lines.append(f"… +{self.found - len(self.findings)}")
        lines += [("Perhatian: ", "Note: ")[LANGUAGES[language]] + each.sentence(language) for each in self.warnings]
        lines.append(self._summary(language))
        return "\n".join(lines)

    def _summary(self, language: str) -> str:
        if language == "id":
            verdict = "HIJAU: tidak ada yang berubah." if self.is_green else f"MERAH: {self.found} temuan."
            counted = f"{self.events} peristiwa dalam {self.seals} segel, {self.unsealed} belum disegel"
            return f"{verdict} {counted}; kepala {self.head or '–'}; {self.seconds:.1f} detik."
        verdict = "GREEN: nothing was changed." if self.is_green else f"RED: {self.found} findings."
        counted = f"{self.events} events in {self.seals} seals, {self.unsealed} not sealed yet"
        return f"{verdict} {counted}; head {self.head or '–'}; {self.seconds:.1f} seconds."

    @staticmethod
    def _plain(finding: Finding, language: str) -> dict[str, Any]:
        return {"code": finding.code, "place": finding.place, "sentence": finding.sentence(language)}


def moment(microseconds: int | None) -> str:
    """A moment as ISO text in UTC, whatever somebody wrote into the table."""
    try:
        return datetime.fromtimestamp((microseconds or 0) / 1_000_000, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return str(microseconds)
