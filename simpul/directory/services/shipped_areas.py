"""Loads the areas of Indonesia and the BPS codes of its provinces, by COPY and in sets."""

from datetime import date

from django.db import connection, transaction

from simpul.directory import engine
from simpul.directory.models import Area, AreaEdition

_STAGE = """
CREATE TEMPORARY TABLE shipped_area (
    code text COLLATE "C", name text, kind text, level smallint, parent text COLLATE "C", postcode text,
    name_key text COLLATE "C", path_key text COLLATE "C"
) ON COMMIT DROP
"""
_COPY = "COPY shipped_area FROM STDIN"
# A name the office has changed stays, and what is shipped is kept beside it. An ending that somebody wrote down stays;
# one that only followed from an earlier edition is undone when the area is shipped again.
_MERGE = """
INSERT INTO directory_area AS area (
    code, name, kind, level, parent_id, postcode, source, shipped_name, name_key, path_key
)
SELECT code, name, kind, level, parent, postcode, %s, name, name_key, path_key FROM shipped_area ORDER BY level, code
ON CONFLICT (code) DO UPDATE SET
    kind = excluded.kind, postcode = excluded.postcode, source = excluded.source,
    name = CASE WHEN area.name = area.shipped_name THEN excluded.name ELSE area.name END,
    name_key = CASE WHEN area.name = area.shipped_name THEN excluded.name_key ELSE area.name_key END,
    path_key = excluded.path_key, shipped_name = excluded.shipped_name,
    valid_until = CASE WHEN area.shipped_name IS NULL AND NOT EXISTS (
        SELECT FROM directory_areachange AS change WHERE change.former_code = area.code
    ) THEN NULL ELSE area.valid_until END
WHERE (area.kind, area.postcode, area.source, area.path_key, area.shipped_name)
IS DISTINCT FROM (excluded.kind, excluded.postcode, excluded.source, excluded.path_key, excluded.shipped_name)
"""
# An area that the new edition no longer has came to an end; records go on naming it. Areas opened here stay.
_END_GONE = """
UPDATE directory_area AS area SET valid_until = greatest(%s::date - 1, valid_from), shipped_name = NULL
WHERE shipped_name IS NOT NULL AND valid_until IS NULL
AND NOT EXISTS (SELECT FROM shipped_area WHERE shipped_area.code = area.code)
"""
# Paths hold the names of the areas around; they follow when one is renamed here, and after a load where one was.
_RESPELL = """
UPDATE directory_area AS area SET path_key = area.name_key || coalesce((
    SELECT string_agg(above.name_key, '' ORDER BY above.level DESC) FROM directory_area AS above
    WHERE above.code IN (left(area.code, 2), left(area.code, 5), left(area.code, 8)) AND above.level < area.level
), '')
FROM directory_area AS renamed
-- Itself and what lies in it, by the index: after a dot comes a slash.
WHERE area.code >= renamed.code AND area.code < renamed.code || '/'
AND (renamed.code = %s OR (%s AND renamed.valid_until IS NULL AND renamed.name IS DISTINCT FROM renamed.shipped_name))
"""
# Every search would read through the entries that wait to be put into the index; only its owner may hurry them.
_TIDY_INDEX = """
SELECT gin_clean_pending_list(oid) FROM pg_class
WHERE oid = 'area_name_words'::regclass AND pg_has_role(relowner, 'USAGE')
"""
_PROVINCE_CODES = """
INSERT INTO directory_areacode (area_id, scheme, code, source, note, origin)
SELECT area.code, 'bps', entry.extra ->> 'bps_code', entry.source, entry.note, 'shipped'
FROM directory_codelistentry AS entry JOIN directory_area AS area ON area.code = entry.code
WHERE entry.list_id = 'wilayah_provinsi' AND entry.origin = 'shipped' AND entry.until_edition IS NULL
AND NOT EXISTS (SELECT FROM directory_areacode AS known WHERE known.scheme = 'bps' AND known.area_id = area.code)
"""


@transaction.atomic
def load_areas(*, on: date) -> int:
    """Load the shipped edition of the areas unless it is there; the number of areas that are new or have changed."""
    sha256 = engine.areas_sha256()
    latest = AreaEdition.objects.order_by("-pk").first()
    if latest and latest.sha256 == sha256:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(_COPY) as copy:
            for row in engine.read_areas():
                copy.write_row(row)
        cursor.execute(_MERGE, [engine.AREA_SOURCE])
        changed: int = cursor.rowcount
        if latest:
            cursor.execute(_END_GONE, [on])
            cursor.execute(_RESPELL, ["", True])
        cursor.execute("DROP TABLE shipped_area")
        cursor.execute(_TIDY_INDEX)
        cursor.execute("ANALYZE directory_area")
    AreaEdition.objects.create(
        sha256=sha256, source=engine.area_edition(), areas=Area.objects.filter(valid_until=None).count(),
        loaded_on=on,
    )  # fmt: skip
    return changed


def respell_paths(code: str) -> None:
    """Spell the paths of an area and all below it anew, after its name has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_RESPELL, [code, False])


@transaction.atomic
def load_province_codes() -> None:
    """Give every province the BPS code of the list `wilayah_provinsi`, unless it has one. They differ in Papua."""
    with connection.cursor() as cursor:
        cursor.execute(_PROVINCE_CODES)
