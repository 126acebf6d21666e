"""A list as it goes back: its own columns in their order, and behind them what became of each row, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from simpul.documents.rules.exports import Cell, Column, Sheet
from simpul.documents.services import ExportRefused
from simpul.kit.dates import date_in_words
from simpul.kit.national_numbers import mask
from simpul.kit.refusals import Refusal
from simpul.lists import queries
from simpul.lists.forms.rows import ASSUMED, aid_in_words, said_in_words, tab_words, why_in_words
from simpul.lists.forms.words import FIELDS, SHORT
from simpul.lists.rules.checks import OF_MATCH, Act, Outcome
from simpul.lists.rules.fields import Field, Finding
from simpul.registry.services import open_numbers

if TYPE_CHECKING:
    from uuid import UUID

    from simpul.accounts.models import User
    from simpul.lists.models import IncomingList
    from simpul.lists.queries import ResultRow

_WITH_DATES = frozenset({"xlsx", "xls", "ods"})  # files in which a date is more than its letters
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# The sentence names somebody: told only where that is the person whom the viewer sees beside the row.
_NAMES_SOMEBODY = frozenset({"number_of_another", "name_spelled_otherwise"})
_WIDEST = 28


def sheet_of_list(viewer: User, asked: Mapping[str, Any], with_numbers: bool, purpose: str) -> Sheet:
    """The rows in the order of the file, each cell as it is now."""
    incoming = queries.asked_list(viewer, asked)
    if incoming is None:
        raise ExportRefused(Refusal("export_outside_reach"))
    own, more = headings_of(incoming), _more_columns()
    if has_sheets := queries.sheets_with_rows(incoming) > 1:
        more.insert(0, Column(_("Lembar"), 14))
    columns = [Column(name, min(max(len(name) + 2, 12), _WIDEST)) for name in own]
    writer = _Writer(incoming, len(own), has_sheets)
    on = incoming.received_at.astimezone(ZoneInfo(incoming.office.time_zone)).date()
    received = date_in_words(on, get_language() or "id")
    lines = [_("Diterima %(date)s") % {"date": received}]
    rows = _rows(writer, incoming, viewer, purpose if with_numbers else "")
    return Sheet(_("Hasil daftar %(name)s") % {"name": incoming.name}, lines, [*columns, *more], rows)


def headings_of(incoming: IncomingList) -> list[str]:
    """The headers as they came; a column that only its content named is called by what it means."""
    names = queries.column_names(incoming)
    places = {place: Field(field) for field, place in incoming.columns.items()}
    names += [""] * (max(places, default=-1) + 1 - len(names))
    return [name or (str(FIELDS[places[place]]) if place in places else "") for place, name in enumerate(names)]


def _more_columns() -> list[Column]:
    return [
        Column(_("Baris"), 8), Column(_("Hasil"), 32, is_marked=True), Column(_("Dikenal"), 10), Column(_("NIK tercatat"), 20),
        Column(_("Desa tercatat"), 44), Column(_("Keluarga"), 28),
        Column(_("Bantuan tercatat"), 44), Column(_("Catatan"), 60),
    ]  # fmt: skip


def _rows(writer: _Writer, incoming: IncomingList, viewer: User, reason: str) -> Iterator[Sequence[Cell]]:
    for part in queries.result_parts(incoming, viewer):
        sure = {one.known.person.pk: one.known.person for one in part if one.known and one.is_sure and one.may_leave}
        people = [person for person in sure.values() if person.national_number]
        whole = open_numbers(people=people, reason=reason, by=viewer, fields=["national_number"]) if reason else set()
        for one in part:
            yield [*writer.own_cells(one), *writer.told(one, whole)]


class _Writer:
    """Cells of rows of one list."""

    def __init__(self, incoming: IncomingList, width: int, has_sheets: bool) -> None:
        self.incoming, self.width = incoming, width
        self.columns = {Field(name): place for name, place in incoming.columns.items()}
        self.villages = dict(queries.villages_of(incoming))
        self.sheets = [str(name) for name, *_rest in incoming.sheets] if has_sheets else []

    def own_cells(self, one: ResultRow) -> list[Cell]:
        """As they came, with what was written instead in its place."""
        came = one.content.cells[: self.width]
        cells: list[Cell] = [*map(self._as_it_came, came), *([""] * (self.width - len(came)))]
        for field, text in self._mended(one).items():
            if field in self.columns:
                cells[self.columns[field]] = text
        return cells

    def told(self, one: ResultRow, whole: set[UUID]) -> list[Cell]:
        """What Simpul has to say of the row."""
        sheet = self.sheets[one.row.sheet : one.row.sheet + 1] if self.sheets else []
        return [
            *sheet,
            one.row.number,
            result_in_words(one, self.incoming.is_compared_only),
            *_known(one, whole),
            self._notes(one),
        ]

    def _mended(self, one: ResultRow) -> dict[Field, str]:
        """What was written anew, with place and date of birth together again where they stand in one cell."""
        mended = dict(one.content.mended)
        if Field.VILLAGE in mended:
            mended[Field.VILLAGE] = self.villages.get(mended[Field.VILLAGE], mended[Field.VILLAGE])
        apart = (Field.BIRTH_PLACE, Field.BIRTH_DATE)
        if Field.BIRTH in self.columns and any(f in mended and f not in self.columns for f in apart):
            texts = one.content.texts(self.columns)
            mended = {f: text for f, text in mended.items() if f not in apart}
            mended[Field.BIRTH] = ", ".join(texts[f] for f in apart if texts.get(f))
        return mended

    def _as_it_came(self, text: str) -> Cell:
        is_date = self.incoming.sort in _WITH_DATES and _ISO.fullmatch(text)
        try:
            return date.fromisoformat(text) if is_date and text >= "1900-03" else text  # Excel knows no earlier days
        except ValueError:
            return text

    def _notes(self, one: ResultRow) -> str:
        beside = [(f, text) for f, text in self._mended(one).items() if f not in self.columns]
        notes = [text for text in one.content.cells[self.width :] if text]  # written where no column was
        notes += [f"{SHORT[field]}: {text}." for field, text in beside if text]
        if one.known and not one.is_sure:
            notes.append(why_in_words(one.content.match.reasons))
        notes += [said_in_words(finding) for finding in one.content.findings if _may_be_told(finding, one)]
        return " ".join(filter(None, notes))


def result_in_words(one: ResultRow, is_compared_only: bool) -> str:
    """What became of a row, or will."""
    outcome, act = one.row.outcome, one.row.act
    if outcome not in (Outcome.APPLIED, Outcome.READY):
        return tab_words(outcome)
    if is_compared_only:
        return {
            Act.NEW: _("belum tercatat"),
            Act.FILL: _("sudah tercatat; daftar ini lebih lengkap"),
            Act.SAME: _("sudah tercatat sama"),
        }[Act(act)]
    told = {Act.NEW: _("warga baru"), Act.FILL: _("data dilengkapi"), Act.SAME: _("sudah tercatat sama")}[Act(act)]
    return f"{tab_words(outcome)} – {told}"


def _known(one: ResultRow, whole: set[UUID]) -> list[Cell]:
    """Whether somebody is known; their number, village, family and its aid as far as these may leave the office."""
    if one.known is None:
        # Of a row that cannot be read nobody knows yet whether its person is known.
        return ["" if one.row.outcome == Outcome.UNREADABLE else _("tidak"), "", "", "", ""]
    known = _("ya") if one.is_sure else _("mungkin")
    if not one.may_leave:
        return [known, "", "", "", ""]
    person = one.known.person
    number = person.national_number
    hidden = person.office.address or person.office.name
    return [
        known,
        (number if one.is_sure and person.pk in whole else mask(number)) if number else "",
        hidden if one.known.hides_place else one.known.village,
        one.known.head,
        aid_in_words(one.aid),
    ]


def _may_be_told(finding: Finding, one: ResultRow) -> bool:
    """What rests on somebody whom the viewer does not see stays unsaid, and so does what has not happened."""
    if finding.code in ASSUMED:
        return one.row.outcome == Outcome.APPLIED
    if finding.code in _NAMES_SOMEBODY:
        return bool(one.known) and finding.remark.params.get("name") == one.known.person.name
    return finding.code not in OF_MATCH or one.known is not None
