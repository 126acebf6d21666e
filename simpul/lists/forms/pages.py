"""What the page of a list holds: its tabs with their numbers, the rows of one of them, what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from simpul.lists import queries
from simpul.lists.forms.rows import ShownRow, refusal_in_words, shown, tab_words
from simpul.lists.forms.sentences import KINDS
from simpul.lists.forms.words import FIELDS, LEFT_OUT, WHY
from simpul.lists.rules.checks import Outcome
from simpul.lists.rules.fields import Field

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.lists.models import IncomingList

_ALWAYS = (Outcome.READY, Outcome.LOOK, Outcome.UNREADABLE)


@dataclass(frozen=True)
class Tab:
    """A tab: how many rows, and what they are called."""

    outcome: str
    count: int
    words: str


def page_of(asked: Mapping[str, str], incoming: IncomingList, viewer: User) -> dict[str, Any]:
    """The tab that was asked for; else the first in which somebody has something to do."""
    tabs = tabs_of(incoming)
    known = {tab.outcome: tab for tab in tabs}
    tab = asked.get("tab", "")
    if tab not in known:
        tab = next(
            (one for one in ("look", "unreadable", "ready", "applied") if known.get(one) and known[one].count), "ready"
        )
    code = asked.get("code", "") if asked.get("code", "") in KINDS else ""
    after = int(asked.get("after", "0")) if asked.get("after", "0").isdecimal() else 0
    page = queries.rows_page(incoming, viewer, tab, after=after, code=code)
    villages = dict(queries.villages_of(incoming))
    columns = {Field(name): place for name, place in incoming.columns.items()}
    rows = [shown(one, columns, villages, is_compared_only=incoming.is_compared_only) for one in page.rows]
    return {
        "tabs": tabs,
        "tab": tab,
        "code": code,
        "pairs": [row for row in rows if is_pair(row)],
        "rows": [row for row in rows if not is_pair(row)],
        "next_after": page.next_after,
        "kinds": [(one, KINDS[one], count) for one, count in queries.codes_of(incoming, tab) if one in KINDS],
        "villages": list(villages.items()),
        "reading": reading_of(incoming),
        "village": villages.get(incoming.village_id or "", ""),
        "left_out": [(LEFT_OUT[name], count) for name, count in incoming.left_out.items() if name in LEFT_OUT],
        "total": sum(incoming.counts.values()),
        "refusal": refusal_in_words(incoming.refusal),
        "bad": incoming.counts.get("unreadable", 0) + incoming.counts.get("look", 0),
        "changes": queries.acts_of(incoming, Outcome.READY),
        "compared": compared_in(incoming),
    }


def is_pair(one: ShownRow) -> bool:
    """Whether somebody has to say who this is: shown as two lines, one under the other."""
    is_open = one.row.outcome == Outcome.LOOK and bool(one.pair)
    return is_open and (not one.is_sure or any(cell.differs for cell in one.pair))


def tabs_of(incoming: IncomingList) -> list[Tab]:
    """The three that are always there, and what became of other rows."""
    counts = incoming.counts
    shown_tabs = [outcome for outcome in Outcome if outcome in _ALWAYS or counts.get(outcome)]
    if counts.get("applied") or counts.get("undone"):
        shown_tabs = [outcome for outcome in shown_tabs if counts.get(outcome)] or shown_tabs
    return [Tab(outcome.value, counts.get(outcome, 0), tab_words(outcome)) for outcome in shown_tabs]


def compared_in(incoming: IncomingList) -> dict[str, int]:
    """Of a list that is only compared: how many we know."""
    return queries.known_counts(incoming) if incoming.is_compared_only else {}


def reading_of(incoming: IncomingList) -> list[tuple[str, Any, Any]]:
    """Which column is read as what, and why: the header, the field, the reason."""
    names = incoming.headers.get("names", [])
    told = []
    for field, place in sorted(incoming.columns.items(), key=lambda pair: pair[1]):
        header = names[place] if place < len(names) and names[place] else str(place + 1)
        told.append((header, FIELDS[Field(field)], WHY.get(str(incoming.because.get(field)), "")))
    return told


def row_alone(incoming: IncomingList, pk: UUID, viewer: User, *, tab: str, shape: str) -> dict[str, Any]:
    """One row and the numbers over the tabs, after an act; in the shape in which it stood there."""
    incoming.refresh_from_db()
    row = queries.row_of(incoming, pk)
    villages = dict(queries.villages_of(incoming))
    columns = {Field(name): place for name, place in incoming.columns.items()}
    shown_row = queries.shown_rows([row], viewer, incoming)[0]
    one = shown(shown_row, columns, villages, is_compared_only=incoming.is_compared_only)
    return {
        "incoming": incoming,
        "one": one,
        "tabs": tabs_of(incoming),
        "tab": tab,
        "shape": shape,
        "alone": True,
        "is_done": one.row.outcome in (Outcome.READY, Outcome.DROPPED, Outcome.REPEATED),
        "villages": list(villages.items()),
        "may_apply": queries.may_apply(viewer, incoming),
        "is_pair": is_pair(one),
        "compared": compared_in(incoming),
    }
