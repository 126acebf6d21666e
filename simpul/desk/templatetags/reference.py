"""Reference data in words: days of the week, names of months, entries of lists and what an edition changed."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from simpul.desk.queries.code_lists import Edition
from simpul.directory.rules.code_lists import Entry

register = template.Library()
_TOLD_ONE_BY_ONE = 5


@register.filter
def weekdays_in_words(numbers: Iterable[int]) -> str:
    """Senin–Jumat where they follow each other, else each by its name."""
    days = sorted(numbers)
    names = [str(WEEKDAYS[day - 1]) for day in days]
    in_a_row = len(days) > 2 and days == list(range(days[0], days[-1] + 1))
    return f"{names[0]}–{names[-1]}" if in_a_row else ", ".join(names)


@register.filter
def month_name(day: date) -> str:
    """Agustus, August."""
    return str(MONTHS[day.month])


@register.filter
def label_here(entry: Entry) -> str:
    """What an entry is called in the reader's language."""
    return entry.label(get_language() or "id")


@register.filter
def label_there(entry: Entry) -> str:
    """The name in the other language, where it is another word."""
    other = entry.values.name_id if (get_language() or "id").startswith("en") else entry.values.name_en
    return "" if other == label_here(entry) else other


@register.filter
def changes_in_words(edition: Edition) -> str:
    """What an edition changed: each code where they are few, else how many."""
    if edition.is_shipped or len(edition.changes) > _TOLD_ONE_BY_ONE:
        return _counted(edition)
    return "; ".join(f"{_WORDS[change.what]()} {change.code} ({change.name})" for change in edition.changes)


def _counted(edition: Edition) -> str:
    came, gone = edition.count("shipped"), edition.count("withdrawn")
    words = [ngettext("%(n)s kode baru atau berubah", "%(n)s kode baru atau berubah", came) % {"n": came}]
    if gone:
        words.append(ngettext("%(n)s ditarik", "%(n)s ditarik", gone) % {"n": gone})
    return ", ".join(words)


_WORDS = {
    "added": lambda: _("Ditambah:"),
    "edited": lambda: _("Diubah:"),
    "hidden": lambda: _("Disembunyikan:"),
    "shown": lambda: _("Ditawarkan lagi:"),
    "reset": lambda: _("Dikembalikan ke isi bawaan:"),
    "shipped": lambda: _("Bawaan:"),
    "withdrawn": lambda: _("Ditarik:"),
}
