"""Reading a list that arrived, finding what its columns mean, checking every row, and keeping the rows sealed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.database.encryption import blind_index
from simpul.database.sealing import indexer, sealer
from simpul.files.queries import content_of
from simpul.files.services import read_pasted, read_table
from simpul.kit.collecting import without_search_for_cycles
from simpul.kit.ids import new_ids
from simpul.kit.refusals import Refusal
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.queries.places import reader_for
from simpul.lists.rules.checks import Checked
from simpul.lists.rules.columns import Columns, propose, signature
from simpul.lists.rules.content import RowContent, to_text
from simpul.lists.rules.fields import Field, quickly_replaced
from simpul.lists.rules.headers import ROWS_LOOKED_AT, HeaderRows, find_headers
from simpul.lists.rules.people import Reader
from simpul.lists.rules.tables import TableRow, keeps_sixteen_digits, table_rows
from simpul.lists.rules.villages import village_in_titles
from simpul.lists.services.checking import Draft, check_drafts, read_draft
from simpul.lists.services.sources import remembered

PASTED = "text/tab-separated-values"
CONTENT, NUMBER, FAMILY, DIGEST = (f"lists.listrow.{name}" for name in ("content", "number", "family", "digest"))
WHOLE = "lists.incominglist.content"
MOST_ROWS, SAMPLE_ROWS = 200_000, 5
STATE = IncomingList.State
# What a row says of somebody, whatever columns stand beside it.
_NOT_TOLD = {Field.ROW_ID, Field.NOTE}


def stage_list(*, incoming: IncomingList, progress: Any, by: User) -> None:
    """Read the file and check all of it, in the transaction in progress; done again, it begins anew.

    `progress` is told how far it is.
    """
    progress.stage("reading")
    table = _opened(incoming)
    if isinstance(table, Refusal):
        _refuse(incoming, table)
        return
    with table, without_search_for_cycles():
        incoming.sort = table.file.sort
        incoming.sheets = [[sheet.name, sheet.rows] for sheet in table.file.sheets]
        found, is_exact, columns = _found(incoming, table)
    if not columns.is_enough or len(found) > MOST_ROWS or not found:
        _wait_for_columns(incoming, columns, found)
        return
    with without_search_for_cycles():
        _stage_rows(incoming, found, is_exact, progress, by=by)


def _found(incoming: IncomingList, table: Any) -> tuple[list[TableRow], bool, Columns]:
    """The rows that speak of somebody, in the chosen sheet and in every other one with the same headers."""
    main = _sheet(incoming, table)
    rows = list(table.rows(main))
    headers, columns = _meaning(incoming, rows)
    below = [row.cells for row in rows[headers.last + 1 :] if any(row.cells)]
    incoming.sample = json.dumps([[cell[:60] for cell in cells] for cells in below[:SAMPLE_ROWS]])
    incoming.left_out, incoming.refusal = {}, None
    if not columns.is_enough:
        return [], False, columns
    number_at = columns.columns.get(Field.NATIONAL_NUMBER, 0)
    if Field.VILLAGE not in columns.columns and not incoming.village_id:
        titles = [text for row in rows[: max(headers.first, 0)] for text in row.cells if text]
        incoming.village_id = village_in_titles([*titles, incoming.sheets[main][0]], reader_for(incoming).villages)
    is_exact = keeps_sixteen_digits(rows, number_at)
    found: list[TableRow] = []
    for place, sheet in enumerate(table.file.sheets):
        if place != main:
            rows = list(table.rows(place)) if headers.is_there and not sheet.is_hidden else []
            other = find_headers([row.cells for row in rows[:ROWS_LOOKED_AT]])
            if signature(other.names) != signature(headers.names):
                continue
        else:
            other, rows = headers, rows if place == 0 else list(table.rows(main))
        found += table_rows(rows, other, columns.columns, incoming.left_out, place)
    if incoming.because.get("typed"):
        # Whoever typed them saw no row of headers: the first person is row 1, as on the paper.
        found = [row._replace(place=row.place - 1) for row in found]
    return found, is_exact, columns


def _stage_rows(incoming: IncomingList, found: list[TableRow], is_exact: bool, progress: Any, *, by: User) -> None:
    progress.stage("checking")
    progress.of(2 * len(found))
    drafts = _drafts(found, reader_for(incoming), is_exact, progress)
    incoming.content_digest = _whole(drafts.values())
    if same := _same_list(incoming):
        incoming.state, incoming.same_as, incoming.counts = STATE.SAME, same, {"repeated": len(drafts)}
        _replace_rows(incoming, ())
    else:
        incoming.state, incoming.same_as = STATE.CHECKED, None
        checked = check_drafts(drafts=drafts, incoming=incoming, by=by)
        incoming.counts = _count(checked.values())
        _replace_rows(incoming, _records(drafts, checked, progress))
    _save(incoming)
    record("lists.list_checked", by=by, subject=incoming, office=incoming.office_id, **_told(incoming))


def _opened(incoming: IncomingList) -> Any:
    if incoming.attachment is None:
        return Refusal("list_has_no_file")
    content = content_of(incoming.attachment)
    if incoming.attachment.media_type == PASTED:
        return read_pasted(content.decode())
    return read_table(content)


def _refuse(incoming: IncomingList, refusal: Refusal) -> None:
    incoming.state, incoming.refusal = STATE.REFUSED, {"code": refusal.code, "params": dict(refusal.params)}
    incoming.counts = {}
    _save(incoming)


def _sheet(incoming: IncomingList, table: Any) -> int:
    """The sheet that was chosen, else the one with most rows: a cover sheet has few."""
    sheets = table.file.sheets
    if incoming.because.get("chosen"):
        return min(incoming.sheet, len(sheets) - 1)
    shown = [place for place, sheet in enumerate(sheets) if not sheet.is_hidden] or list(range(len(sheets)))
    incoming.sheet = max(shown, key=lambda place: (sheets[place].rows, -place))
    return incoming.sheet


def _meaning(incoming: IncomingList, rows: list[Any]) -> tuple[HeaderRows, Columns]:
    """The headers, and what the columns mean: as chosen for this list, else for lists like it, else as proposed."""
    cells = [row.cells for row in rows[: ROWS_LOOKED_AT + 200]]
    headers = find_headers(cells)
    if incoming.because.get("chosen"):
        chosen = {Field(name): place for name, place in incoming.columns.items()}
        columns = Columns(chosen, dict.fromkeys(chosen, "chosen"))
    else:
        below = cells[headers.last + 1 :]
        columns = propose(headers, below, is_village=reader_for(incoming).villages.is_village)
        if headers.is_there and (kept := remembered(incoming.office, signature(headers.names))):
            columns = Columns(kept, dict.fromkeys(kept, "remembered"))
        incoming.columns = {field.value: place for field, place in columns.columns.items()}
        incoming.because = {field.value: why for field, why in columns.because.items()}
    incoming.headers = {"names": list(headers.names), "first": headers.first, "last": headers.last}
    return headers, columns


def _wait_for_columns(incoming: IncomingList, columns: Columns, found: list[TableRow]) -> None:
    """Somebody has to say what the columns mean, or send another list."""
    code = "columns_unknown" if not columns.is_enough else "list_too_long" if found else "list_is_empty"
    incoming.state, incoming.counts = STATE.CHECKED, {}
    incoming.refusal = {"code": code, "params": {"limit": MOST_ROWS} if found else {}}
    _replace_rows(incoming, ())
    _save(incoming)


def _drafts(found: Sequence[TableRow], reader: Reader, is_exact: bool, progress: Any) -> dict[int, Draft]:
    digest, drafts, blank = indexer(DIGEST), {}, RowContent()
    for id, row in zip(new_ids(len(found)), found, strict=True):
        is_rounded = row.is_rounded and not is_exact
        raw = quickly_replaced(blank, cells=row.cells, carried=row.carried, is_rounded=is_rounded)
        content = read_draft(raw, row.texts, reader)
        drafts[row.place] = Draft(id, content, digest(told_by(row.texts)))
        progress.advance()
    return drafts


def told_by(texts: Mapping[Field, str]) -> str:
    """What a row says, in one text that is equal exactly when two rows say the same."""
    told = "|".join([f"{name}={texts[f].strip()}" for f, name in _telling(tuple(texts))])
    return " ".join(told.casefold().split())


@lru_cache(maxsize=1_000)
def _telling(fields: tuple[Field, ...]) -> list[tuple[Field, str]]:
    """Those of a row's fields that say something of somebody, in one order; most rows of a list have the same."""
    return [(f, f.value) for f in sorted(fields) if f not in _NOT_TOLD]


def _whole(drafts: Iterable[Draft]) -> bytes:
    """The same for the same rows in any order."""
    together = hashlib.sha256(b"".join(sorted(draft.digest for draft in drafts))).hexdigest()
    return blind_index(WHOLE, together)


def _same_list(incoming: IncomingList) -> IncomingList | None:
    """An earlier list with just these rows, which was applied and not undone."""
    digest = bytes(incoming.content_digest or b"")
    same = IncomingList.objects.filter(office=incoming.office_id, content_digest=digest, state=STATE.APPLIED)
    return same.exclude(pk=incoming.pk).order_by("-received_at").first()


def _count(checked: Iterable[Checked]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in checked:
        counts[row.outcome] = counts.get(row.outcome, 0) + 1
    return counts


def _records(drafts: Mapping[int, Draft], checked: Mapping[int, Checked], progress: Any) -> Iterable[tuple[Any, ...]]:
    seal, number_index, family_index = sealer(CONTENT), indexer(NUMBER), indexer(FAMILY)
    for number, row in checked.items():
        draft, content = drafts[number], row.content
        person = content.person
        yield (
            draft.id, number, seal(draft.id, to_text(content)),
            number_index(person.national_number) if person.national_number else None,
            family_index(person.family_number) if person.family_number else None,
            draft.digest, row.outcome.value, row.act.value if row.act else "", content.codes,
        )  # fmt: skip
        progress.advance()


def _replace_rows(incoming: IncomingList, records: Iterable[tuple[Any, ...]]) -> None:
    """The rows of the list are these, and no others."""
    ListRow.objects.filter(incoming_list=incoming).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE staged_row (id uuid, place int, content bytea, number_index bytea,"
            " family_index bytea, digest bytea, outcome text, act text, codes text[]) ON COMMIT DROP"
        )
        with cursor.copy("COPY staged_row FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["uuid", "int4", "bytea", "bytea", "bytea", "bytea", "text", "text", "text[]"])
            for one in records:
                copy.write_row(one)
        cursor.execute(
            """
            INSERT INTO lists_listrow (id, incoming_list_id, place, content, number_index, family_index, digest,
                outcome, act, codes, decision, version)
            SELECT id, %s, place, content, number_index, family_index, digest, outcome, act, codes, '', 1
            FROM staged_row
            """,
            [incoming.pk],
        )
        cursor.execute("DROP TABLE staged_row")


def _save(incoming: IncomingList) -> None:
    incoming.version += 1
    incoming.save()


def _told(incoming: IncomingList) -> dict[str, Any]:
    return {name: incoming.counts.get(name, 0) for name in ("ready", "look", "unreadable", "repeated")}
