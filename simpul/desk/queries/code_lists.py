"""Code lists as an office looks after them: what is unverified, what it changed, what changed under it, and when."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from simpul.accounts.queries.people import names_of
from simpul.directory import queries as directory
from simpul.directory.models import CodeList, CodeListEdition, CodeListEntry
from simpul.directory.rules.code_lists import Entry

PAGE = 100

# what the page of a list can be narrowed to
STATES: dict[str, Callable[[Entry], bool]] = {
    "all": lambda entry: True,
    "unverified": lambda entry: entry.is_unverified and not entry.is_withdrawn,
    "changed": lambda entry: entry.is_local and not entry.is_withdrawn,
    "shipped_changed": lambda entry: entry.has_shipped_changed,
    "hidden": lambda entry: entry.is_hidden or entry.is_withdrawn,
}


@dataclass(frozen=True)
class ListLine:
    """One list on the page of all lists; `matches` counts the entries that answer to what was looked for."""

    code: str
    title: str
    entries: int
    unverified: int
    changed: int
    shipped_changed: int
    matches: int = 0


@dataclass(frozen=True)
class Change:
    """What an edition did to one code: shipped, withdrawn, added, edited, hidden, shown or reset."""

    code: str
    name: str
    what: str


@dataclass(frozen=True)
class Edition:
    """One edition of a list: when it came, from whom, and what it changed; of long ones only the counts are shown."""

    number: int
    is_shipped: bool
    valid_from: date | None
    at: datetime
    by: str
    changes: tuple[Change, ...] = field(default=())

    def count(self, what: str) -> int:
        """How many codes this was done to."""
        return sum(change.what == what for change in self.changes)


def code_list(name: str) -> CodeList | None:
    """One list by its code."""
    return directory.code_lists().filter(pk=name).first()


def title_of(found: CodeList, language: str) -> str:
    """The title in a language."""
    return found.title_en if language.startswith("en") and found.title_en else found.title_id


def lines(text: str, state: str, language: str) -> list[ListLine]:
    """Every list, or those whose title, code or entries answer to a text, and that have something in a state."""
    found = (_line(one, text, language) for one in directory.code_lists())
    kept = (line for line in found if not text or line.matches or _answers(text, line.code, line.title))
    wanted = [line for line in kept if state == "all" or getattr(line, state)]
    return sorted(wanted, key=lambda line: line.title.casefold())


def entries_of(name: str, text: str, state: str) -> list[Entry]:
    """The entries of a list in its order, narrowed to a text and a state."""
    found = directory.entries(name, with_hidden=True)
    return [entry for entry in found if STATES[state](entry) and _entry_answers(text, entry)]


def counts_of(name: str) -> dict[str, int]:
    """How many entries of a list are in each state."""
    found = directory.entries(name, with_hidden=True)
    return {state: sum(map(is_in, found)) for state, is_in in STATES.items()}


def page_of(found: list[Entry], after: str) -> tuple[list[Entry], str]:
    """A hundred entries after a code, and the code to go on from; empty where there is nothing more."""
    codes = [entry.code for entry in found]
    start = codes.index(after) + 1 if after in codes else 0
    shown = found[start : start + PAGE]
    return shown, shown[-1].code if start + PAGE < len(found) else ""


def columns_of(name: str) -> list[str]:
    """The columns that only this list has."""
    found = directory.entries(name, with_hidden=True)
    return list(dict.fromkeys(column for entry in found for column in entry.values.extra))


def editions_of(name: str) -> list[Edition]:
    """The editions of a list, the latest first, with what each changed."""
    kept = list(directory.editions(name))
    names = names_of(edition.loaded_by for edition in kept)
    changes = _changes(CodeListEntry.objects.filter(list=name).order_by("since_edition", "code"))
    return [_edition(edition, names, changes.get(edition.edition, [])) for edition in kept]


def _edition(edition: CodeListEdition, names: dict[UUID, str], changes: list[Change]) -> Edition:
    return Edition(
        number=edition.edition,
        is_shipped=edition.is_shipped,
        valid_from=edition.valid_from,
        at=edition.loaded_at,
        by=names.get(edition.loaded_by, "") if edition.loaded_by else "",
        changes=tuple(changes),
    )


def _changes(rows: Iterable[CodeListEntry]) -> dict[int, list[Change]]:
    """By edition: every line that begins in it, and every line that ends in it without another taking its place."""
    rows = list(rows)
    begun = {(row.origin, row.code, row.since_edition): row for row in rows}
    ended = {(row.origin, row.code, row.until_edition): row for row in rows if row.until_edition}
    shipped = {row.code for row in rows if row.origin == "shipped"}
    found: dict[int, list[Change]] = {}
    for key, row in begun.items():
        change = Change(row.code, row.name_id, _what(row, ended.get(key), shipped))
        found.setdefault(row.since_edition, []).append(change)
    for (origin, code, number), row in ended.items():
        if number is not None and (origin, code, number) not in begun:
            what = "reset" if origin == "local" else "withdrawn"
            found.setdefault(number, []).append(Change(code, row.name_id, what))
    return found


def _what(row: CodeListEntry, before: CodeListEntry | None, shipped: set[str]) -> str:
    if row.origin == "shipped":
        return "shipped"
    if row.is_hidden != bool(before and before.is_hidden):
        return "hidden" if row.is_hidden else "shown"
    return "edited" if before or row.code in shipped else "added"


def _line(one: CodeList, text: str, language: str) -> ListLine:
    found = directory.entries(one.code, with_hidden=True)
    return ListLine(
        code=one.code,
        title=title_of(one, language),
        entries=sum(entry.is_in_force(None) for entry in found),
        unverified=sum(map(STATES["unverified"], found)),
        changed=sum(map(STATES["changed"], found)),
        shipped_changed=sum(map(STATES["shipped_changed"], found)),
        matches=sum(_entry_answers(text, entry) for entry in found) if text else 0,
    )


def _entry_answers(text: str, entry: Entry) -> bool:
    return _answers(text, entry.code, entry.values.name_id, entry.values.name_en)


def _answers(text: str, *places: str) -> bool:
    """Every word of the text stands somewhere."""
    where = " ".join(places).casefold()
    return all(word in where for word in _words(text))


def _words(text: str) -> Iterator[str]:
    return iter(text.casefold().split())
