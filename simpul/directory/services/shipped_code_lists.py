"""Loads the shipped code lists, in sets. Only shipped lines are written: what an office wrote is in its own lines."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from simpul.directory import engine
from simpul.directory.engine import ShippedCodeList
from simpul.directory.models import CodeList, CodeListEdition
from simpul.directory.queries.code_lists import forget_editions

_STAGE = """
CREATE TEMPORARY TABLE shipped_entry (
    list text COLLATE "C", edition integer, code text COLLATE "C", name_id text, name_en text, source text, note text,
    extra jsonb, valid_from date, valid_until date, sort integer, digest text
) ON COMMIT DROP
"""
_COPY = "COPY shipped_entry FROM STDIN"
# Which lines a load may end. Without this condition an upgrade would end the office's lines too.
SHIPPED_ONLY = "entry.origin = 'shipped'"
_END_CHANGED = """
UPDATE directory_codelistentry AS entry SET until_edition = loaded.edition
FROM (SELECT DISTINCT list, edition FROM shipped_entry) AS loaded
WHERE entry.list_id = loaded.list AND entry.until_edition IS NULL AND {which}
AND NOT EXISTS (
    SELECT FROM shipped_entry AS shipped
    WHERE shipped.list = entry.list_id AND shipped.code = entry.code AND shipped.digest = entry.digest
)
"""
_ADD_NEW = """
INSERT INTO directory_codelistentry (
    list_id, code, origin, since_edition, name_id, name_en, source, note, extra, valid_from, valid_until, sort, digest,
    is_hidden, changed_at
)
SELECT list, code, 'shipped', edition, name_id, name_en, source, note, extra, valid_from, valid_until, sort, digest,
    false, %s
FROM shipped_entry AS shipped WHERE NOT EXISTS (
    SELECT FROM directory_codelistentry AS entry WHERE entry.list_id = shipped.list AND entry.code = shipped.code
    AND entry.origin = 'shipped' AND entry.until_edition IS NULL
)
"""
# The place in the list is not content: it moves without a new line.
_MOVE = """
UPDATE directory_codelistentry AS entry SET sort = shipped.sort FROM shipped_entry AS shipped
WHERE entry.list_id = shipped.list AND entry.code = shipped.code AND entry.origin = 'shipped'
AND entry.until_edition IS NULL AND entry.sort <> shipped.sort
"""


@transaction.atomic
def load_code_lists(*, on: date) -> int:
    """Give every list whose file has changed a new edition, in force from a date; the number of such lists."""
    latest = CodeListEdition.objects.filter(is_shipped=True).order_by("list", "-edition").distinct("list")
    loaded = dict(latest.values_list("list", "sha256"))
    changed = [shipped for shipped in engine.read_code_lists() if loaded.get(shipped.code) != shipped.sha256]
    if changed:
        _load(changed, _open_editions(changed, on=on))
        forget_editions()
    return len(changed)


def _open_editions(changed: list[ShippedCodeList], *, on: date) -> dict[str, int]:
    """The number of the new edition of each list. The first one of a list holds for the time before it, too."""
    CodeList.objects.bulk_create(
        [CodeList(code=shipped.code, title_id=shipped.title_id, title_en=shipped.title_en) for shipped in changed],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["title_id", "title_en"],
    )
    # Locked, so that nobody edits a list while its edition changes.
    codes = [row.code for row in CodeList.objects.select_for_update().filter(code__in=[s.code for s in changed])]
    known = CodeListEdition.objects.filter(list__in=codes).order_by("list", "-edition").distinct("list")
    numbers = dict(known.values_list("list", "edition"))
    CodeListEdition.objects.bulk_create(
        CodeListEdition(
            list_id=shipped.code,
            edition=numbers.get(shipped.code, 0) + 1,
            is_shipped=True,
            sha256=shipped.sha256,
            valid_from=on if shipped.code in numbers else None,
            loaded_at=timezone.now(),
        )
        for shipped in changed
    )
    return {shipped.code: numbers.get(shipped.code, 0) + 1 for shipped in changed}


def _load(changed: list[ShippedCodeList], editions: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(_COPY) as copy:
            for shipped in changed:
                for code, values in shipped.entries():
                    copy.write_row(
                        (
                            shipped.code,
                            editions[shipped.code],
                            code,
                            values.name_id,
                            values.name_en,
                            values.source,
                            values.note,
                            Jsonb(dict(values.extra)),
                            values.valid_from,
                            values.valid_until,
                            values.sort,
                            values.digest(),
                        )
                    )
        cursor.execute(_END_CHANGED.format(which=SHIPPED_ONLY))
        cursor.execute(_ADD_NEW, [timezone.now()])
        cursor.execute(_MOVE)
        cursor.execute("DROP TABLE shipped_entry")
