"""Taking a snapshot of facts for a question, and opening it.

It is read by a database role of its own (simpul_snapshot), which sees the facts of the one office it names and no name,
number or address; so it holds what is committed, and nothing that the act around it has just written.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.database.roles import SNAPSHOT
from simpul.database.sealing import unseal
from simpul.database.server import server
from simpul.directory.models import Area, Office
from simpul.files.queries import content_of
from simpul.files.services import store_file
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal, Refused
from simpul.registry.engine import columns
from simpul.registry.engine.columns import Reader
from simpul.registry.engine.pseudonyms import Pseudonyms
from simpul.registry.models import Snapshot
from simpul.registry.queries.snapshots import pseudonyms
from simpul.registry.rules import snapshots as rules
from simpul.registry.rules.catalogue import CATALOGUE, Unit
from simpul.registry.rules.facts import from_text
from simpul.registry.rules.snapshots import Fields

PARQUET = "application/vnd.apache.parquet"
_RECORD_TYPES = {"birth_date": "date"}


class SnapshotRefused(Refused):
    """No snapshot was taken, or none opened."""


@transaction.atomic
def build_snapshot(
    *,
    office: Office,
    fields: Fields,
    purpose: str,
    retention: str,
    on: date,
    by: User,
    area: Area | None = None,
) -> Snapshot:
    """Take the facts of an office, or of an area of it, as they hold on a day: two encrypted files named by their content.

    Only the named fields are in them, beside pseudonymous ids. The same data give the same `content_sha256` on every run.
    """
    if refusal := _refusal(office, area, fields, purpose, retention, on=on, by=by):
        raise SnapshotRefused(refusal)
    key_id, stand_ins = pseudonyms(office.pk, retention)
    with columns.reading(_conninfo(office)) as reader:
        tables = {unit: _table(reader, unit, fields, stand_ins, on=on, area=area) for unit in Unit}
    files = {unit: _parquet(tables[unit], unit, fields) for unit in Unit}
    kept = {
        unit: store_file(content=content, media_type=PARQUET, office=office, by=by) for unit, content in files.items()
    }
    snapshot = Snapshot.objects.create(
        office=office,
        area=area,
        facts_on=on,
        family_fields=list(fields.of(Unit.FAMILY)),
        person_fields=list(fields.of(Unit.PERSON)),
        purpose=purpose,
        retention=retention,
        content_sha256=name_of(files),
        families=tables[Unit.FAMILY].num_rows,
        persons=tables[Unit.PERSON].num_rows,
        families_file=kept[Unit.FAMILY],
        persons_file=kept[Unit.PERSON],
        pseudonym_key=key_id,
        engine=columns.ENGINE,
        taken_by=by.pk,
        expires_on=today(office.time_zone) + timedelta(days=rules.KEPT_DAYS[retention]),
    )
    _record("registry.snapshot_taken", snapshot, by=by)
    return snapshot


@transaction.atomic
def open_snapshot(*, snapshot: Snapshot, purpose: str, by: User) -> dict[Unit, bytes]:
    """The two files, whose content is what the name says, for one purpose; each opening is recorded."""
    if refusal := _refusal_of_reach(snapshot.office, snapshot.area, _fields_of(snapshot), by=by):
        raise SnapshotRefused(refusal)
    if purpose not in Snapshot.Purpose.values:
        raise SnapshotRefused(Refusal("snapshot_purpose_unknown"))
    if snapshot.erased_at:
        raise SnapshotRefused(Refusal("snapshot_is_erased"))
    files = {Unit.FAMILY: content_of(snapshot.families_file), Unit.PERSON: content_of(snapshot.persons_file)}
    if name_of(files) != snapshot.content_sha256:
        raise SnapshotRefused(Refusal("snapshot_differs"))
    _record("registry.snapshot_opened", snapshot, by=by, opened_for=purpose)
    return files


def name_of(files: Mapping[Unit, bytes]) -> str:
    """What names a snapshot: SHA-256 over the hashes of families.parquet and persons.parquet."""
    hashes = (hashlib.sha256(files[unit]).digest() for unit in (Unit.FAMILY, Unit.PERSON))
    return hashlib.sha256(b"".join(hashes)).hexdigest()


def _refusal(
    office: Office, area: Area | None, fields: Fields, purpose: str, retention: str, *, on: date, by: User
) -> Refusal | None:
    if purpose not in Snapshot.Purpose.values:
        return Refusal("snapshot_purpose_unknown")
    if retention not in rules.KEPT_DAYS:
        return Refusal("snapshot_retention_unknown")
    if on > today(office.time_zone):
        return Refusal("fact_in_future", {"on": today(office.time_zone)})
    return rules.refusal_of_fields(fields) or _refusal_of_reach(office, area, fields, by=by)


def _refusal_of_reach(office: Office, area: Area | None, fields: Fields, *, by: User) -> Refusal | None:
    needed = [Permission.VIEW_PERSON, *([Permission.VIEW_CONFIDENTIAL_FACTS] if fields.is_confidential else [])]
    code = area.pk if area else None
    is_reached = all(access.reach(by, permission).covers(office.pk, code) for permission in needed)
    return None if is_reached else Refusal("outside_reach")


def _fields_of(snapshot: Snapshot) -> Fields:
    return Fields(tuple(snapshot.family_fields), tuple(snapshot.person_fields))


def _conninfo(office: Office) -> str:
    """The role that reads, for this office alone, in one state of the database."""
    options = f"-c app.snapshot_office={office.pk} -c default_transaction_isolation=repeatable\\ read"
    info = {**server().connection_info(SNAPSHOT), "dbname": connection.settings_dict["NAME"]}
    return make_conninfo(**info, options=options, application_name="simpul snapshot")


def _table(reader: Reader, unit: Unit, fields: Fields, stand_ins: Pseudonyms, *, on: date, area: Area | None) -> Any:
    sql = rules.question(unit, fields, on=on, area=area.pk if area else None)
    table = columns.with_pseudonyms(reader.table(sql), stand_ins)
    if not (sealed := fields.facts(unit, confidential=True)):
        return table
    values = _opened(reader, unit, fields, stand_ins, on=on)
    for kind in sealed:
        table = columns.with_column(table, kind.code, values.get(kind.code, {}), of=f"{unit}_id", type=kind.type)
    return table


def _opened(
    reader: Reader, unit: Unit, fields: Fields, stand_ins: Pseudonyms, *, on: date
) -> dict[str, dict[str, object]]:
    """Confidential values by fact and stand-in, each opened for the very record of which it was said."""
    values: dict[str, dict[str, object]] = {}
    column = f"registry.{unit}fact.value"
    for row in reader.table(rules.sealed_question(unit, fields, on=on)).to_pylist():
        value = from_text(CATALOGUE[row["code"]], unseal(column, UUID(bytes=row["said_of"]), row["sealed"]))
        told = sorted(value) if isinstance(value, frozenset) else value
        values.setdefault(row["code"], {})[stand_ins.of(row["subject"])] = told
    return values


def _parquet(table: Any, unit: Unit, fields: Fields) -> bytes:
    ids = ["family_id"] if unit == Unit.FAMILY else ["person_id", "family_id"]
    types = {
        name: str(CATALOGUE[name].type) if name in CATALOGUE else _RECORD_TYPES.get(name, "text")
        for name in fields.of(unit)
    }
    return columns.parquet(table, ids=ids, types=types, group=rules.ROWS_IN_A_GROUP)


def _record(act: str, snapshot: Snapshot, *, by: User, opened_for: str = "") -> None:
    record(
        act,
        by=by,
        subject=snapshot,
        office=snapshot.office_id,
        actor_role=SNAPSHOT,
        purpose=snapshot.purpose,
        retention=snapshot.retention,
        on=snapshot.facts_on,
        area=snapshot.area_id or "",
        families=snapshot.families,
        persons=snapshot.persons,
        fields=[*snapshot.family_fields, *snapshot.person_fields],
        content=snapshot.content_sha256,
        opened_for=opened_for,
    )
