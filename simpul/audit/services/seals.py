"""Sealing: every event is in exactly one seal, and none is passed over, without any writer ever waiting for another.

Why no event is missed. An event carries the id of its own transaction (the table stamps it, savepoints included), and
seals go in the order (xid, id). A seal takes only events below `pg_snapshot_xmin`, the oldest transaction still open
in the very snapshot that reads them. Every transaction below that has ended: its events are all visible here, or were
rolled back and never will be. So once the events up to some (xid, id) are sealed, no event can appear at or before it;
what is written later has an xid of xmin or above. Ids alone would not do: a sequence hands out 7 to a transaction that
is still open while 8 is committed and sealed, and 7 would then appear behind the head.

The counter of transactions belongs to a server; `audit_counter` carries it on when a dump is restored on another one.
A transaction that stays open holds up sealing for as long (the auditor warns after a minute); nothing is lost by it.
"""

import logging
from datetime import datetime
from pathlib import Path
from threading import Event as Signal
from typing import Any
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection as django_connection

from simpul.audit.rules import chain
from simpul.audit.services.heads import HeadCopyDiffers, copy_heads, copy_paths
from simpul.database import keys
from simpul.database.server import server
from simpul.kit.refusals import Refusal, Refused

EVENTS_AT_ONCE = 10_000
ONE_SEALER = 0x5345414C  # "SEAL": the advisory lock that keeps a second sealer out
LONGEST_WAIT = 5.0

log = logging.getLogger(__name__)

LATEST = "SELECT number, hash, last_xid, last_id FROM audit_seal ORDER BY number DESC LIMIT 1"
HORIZON = "xid < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + added FROM audit_counter)"
DUE = f"""
    SELECT id, xid, at, actor, act, subject_kind, subject, office, request, detail::text
    FROM audit_event
    WHERE {HORIZON} AND (xid, id) > (%s, %s)
    ORDER BY xid, id LIMIT %s
"""  # noqa: S608 - constants only
NOT_BEHIND = """
    SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + added > %s AND server = system_identifier
    FROM audit_counter, pg_control_system()
"""
INSERT = """
    INSERT INTO audit_seal (number, previous, first_xid, first_id, last_xid, last_id, count, root, sealed_at, key_id,
                            hash, signature)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""

EventTuple = tuple[int, int, datetime, UUID | None, str, str, UUID | None, UUID | None, UUID | None, str]


class SealRefused(Refused):
    """The sealer will not sign on: what it sees cannot be continued honestly."""


def seal_due(connection: psycopg.Connection[Any] | None = None, ring: keys.Keyring | None = None) -> int:
    """Seal one batch, at most 10,000 of the events that are due, as `simpul_sealer`; how many. 0 when none, or when
    another sealer is at work."""
    if connection is None:
        with connect() as own:
            return seal_due(own, ring)
    key_id, key = (ring or keys.ring()).signing_key()
    with connection.transaction():
        locked = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (ONE_SEALER,)).fetchone()
        if locked != (True,):
            return 0
        number, previous, xid, event_id = connection.execute(LATEST).fetchone() or (0, chain.FIRST_PREVIOUS, 0, 0)
        _refuse_server_behind_chain(connection, number, xid)
        events = connection.execute(DUE, (xid, event_id, EVENTS_AT_ONCE)).fetchall()
        if events:
            _insert_seal(connection, _seal_over(events, number + 1, previous, _now(connection), str(key_id)), key)
    return len(events)


def run_sealer(stop: Signal, every: float = 2.0) -> None:
    """Seal until told to stop: the worker's thread. A database that goes away is waited for."""
    while not stop.is_set():
        try:
            with connect() as connection:
                while not stop.is_set():
                    seal_all_due(connection)
                    stop.wait(every)
        except psycopg.Error as error:
            log.warning("The sealer lost the database and tries again: %s", type(error).__name__)
            stop.wait(min(every, LONGEST_WAIT))
        except Refused as refused:
            log.critical("The sealer stands still: %s %s", refused.refusal.code, dict(refused.refusal.params))
            stop.wait(LONGEST_WAIT)


def seal_all_due(connection: psycopg.Connection[Any], ring: keys.Keyring | None = None) -> int:
    """Seal batch after batch until nothing is due, then copy the heads; how many events were sealed."""
    sealed = 0
    while batch := seal_due(connection, ring):
        sealed += batch
        if batch < EVENTS_AT_ONCE:
            break
    for path in copy_paths():
        try:
            copy_heads(connection, path)
            _complaints.pop(path, None)
        except (HeadCopyDiffers, OSError) as error:
            # A copy that cannot be written must not stop the sealing; the auditor sees that it stayed behind.
            _complain(path, error.refusal.code if isinstance(error, HeadCopyDiffers) else str(error.strerror))
    return sealed


_complaints: dict[Path, str] = {}


def _complain(path: Path, reason: str) -> None:
    """Once for each reason, not at every round."""
    if _complaints.get(path) != reason:
        _complaints[path] = reason
        log.critical("The head of the audit chain is not copied to %s: %s", path, reason)


def connect() -> psycopg.Connection[Any]:
    """A connection of the sealer's own to the program's database; each batch is a transaction in it."""
    info = {**server().connection_info("simpul_sealer"), "dbname": django_connection.settings_dict["NAME"]}
    return psycopg.connect(**info, application_name="simpul sealer", autocommit=True)


def _refuse_server_behind_chain(connection: psycopg.Connection[Any], number: int, xid: int) -> None:
    # Another server counts transactions from another start; `audit_continue` sets the counter above the head.
    if connection.execute(NOT_BEHIND, (xid,)).fetchone() != (True,):
        raise SealRefused(Refusal("server_behind_chain", {"number": number, "xid": xid}))


def _seal_over(
    events: list[EventTuple], number: int, previous: bytes, sealed_at: datetime, key_id: str
) -> chain.SealRow:
    first, final = events[0], events[-1]
    root = chain.merkle_root(chain.leaf_hash(chain.event_bytes(chain.EventRow(*event))) for event in events)
    return chain.SealRow(number, previous, first[1], first[0], final[1], final[0], len(events), root, sealed_at, key_id)


def _insert_seal(connection: psycopg.Connection[Any], seal: chain.SealRow, key: Ed25519PrivateKey) -> None:
    digest = chain.seal_hash(seal)
    place = (seal.first_xid, seal.first_id, seal.last_xid, seal.last_id)
    values = (seal.count, seal.root, seal.sealed_at, seal.key_id, digest, key.sign(digest))
    connection.execute(INSERT, (seal.number, seal.previous, *place, *values))


def _now(connection: psycopg.Connection[Any]) -> datetime:
    (now,) = connection.execute("SELECT clock_timestamp()").fetchall()[0]
    return datetime.fromisoformat(str(now))
