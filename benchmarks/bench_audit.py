"""Writing events down, sealing and verifying them, against plain statements on the same rows."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from measuring import Options, Scratch, compared, in_turn, run, scratch

TIMES = 3
COLUMNS = "act, actor, subject_kind, subject, office, request, detail"
ONE = f"INSERT INTO plain_event ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
COPY = f"COPY plain_event ({COLUMNS}) FROM STDIN"
READ = "SELECT id, xid, at, actor, act, subject_kind, subject, office, request, detail::text FROM audit_event ORDER BY xid, id"
# An identical table, with its indexes and without its triggers and policies.
PLAIN = """
CREATE TABLE plain_event (LIKE audit_event INCLUDING ALL);
ALTER TABLE plain_event ALTER xid SET DEFAULT 0, ALTER at SET DEFAULT now();
GRANT ALL ON plain_event TO simpul_app;
"""


def measure(options: Options) -> dict[str, Any]:
    """`size` events of one act on many, a tenth of them one by one as well; all are sealed and verified."""
    with scratch(options) as place:
        with place.superuser() as superuser:
            superuser.execute(PLAIN)
        written = _written(options, place)
        return written["record_many"] | {
            "parts": {"record": written["record"], "seal": _sealed(place), "verify": _verified(place)}
        }


def _written(options: Options, place: Scratch) -> dict[str, dict[str, Any]]:
    from django.db import connection, transaction

    from simpul.audit.services import Event, record, record_many

    detail, few = {"fields": ["birth_date", "name"], "reason": "typing"}, max(1, options.size // 10)
    by, office = UUID(int=7), UUID(int=8)
    events = [
        Event("registry.person_corrected", by, UUID(int=number), "person", office, detail=detail)
        for number in range(options.size)
    ]
    rows = [(event.act, by, "person", event.subject, office, None, json.dumps(detail)) for event in events]

    def one_by_one() -> None:
        for event in events[:few]:
            record(event.act, by=by, subject=event.subject, subject_kind="person", office=office, **detail)

    def plainly() -> None:
        with connection.cursor() as cursor:
            for row in rows[:few]:
                cursor.execute(ONE, row)

    def copied() -> None:
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for row in rows:
                copy.write_row(row)

    acts: list[Callable[[], object]] = [lambda: record_many(events), copied, one_by_one, plainly]
    many, copies, ones, inserts = in_turn(*map(transaction.atomic, acts), times=TIMES)
    return {
        "record_many": compared(
            many, copies, unit=f"seconds for {len(rows)}", against="COPY into an identical table", per=len(rows)
        ),
        "record": compared(
            ones, inserts, unit=f"seconds for {few}", against="INSERT into an identical table, one by one", per=few
        ),
    }


def _sealed(place: Scratch) -> dict[str, Any]:
    """All that was written, in batches as the worker does, against reading the same rows."""
    from simpul.audit.services import seal_due

    with place.as_role("simpul_sealer") as sealer, place.as_role("simpul_auditor") as reader:
        counted: list[int] = []

        def seal() -> None:
            while count := seal_due(sealer):
                counted.append(count)

        sealing, reading = in_turn(seal, lambda: reader.execute(READ).fetchall(), times=1)
    told = compared(
        sealing, reading, unit=f"seconds for {sum(counted)}", against="reading the same rows", per=sum(counted)
    )
    return told


def _verified(place: Scratch) -> dict[str, Any]:
    """The independent auditor over the whole chain, against reading the same rows."""
    import psycopg

    from simpul.audit.services import public_keys
    from simpul.database.keys import ring
    from simpul.database.server import server
    from simpul_verify.__main__ import verify
    from simpul_verify.keys import read_public_keys

    info = server().connection_info("simpul_auditor") | {"dbname": place.database}
    dsn, keys = psycopg.conninfo.make_conninfo(**info), read_public_keys(json.dumps(public_keys(ring())))
    with place.as_role("simpul_auditor") as reader:
        (count,) = reader.execute("SELECT count(*) FROM audit_event").fetchone()

        def check() -> None:
            report = verify(dsn, keys)
            assert report.is_green, report.as_text("en")

        verifying, reading = in_turn(check, lambda: reader.execute(READ).fetchall(), times=TIMES)
    return compared(verifying, reading, unit=f"seconds for {count}", against="reading the same rows", per=count)


if __name__ == "__main__":
    run(measure, figure="write many audit events", target="≤ 5 × COPY", size=20_000)
