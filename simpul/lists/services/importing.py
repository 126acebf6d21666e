"""A whole list at once, as `simpul import people` does it: read, checked, applied, told in one answer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.database.context import acting_as
from simpul.directory.models import Office
from simpul.files.services import read_table
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.places import gazetteer
from simpul.lists.rules.checks import Act, Outcome
from simpul.lists.rules.columns import propose
from simpul.lists.rules.content import from_text
from simpul.lists.rules.fields import Field, Finding, Weight
from simpul.lists.rules.headers import ROWS_LOOKED_AT, find_headers, plain_header
from simpul.lists.services.applying import apply_list, apply_rows
from simpul.lists.services.mending import columns_of
from simpul.lists.services.receiving import ListRefused, receive_list
from simpul.lists.services.staging import stage_list

MOST_REJECTED = 10_000  # lines of the answer


@dataclass(frozen=True)
class Rejected:
    """A cell for which its row was not taken."""

    row: int
    sheet: str
    value: str
    finding: Finding


@dataclass(frozen=True)
class Imported:
    """What came of a list."""

    rows: int
    created: int
    updated: int
    held: int
    rejected: tuple[Rejected, ...]


class _Here:
    """Work done by whoever asks for it: nobody has to be told how far it is."""

    def __init__(self, by: User) -> None:
        self.viewer = by.pk

    def of(self, total: int) -> None: ...
    def stage(self, code: str) -> None: ...
    def advance(self, count: int = 1) -> None: ...

    @contextmanager
    def step(self) -> Iterator[None]:
        """A transaction of its own, as whoever asked."""
        with acting_as(self.viewer):
            yield


class _OnlyTried(Exception):
    """Whatever was done is taken back."""


def import_people(
    *,
    content: bytes,
    name: str,
    office: Office,
    named: Mapping[str, str],
    sheet: str | None,
    is_only_tried: bool,
    by: User,
) -> Imported:
    """Take a list in. The same list again changes nothing; of one that is only tried nothing stays."""
    with acting_as(by.pk):
        if not access.reach(by, Permission.APPLY_LIST).covers(office.pk, None):
            raise ListRefused(Refusal("outside_reach"))
        columns, place = _columns(content, office, named, sheet)
    try:
        with transaction.atomic() if is_only_tried else nullcontext():
            told = _take_in(content, name, office, columns, place, by=by)
            if is_only_tried:
                raise _OnlyTried
    except _OnlyTried:
        pass
    return told


def _take_in(
    content: bytes, name: str, office: Office, columns: dict[str, int] | None, sheet: int, *, by: User
) -> Imported:
    here = _Here(by)
    with here.step():
        incoming = receive_list(
            id=new_id(),
            content=content,
            name=name,
            office=office,
            by=by,
            columns=columns,
            sheet=sheet,
            is_worked_on_here=True,
        )
        stage_list(incoming=incoming, progress=here, by=by)
        if incoming.refusal:
            raise ListRefused(Refusal(incoming.refusal["code"], incoming.refusal["params"]))
        counts = dict(incoming.counts)
    if counts.get(Outcome.READY):
        with here.step():
            apply_list(incoming=incoming, by=by, is_worked_on_here=True)
        apply_rows(incoming=incoming, progress=here, by=by)
    with here.step():
        return _told(incoming, sum(counts.values()))


def _told(incoming: IncomingList, rows: int) -> Imported:
    done = ListRow.objects.filter(incoming_list=incoming)
    applied = done.filter(outcome=Outcome.APPLIED)
    return Imported(
        rows=rows,
        created=applied.filter(act=Act.NEW).count(),
        updated=applied.filter(act=Act.FILL).count(),
        held=done.filter(outcome=Outcome.LOOK).count(),
        rejected=tuple(_rejected(incoming)),
    )


def _rejected(incoming: IncomingList) -> Iterator[Rejected]:
    columns, names = columns_of(incoming), [name for name, _ in incoming.sheets]
    rows = ListRow.objects.filter(incoming_list=incoming, outcome=Outcome.UNREADABLE).order_by("place")
    for row in rows[:MOST_REJECTED]:
        content = from_text(row.content)
        texts = content.texts(columns)
        for finding in content.findings:
            if finding.weight is Weight.STOP:
                sheet = names[row.sheet] if row.sheet < len(names) else ""
                yield Rejected(row.number, sheet, texts.get(finding.field, ""), finding)


def _columns(
    content: bytes, office: Office, named: Mapping[str, str], sheet: str | None
) -> tuple[dict[str, int] | None, int]:
    """Columns and sheet as they were named on the command line; what was not named is proposed."""
    if not named and sheet is None:
        return None, 0
    table = read_table(content)
    if isinstance(table, Refusal):
        raise ListRefused(table)
    with table:
        place = _sheet_named(sheet, [one.name for one in table.file.sheets])
        rows = [row.cells for row in table.rows(place)]
    headers = find_headers(rows[:ROWS_LOOKED_AT])
    proposed = propose(headers, rows[headers.last + 1 :], is_village=gazetteer(office).is_village).columns
    columns = {field.value: at for field, at in proposed.items()}
    plain = [plain_header(name) for name in headers.names]
    for field, header in named.items():
        if plain_header(header) not in plain:
            raise ListRefused(
                Refusal(
                    "header_unknown", {"header": header[:60], "headers": ", ".join(filter(None, headers.names))[:300]}
                )
            )
        at = plain.index(plain_header(header))
        columns = {name: other for name, other in columns.items() if other != at}
        columns[Field(field).value] = at
    return columns, place


def _sheet_named(sheet: str | None, names: list[str]) -> int:
    if sheet is None:
        return 0
    if sheet in names:
        return names.index(sheet)
    if sheet.isdecimal() and 1 <= int(sheet) <= len(names):
        return int(sheet) - 1
    raise ListRefused(Refusal("sheet_unknown", {"sheet": sheet[:60], "sheets": ", ".join(names)[:300]}))
