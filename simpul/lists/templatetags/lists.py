"""Counts, states and results of lists, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simpul.lists.forms.rows import ShownRow, tab_words
from simpul.lists.forms.words import OF_FACT
from simpul.lists.rules.checks import Outcome
from simpul.ui.templatetags.ui import number, tag

register = template.Library()
_STATE_KINDS = {"checked": "soon", "refused": "late", "applied": "good"}
_OPEN = (Outcome.READY, Outcome.LOOK, Outcome.UNREADABLE, Outcome.REPEATED)


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key."""
    return mapping.get(key, "")


@register.simple_tag
def list_state(incoming: Any) -> SafeString:
    """What is being done with a list."""
    return tag(incoming.get_state_display(), _STATE_KINDS.get(incoming.state, "calm"))


@register.simple_tag
def list_counts(incoming: Any) -> str:
    """1.102 siap · 96 perlu dilihat · 42 tidak bisa dibaca."""
    return " · ".join(f"{number(count)} {tab_words(outcome)}" for outcome, count in _in_order(incoming.counts))


def _in_order(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(outcome.value, counts[outcome]) for outcome in Outcome if counts.get(outcome)]


@register.simple_tag
def summary_sentence(incoming: Any) -> str:
    """1.240 baris: 1.102 siap · 96 perlu dilihat · 42 tidak bisa dibaca."""
    total = sum(incoming.counts.values())
    rows = ngettext("%(count)s baris", "%(count)s baris", total) % {"count": number(total)}
    return f"{rows}: {list_counts(incoming)}"


@register.simple_tag
def compared_sentence(counts: Mapping[str, int]) -> str:
    """Dicocokkan: 812 sudah kita kenal · 40 mungkin · 300 belum · 42 perlu diperiksa dahulu."""
    words = {
        "known": _("%(n)s sudah kita kenal"),
        "maybe": _("%(n)s mungkin kita kenal"),
        "unknown": _("%(n)s belum kita kenal"),
        "open": _("%(n)s perlu diperiksa dahulu"),
    }
    told = [words[name] % {"n": number(count)} for name, count in counts.items() if count or name != "open"]
    return _("Dicocokkan: %(counts)s") % {"counts": " · ".join(told)}


@register.simple_tag
def reading_sentence(reading: Sequence[tuple[str, Any, Any]]) -> str:
    """Kolom “Nm. Lengkap” dibaca sebagai nama, …: the columns that say who somebody is."""
    told = [
        _("“%(header)s” dibaca sebagai %(field)s") % {"header": header, "field": str(field)}
        for header, field, _why in reading[:2]
    ]
    rest = len(reading) - len(told)
    if rest > 0:
        told.append(ngettext("%(count)s kolom lain", "%(count)s kolom lain", rest) % {"count": rest})
    return _("Kolom %(columns)s") % {"columns": ", ".join(told)}


@register.filter
def is_open(row: Any) -> bool:
    """Whether a row may still be mended."""
    return row.outcome in _OPEN


@register.filter
def has_boxes(one: ShownRow) -> bool:
    """Whether something in the row can be written anew."""
    return any(cell.is_wrong for cell in one.cells)


@register.simple_tag
def row_result(one: ShownRow, is_compared_only: bool = False) -> SafeString | str:
    """What applying the row does, or did; of a list that is only compared, whether its person is known."""
    row = one.row
    if row.outcome == Outcome.READY:
        return _known_words(one) if is_compared_only else _act_words(one)
    if row.outcome == Outcome.APPLIED and row.person_id:
        link = format_html(
            '<a href="{}">{}</a>', reverse("registry:view_person", args=[row.person_id]), _("Buka datanya")
        )
        return format_html("{} {}", _act_words(one, is_done=True), link)
    if row.outcome == Outcome.KEPT and row.person_id:
        return format_html(
            '<a href="{}">{}</a>', reverse("registry:view_person", args=[row.person_id]), _("Buka datanya")
        )
    return ""


def _known_words(one: ShownRow) -> str:
    if one.row.act == "new":
        return _("Belum tercatat.")
    more = ", ".join(str(cell.label) for cell in one.pair if cell.fills)
    return _("Sudah tercatat; daftar ini menambah: %(facts)s.") % {"facts": more} if more else _("Sudah tercatat.")


def _act_words(one: ShownRow, *, is_done: bool = False) -> str:
    if one.row.act == "new":
        return _("Didaftarkan.") if is_done else _("Baru: akan didaftarkan.")
    if one.row.act == "same":
        return _("Sudah tercatat; tidak ada yang berubah.")
    told = ", ".join(_change(cell) for cell in one.pair if cell.fills or (cell.differs and cell.fact in one.taken))
    if is_done:
        return _("Diperbarui: %(facts)s.") % {"facts": told or "–"}
    return _("Sudah tercatat; diperbarui: %(facts)s.") % {"facts": told or "–"}


def _change(cell: Any) -> str:
    """A fact before and after: RT 004 → 005."""
    label = str(OF_FACT.get(cell.fact, cell.fact))
    return f"{label} {cell.ours} → {cell.theirs}" if cell.ours else f"{label} {cell.theirs}"


@register.simple_tag
def done_words(one: ShownRow) -> SafeString:
    """What has become of a row that was just mended."""
    words = {
        Outcome.READY: _("Siap diterapkan."),
        Outcome.DROPPED: _("Tidak dipakai."),
        Outcome.REPEATED: _("Terulang; tidak dicatat dua kali."),
    }[Outcome(one.row.outcome)]
    return format_html("<b>{}</b> {}", one.name, words)
