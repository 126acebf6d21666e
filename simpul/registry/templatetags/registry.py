"""Ages, relations and recorded facts, in words."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from simpul.directory.queries import label, path_in_words
from simpul.kit.birth_dates import BirthDate
from simpul.kit.dates import is_day_of
from simpul.registry.forms.find_person import how_in_words
from simpul.registry.models import Family
from simpul.registry.queries import head_of
from simpul.registry.queries.choices import ChangeReason, FactEndReason, FactSaidBy, FactSource, NumberState, Sex
from simpul.registry.queries.history import FieldChange
from simpul.ui.templatetags.ui import day, masked

register = template.Library()

FACTS = {
    "name": _("Nama"),
    "sex": _("Jenis kelamin"),
    "birth_place": _("Tempat lahir"),
    "birth": _("Tanggal lahir"),
    "national_number": _("NIK"),
    "number_state": _("Keadaan NIK"),
    "area_code": _("Desa atau kelurahan"),
    "address": _("Alamat"),
    "rt": _("RT"),
    "rw": _("RW"),
    "address_is_protected": _("Alamat dilindungi"),
    "death": _("Meninggal"),
}
_CHOICES = {"sex": Sex, "number_state": NumberState}
_PLACE = {"area_code", "address", "rt", "rw"}


register.filter("found_otherwise", how_in_words)


@register.filter
def age(birth: BirthDate | None, on: date) -> str:
    """58 th; 57–58 th where only the year is known; 8 bln for a baby."""
    if birth is None:
        return ""
    least, most = birth.age_on(on)
    if most < 2 and birth.precision == "day":
        months = (on.year - birth.date.year) * 12 + on.month - birth.date.month - (on.day < birth.date.day)
        return gettext("%(n)s bln") % {"n": max(months, 0)}
    if least == most:
        return gettext("%(n)s th") % {"n": most}
    return gettext("%(least)s–%(most)s th") % {"least": max(least, 0), "most": most}


@register.simple_tag
def family_name(family: Family) -> str:
    """Keluarga Iwan Setiawan: a family is called after its head."""
    head = head_of(family)
    return gettext("Keluarga %(name)s") % {"name": head.name if head else "–"}


@register.simple_tag
def since(dated: Any, zone: str) -> str:
    """sejak 1 Maret 2020; or tercatat 24 November 2026, where nobody said since when."""
    if is_day_of(dated.from_on, dated.recorded_at, zone):
        return gettext("tercatat %(day)s") % {"day": day(dated.from_on)}
    return gettext("sejak %(day)s") % {"day": day(dated.from_on)}


@register.filter
def relation(code: str) -> str:
    """Kepala keluarga, Istri, Anak …"""
    return label("shdk", code, get_language() or "id") if code else ""


@register.filter
def fact_label(field: str) -> Any:
    """What a fact is called."""
    return FACTS.get(field, field)


@register.simple_tag
def fact(change: FieldChange, value: Any, hides_place: bool = False) -> Any:
    """One fact as a reader may see it: numbers masked, a protected place not at all."""
    if change.field in _PLACE and hides_place:
        return gettext("dilindungi")
    if value in (None, ""):
        return gettext("kosong")
    if change.field == "national_number":
        return masked(value)
    if change.field in _CHOICES:
        return _CHOICES[change.field](value).label
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if change.field == "area_code":
        return path_in_words(value) or value
    return day(value) if isinstance(value, BirthDate) else value


@register.filter
def reason(code: str) -> Any:
    """Salah ketik, Dokumen baru, Laporan warga."""
    return ChangeReason(code).label if code in ChangeReason.values else code


@register.filter
def fact_source(code: str) -> Any:
    """Kunjungan rumah, Daftar yang masuk."""
    return FactSource(code).label


@register.filter
def fact_said_by(code: str) -> Any:
    """Orangnya sendiri, Tetangga atau ketua RT/RW."""
    return FactSaidBy(code).label


@register.filter
def fact_end_reason(code: str) -> Any:
    """Sudah tidak berlaku, Salah catat."""
    return FactEndReason(code).label
