"""Moving encrypted columns to their newest key while the program runs.

Every batch is a transaction of its own and the old key stays in the ring, so whoever stops this, at any moment, leaves
every value readable; started again it goes on with what is left.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.db import connections, models, transaction
from django.db.models import F, Func
from pghistory.trigger import Event
from psycopg import sql

from simpul.database.encryption import BlindIndexField, EncryptedTextField
from simpul.database.keys import KeyringRefused, ring
from simpul.database.sealing import DecryptionFailed, seal, unseal
from simpul.kit.refusals import Refusal, Refused

Model = type[models.Model]
Sealed = EncryptedTextField | BlindIndexField

# Rows in use are skipped, and tried again after these pauses, in seconds.
PAUSES = (0.0, 0.2, 1.0, 5.0)

SENTENCES = {
    "column_unknown": "Tidak ada kolom terenkripsi bernama %(column)s.",
    "rows_hidden": "Peran basis data ini tidak melihat semua baris %(table)s; jalankan sebagai pemilik basis data.",
}

# Row security applies to this role, and no policy lets it see and change everything.
ROWS_HIDDEN = """
WITH applying AS (
    SELECT polpermissive, polcmd = '*' AND pg_get_expr(polqual, polrelid) = 'true' AS whole FROM pg_policy
    WHERE polrelid = %(table)s::regclass
      AND EXISTS (SELECT FROM unnest(polroles) role WHERE role = 0 OR pg_has_role(role, 'USAGE')))
SELECT row_security_active(%(table)s::regclass) AND (
    NOT EXISTS (SELECT FROM applying WHERE polpermissive AND whole)
    OR EXISTS (SELECT FROM applying WHERE NOT polpermissive))
"""
MOVE = sql.SQL(
    "UPDATE {table} SET {column} = fresh.value FROM unnest(%s::{key_type}[], %s::bytea[]) AS fresh (pk, value) "
    "WHERE {table}.{key} = fresh.pk"
)


class RotationRefused(Refused):
    """Nothing was moved: no such column, or rows would have stayed out of sight and their key been taken for unused."""

    def __str__(self) -> str:
        return SENTENCES[self.refusal.code] % self.refusal.params


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: values moved in the table and in its history, indexes made anew, and what remains.

    `left` are values still under an older key: they were in use all the time, or they are among the `unreadable`.
    """

    rows: int = 0
    history: int = 0
    indexes: int = 0
    left: int = 0
    unreadable: int = 0

    def __add__(self, other: "Rotation") -> "Rotation":
        return Rotation(
            self.rows + other.rows,
            self.history + other.history,
            self.indexes + other.indexes,
            self.left + other.left,
            self.unreadable + other.unreadable,
        )


def rotate(model: Model, field: str, *, batch: int = 500, using: str = "default") -> Rotation:
    """Bring a column, its history and its blind indexes to the newest keys, made before by `Keyring.rotate_field`."""
    targets = list(_targets(model, field))
    for table, _, _ in targets:
        _refuse_if_rows_hidden(table, using)
    moved = [0] * len(targets)
    left = unreadable = 0
    for pause in PAUSES:
        time.sleep(pause)
        unreadable = 0
        for place, (table, source, target) in enumerate(targets):
            done, failed = _sweep(table, source, target, batch, using)
            moved[place] += done
            unreadable += failed
        left = sum(_stale(table, target, using).count() for table, _, target in targets)
        if left <= unreadable:
            break
    return sum(
        (_counted(table, target, count) for (table, _, target), count in zip(targets, moved, strict=True)),
        start=Rotation(left=left, unreadable=unreadable),
    )


def rotate_columns(column: str = "all") -> dict[str, Rotation]:
    """New keys for a column, or for all there are, and every value moved to them."""
    fields = [field for field in _fields() if column in ("all", field.key_column)]
    if not fields:
        raise RotationRefused(Refusal("column_unknown", {"column": column}))
    for field in fields:
        _refuse_if_rows_hidden(field.model, "default")
    for name in {field.key_column for field in fields if isinstance(field, BlindIndexField)}:
        ring().rotate_index(name)
    outcome = {}
    for name in sorted({field.key_column for field in fields if isinstance(field, EncryptedTextField)}):
        ring().rotate_field(name)
        outcome[name] = rotate_column(name)
    return outcome


def rotate_column(column: str, *, batch: int = 500, using: str = "default") -> Rotation:
    """`rotate` wherever values of this logical column are kept, staging tables included."""
    fields = [found for found in _fields() if isinstance(found, EncryptedTextField) and found.key_column == column]
    whole = (
        rotate(found.model, found.name, batch=batch, using=using) for found in fields if not _is_history(found.model)
    )
    return sum(whole, start=Rotation())


def retire(column: str, key_id: int, *, using: str = "default") -> None:
    """Destroy a key once no row needs it any more. Values sealed outside of model fields are not looked at."""
    for field in [found for found in _fields() if found.key_column == column]:
        _refuse_if_rows_hidden(field.model, using)
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            # Whoever is still writing, perhaps with the old key, has finished when this lock is ours.
            cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(field.model._meta.db_table)))
        if _by_key(field.model, field, using).filter(key_used=key_id.to_bytes(2, "big")).exists():
            raise KeyringRefused("key_in_use", column=column, key_id=key_id)
    ring().retire(column, key_id)


def prepare_keys() -> None:
    """Make the first keys of every column there is, so that a backup of the ring taken after set-up holds them all."""
    for field in _fields():
        if isinstance(field, BlindIndexField):
            ring().index_keys(field.key_column)
        else:
            ring().field_key(field.key_column)


def _fields() -> Iterator[Sealed]:
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_fields if isinstance(field, Sealed))


def _is_history(model: Model) -> bool:
    return getattr(model, "pgh_tracked_model", None) is not None


def _targets(model: Model, field: str) -> Iterator[tuple[Model, EncryptedTextField, Sealed]]:
    """What has to move, each as (table, encrypted source, column): tables first, then what finds them."""
    history = [table for table in apps.get_models() if getattr(table, "pgh_tracked_model", None) is model]
    found = {
        table: source
        for table in [model, *history]
        for source in table._meta.local_fields
        if source.name == field and isinstance(source, EncryptedTextField)
    }
    yield from ((table, source, source) for table, source in found.items())
    for table, source in found.items():
        for index in table._meta.local_fields:
            if isinstance(index, BlindIndexField) and index.source == field:
                yield table, source, index


def _counted(table: Model, target: Sealed, count: int) -> Rotation:
    if isinstance(target, BlindIndexField):
        return Rotation(indexes=count)
    return Rotation(history=count) if _is_history(table) else Rotation(rows=count)


def _by_key(table: Model, target: Sealed, using: str) -> models.QuerySet[Any]:
    key_used: Func = Func(
        F(target.name), template="substring(%(expressions)s from 2 for 2)", output_field=models.BinaryField()
    )
    rows: models.QuerySet[Any] = table._base_manager.using(using).all()
    keyed: models.QuerySet[Any] = rows.filter(**{f"{target.name}__isnull": False}).annotate(key_used=key_used)
    return keyed


def _stale(table: Model, target: Sealed, using: str) -> models.QuerySet[Any]:
    column, keyring = target.key_column, ring()
    newest = keyring.index_keys(column)[0] if isinstance(target, BlindIndexField) else keyring.field_key(column)
    return _by_key(table, target, using).exclude(key_used=newest[0].to_bytes(2, "big"))


def _sweep(table: Model, source: EncryptedTextField, target: Sealed, batch: int, using: str) -> tuple[int, int]:
    """One pass over the table in the order of its key: how many values were moved, and how many would not open."""
    after: Any = None
    moved = unreadable = 0
    while True:
        with transaction.atomic(using=using, durable=True):
            rows = _stale(table, target, using) if after is None else _stale(table, target, using).filter(pk__gt=after)
            locked = rows.order_by("pk").select_for_update(skip_locked=True)
            taken = list(locked.values_list("pk", source.subject_attribute(), source.attname)[:batch])
            fresh = {pk: _fresh(source, target, subject, sealed) for pk, subject, sealed in taken}
            readable = {pk: value for pk, value in fresh.items() if not isinstance(value, DecryptionFailed)}
            moved += _move(table, target, readable, using)
        unreadable += len(fresh) - len(readable)
        if len(taken) < batch:
            return moved, unreadable
        after = taken[-1][0]


def _fresh(
    source: EncryptedTextField, target: Sealed, subject: UUID, sealed: bytes | None
) -> bytes | DecryptionFailed | None:
    try:
        text = None if sealed is None else unseal(source.key_column, subject, sealed)
    except DecryptionFailed as failed:
        return failed  # left as it is, for a person to look at; the others move on
    if isinstance(target, BlindIndexField):
        return target.index_of(text)
    return None if text is None else seal(source.key_column, subject, text)


def _move(table: Model, target: Sealed, values: dict[Any, bytes | None], using: str) -> int:
    connection, key = connections[using], table._meta.pk
    statement = MOVE.format(
        table=sql.Identifier(table._meta.db_table),
        column=sql.Identifier(str(target.column)),
        key=sql.Identifier(str(key.column)),
        key_type=sql.SQL(str(key.rel_db_type(connection))),
    )
    # A value under another key is no news: history gets no new line, and its own lines may change this once.
    watching = [
        trigger.get_pgid(watched)
        for watched, trigger in pgtrigger.registered()
        if watched._meta.db_table == table._meta.db_table and isinstance(trigger, (Event, pgtrigger.Protect))
    ]
    # What pgtrigger.ignore says to the database too, but in one command with the statement; a prepared one takes no other.
    quiet = "SELECT set_config('pgtrigger.ignore', %s, true)"
    with connection.cursor() as cursor:
        cursor.execute(quiet, [f"{{{','.join(watching)}}}"])
        cursor.execute(statement, [list(values), list(values.values())])
        moved = int(cursor.rowcount)
        cursor.execute(quiet, [""])
    return moved


def _refuse_if_rows_hidden(table: Model, using: str) -> None:
    name = connections[using].ops.quote_name(table._meta.db_table)
    with connections[using].cursor() as cursor:
        cursor.execute(ROWS_HIDDEN, {"table": name})
        if cursor.fetchone() != (False,):
            raise RotationRefused(Refusal("rows_hidden", {"table": table._meta.db_table}))
