"""What is shown of the life of people and families: topics, questions and answers in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from simpul.registry import queries
from simpul.registry.rules.catalogue import CATALOGUE, FactKind, Topic, Unit, kinds_of
from simpul.registry.rules.facts import UNKNOWN, Value

if TYPE_CHECKING:
    from simpul.registry.queries import KnownFact

SENTENCES = {
    "fact_value_unfit": _("Jawaban ini tidak ada dalam daftar."),
    "fact_unknown": _("Keadaan ini tidak dikenal."),
    "fact_in_future": _("Tanggal ini sesudah hari ini (%(on)s)."),
    "fact_before_birth": _("Tanggal ini sebelum orangnya lahir (%(on)s)."),
    "fact_ends_before_it_begins": _("Berakhirnya harus sesudah tanggal keadaannya (%(on)s)."),
    "fact_end_unfit": _("Pilih mengapa berakhir; yang sudah tidak berlaku perlu tanggalnya."),
    "fact_has_ended": _("Keadaan ini sudah diakhiri. Muat ulang halaman ini."),
    "fact_source_unfit": _("Pilih dari mana kantor tahu."),
    "fact_said_twice": _("Tertulis dua kali dalam daftar yang sama."),
    "no_fact_said": _("Belum ada yang dijawab atau diubah."),
    "snapshot_field_unknown": _("Tidak ada keadaan bernama %(field)s."),
    "snapshot_purpose_unknown": _("Pilih untuk apa potret data ini."),
    "snapshot_retention_unknown": _("Pilih berapa lama potret data ini disimpan."),
    "snapshot_is_erased": _("Masa simpan potret data ini sudah lewat; isinya sudah dimusnahkan."),
    "snapshot_differs": _("Isi potret data ini tidak sama dengan namanya. Jangan dipakai; beri tahu administrator."),
}
TOPICS = {
    Topic.HOUSE: _("Rumah"),
    Topic.WATER: _("Air dan jamban"),
    Topic.GOODS: _("Barang dan tabungan"),
    Topic.ANIMALS: _("Ternak"),
    Topic.AID: _("Bantuan yang diterima"),
    Topic.PAPERS: _("Surat dan status"),
    Topic.SCHOOL: _("Sekolah"),
    Topic.WORK: _("Pekerjaan dan usaha"),
    Topic.HEALTH: _("Kesehatan"),
    Topic.FUNCTION: _("Kesulitan fungsi tubuh"),
    Topic.SOCIAL: _("Disabilitas dan PPKS"),
}
# Regsosek 428j has a scale of its own, which the list notes but does not spell out.
HOW_OFTEN = {
    "scale_1": _("Sangat sering"),
    "scale_2": _("Sering"),
    "scale_3": _("Jarang"),
    "scale_4": _("Tidak pernah"),
}


def label_of(kind: FactKind) -> str:
    """What the fact is called, in the reader's language."""
    return queries.question_in_words(kind, get_language() or "id") or gettext(kind.label)


def in_words(kind: FactKind, value: Value, *, edition: int | None = None) -> str:
    """A value in the reader's language."""
    if value is UNKNOWN:
        return gettext("tidak tahu")
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if isinstance(value, frozenset):
        return ", ".join(_answer(kind, code, edition) for code in sorted(value)) or gettext("tidak ada")
    if isinstance(value, str):
        return _answer(kind, value, edition)
    return number_format(value.normalize() if isinstance(value, Decimal) else value, use_l10n=True)


def _answer(kind: FactKind, code: str, edition: int | None) -> str:
    if kind.code == "feels_sad" and code in HOW_OFTEN:
        return str(HOW_OFTEN[code])
    return queries.answer_in_words(kind, code, get_language() or "id", edition=edition)


@dataclass(frozen=True)
class FactShown:
    """One fact as a page shows it."""

    label: str
    value: str
    fact: KnownFact


@dataclass(frozen=True)
class TopicShown:
    """What is known under one heading."""

    topic: str
    title: Any
    facts: list[FactShown]


def by_topic(facts: Iterable[KnownFact]) -> list[TopicShown]:
    """Facts under their headings, in the order of the catalogue; headings without any are left out."""
    order = {code: place for place, code in enumerate(CATALOGUE)}
    shown: dict[Topic, list[FactShown]] = {}
    for fact in sorted(facts, key=lambda fact: order[fact.kind.code]):
        shown.setdefault(fact.kind.topic, []).append(told_of(fact))
    return [TopicShown(topic, TOPICS[topic], shown[topic]) for topic in TOPICS if topic in shown]


def told_of(fact: KnownFact) -> FactShown:
    """One fact with its words."""
    return FactShown(label_of(fact.kind), in_words(fact.kind, fact.value, edition=fact.edition), fact)


def topics_of(unit: Unit, *, confidential: bool) -> list[tuple[str, Any]]:
    """The headings under which something of this unit is asked."""
    asked = {kind.topic for kind in kinds_of(unit, confidential=confidential)}
    return [(str(topic), title) for topic, title in TOPICS.items() if topic in asked]
