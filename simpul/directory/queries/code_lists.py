"""Entries and labels of code lists, kept in memory per process for as long as the list's edition stays."""

import threading
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from simpul.directory.models import CodeList, CodeListEdition, CodeListEntry
from simpul.directory.rules.code_lists import Entry, Row, Values, merge

# Entries by the key of an edition. A key comes from a sequence and is never given twice, even after a rollback, so what
# was read in a transaction that failed can never be taken for something else.
_entries: dict[int, Mapping[str, Entry]] = {}
_KEPT = 400
_seen = threading.local()


def code_lists() -> QuerySet[CodeList]:
    """Every list, by title."""
    return CodeList.objects.order_by("title_id")


def editions(name: str) -> QuerySet[CodeListEdition]:
    """The editions of a list, the latest first."""
    return CodeListEdition.objects.filter(list=name).order_by("-edition")


def current_edition(name: str) -> int:
    """The number of the latest edition, which a record keeps beside the code; 0 for a list nobody loaded."""
    return _latest().get(name, (0, 0))[1]


def entries(name: str, *, on: date | None = None, with_hidden: bool = False) -> list[Entry]:
    """The entries offered on a date, in the order of the list; without a date, those of the latest edition."""
    found = _in_edition(_key(name, on)).values()
    return [entry for entry in found if with_hidden or entry.is_in_force(on)]


def entry(name: str, code: str, *, edition: int | None = None) -> Entry | None:
    """One entry as an edition has it, hidden and withdrawn ones included: old records still name them."""
    key = _latest().get(name, (0, 0))[0] if edition is None else _key_of_edition(name, edition)
    return _in_edition(key).get(code)


def label(name: str, code: str, language: str, *, edition: int | None = None) -> str:
    """What a code means, in a language; the code itself where the list does not know it."""
    found = entry(name, code, edition=edition)
    return found.label(language) if found else code


def labels(name: str, language: str, *, on: date | None = None) -> dict[str, str]:
    """Code and meaning of what is offered, for a field of a form."""
    return {entry.code: entry.label(language) for entry in entries(name, on=on)}


def shipped_changes(name: str) -> list[Entry]:
    """The entries where the program now ships something else than what the office wrote over."""
    return [entry for entry in entries(name, with_hidden=True) if entry.has_shipped_changed]


def forget_editions() -> None:
    """Ask again which editions are the latest: called by every act on a list."""
    _seen.latest = None


class _Latest(dict[str, tuple[int, int]]):
    """Key and number of the latest edition by list, as one transaction sees them."""

    def __call__(self) -> None:
        """Called on commit, when others may have made newer editions."""
        forget_editions()


def _latest() -> Mapping[str, tuple[int, int]]:
    """Key and number of the latest edition by list, asked once in a transaction, and always outside one."""
    kept: _Latest | None = getattr(_seen, "latest", None)
    # A callback leaves the queue with the commit, and with the rollback of any savepoint in which it was put there.
    if kept is not None and any(waiting[1] is kept for waiting in connection.run_on_commit):
        return kept
    with connection.cursor() as cursor:  # by hand: nearly every page asks, and building a query set costs more than it
        cursor.execute(
            "SELECT DISTINCT ON (list_id) list_id, id, edition FROM directory_codelistedition"
            " ORDER BY list_id, edition DESC"
        )
        latest = _Latest({name: (key, number) for name, key, number in cursor.fetchall()})
    _seen.latest = latest
    transaction.on_commit(latest)
    return latest


def _key(name: str, on: date | None) -> int:
    if on is None:
        return _latest().get(name, (0, 0))[0]
    found = editions(name).exclude(valid_from__gt=on).values_list("pk", flat=True).first()
    return found or 0


def _key_of_edition(name: str, number: int) -> int:
    latest = _latest().get(name, (0, 0))
    if latest[1] == number:
        return latest[0]
    return editions(name).filter(edition=number).values_list("pk", flat=True).first() or 0


def _in_edition(key: int) -> Mapping[str, Entry]:
    """Every code ever in the list as this edition has it."""
    if key == 0:
        return {}
    found = _entries.get(key)
    if found is None:
        if len(_entries) >= _KEPT:
            _entries.clear()
        found = _entries[key] = _read(CodeListEdition.objects.get(pk=key))
    return found


def _read(edition: CodeListEdition) -> Mapping[str, Entry]:
    rows = CodeListEntry.objects.filter(list=edition.list_id, since_edition__lte=edition.edition)
    latest: dict[tuple[str, str], Row] = {}
    for row in rows.order_by("since_edition"):
        latest[row.origin, row.code] = _row(row, edition.edition)
    merged = _merge_rows(edition.list_id, latest)
    return {entry.code: entry for entry in sorted(merged, key=lambda entry: (entry.values.sort, entry.code))}


def _merge_rows(name: str, latest: Mapping[tuple[str, str], Row]) -> Iterable[Entry]:
    """One entry for every code, from its latest shipped and local lines."""
    for code in dict.fromkeys(code for _, code in latest):
        yield merge(name, latest.get(("shipped", code)), latest.get(("local", code)))


def _row(row: CodeListEntry, edition: int) -> Row:
    values = Values(
        row.name_id, row.name_en, row.source, row.note, row.extra, row.sort, row.valid_from, row.valid_until
    )
    ended_in = row.until_edition if row.until_edition is not None and row.until_edition <= edition else None
    return Row(row.code, values, row.since_edition, row.digest, row.is_hidden, ended_in)
