"""One walk over all seals and all events, side by side, in the order of the chain; memory does not grow with them."""

from collections.abc import Iterator
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from simpul_verify import chain
from simpul_verify.chain import EventRecord, SealRecord
from simpul_verify.heads import HeadCopy, PrintedHeads
from simpul_verify.report import Report, moment

ROWS_AT_ONCE = 5_000
Place = tuple[int, int]
NOWHERE: Place = (1 << 65, 0)  # of a row whose place somebody wiped out: after everything

_MICROSECONDS = "CASE WHEN isfinite({0}) THEN (extract(epoch FROM {0}) * 1000000)::bigint END"
SEALS = f"""
    SELECT number, previous, first_xid, first_id, last_xid, last_id, count::bigint, root,
           {_MICROSECONDS.format("sealed_at")}, key_id, hash, signature
    FROM audit_seal ORDER BY number
"""  # noqa: S608 - constants only
EVENTS = f"""
    SELECT xid, id, {_MICROSECONDS.format("at")}, uuid_send(actor), convert_to(act, 'UTF8'),
           convert_to(subject_kind, 'UTF8'), uuid_send(subject), uuid_send(office), uuid_send(request),
           convert_to(detail::text, 'UTF8')
    FROM audit_event ORDER BY xid, id
"""  # noqa: S608 - constants only
SNAPSHOT = f"""
    SELECT {_MICROSECONDS.format("clock_timestamp()")},
           CASE WHEN server = system_identifier THEN pg_snapshot_xmax(pg_current_snapshot())::text::bigint + added END
    FROM audit_counter, pg_control_system()
"""  # noqa: S608 - constants only


class Walk:
    """Compares what the tables hold with what was signed, and tells the report."""

    def __init__(
        self,
        connection: psycopg.Connection[Any],
        keys: dict[str, Ed25519PublicKey],
        copies: list[HeadCopy],
        printed: PrintedHeads,
        patience: float,
        report: Report,
    ) -> None:
        self._connection, self._keys, self._report = connection, keys, report
        self._copies, self._printed, self._patience = copies, printed, patience
        self._before: SealRecord | None = None
        self._events = self._read_events()
        self._event: EventRecord | None = None

    def run(self) -> None:
        """Everything, in one read-only snapshot that the caller has opened."""
        now, horizon = self._connection.execute(SNAPSHOT).fetchone() or (0, None)
        self._event = next(self._events, None)
        for seal in self._read_seals():
            self._report.seals += 1
            self._check_statement(seal)
            self._check_signature(seal)
            self._check_batch(seal)
            for copy in self._copies:
                copy.compare(seal)
            self._printed.compare(seal)
            self._before = seal
        self._check_unsealed(now, horizon)
        for copy in self._copies:
            copy.finish(now)
        self._printed.finish()
        if self._before is not None:
            self._report.head = f"{self._before.number}:{(self._before.hash or b'').hex()}"

    def _check_statement(self, seal: SealRecord) -> None:
        """Number, link and order, against the seal before."""
        before = self._before
        expected = before.number + 1 if before else 1
        if seal.number > expected:
            self._report.find("seals_missing", first=expected, last=seal.number - 1)
        elif seal.number < expected:
            self._report.find("seal_number_wrong", seal=seal.number, expected=expected)
        if seal.previous != (before.hash if before else chain.START):
            self._report.find("chain_broken", seal=seal.number)
        if before and _first(seal) <= _last(before):
            self._report.find("seal_disorder", seal=seal.number)

    def _check_signature(self, seal: SealRecord) -> None:
        digest = chain.hash_of(seal)
        if digest != seal.hash:
            self._report.find("seal_changed", seal=seal.number)
        key = self._keys.get(seal.key_id or "")
        if key is None:
            self._report.find("key_unknown", seal=seal.number, key_id=seal.key_id)
        elif not chain.is_signed(key, digest, seal.signature):
            self._report.find("signature_false", seal=seal.number, key_id=seal.key_id)

    def _check_batch(self, seal: SealRecord) -> None:
        """The events between the places the seal names: as many, and the same."""
        late = first_id = 0
        while self._event is not None and _place(self._event) < _first(seal):
            first_id = first_id or self._event.id or 0
            late += 1
            self._advance()
        if late:
            self._report.find("events_late", seal=seal.number, number=late, first_id=first_id)
        tree, first, final = chain.Tree(), None, None
        while self._event is not None and _place(self._event) <= _last(seal):
            final = _place(self._event)
            first = first or final
            tree.add(chain.leaf_of(self._event))
            self._advance()
        self._compare_batch(seal, tree, first, final)

    def _compare_batch(self, seal: SealRecord, tree: chain.Tree, first: Place | None, final: Place | None) -> None:
        count = seal.events or 0
        place = {"seal": seal.number, "first_id": seal.first_id, "last_id": seal.last_id, "count": count}
        if tree.count < count:
            number = count - tree.count
            self._report.find("events_missing", **place, number=number, sealed_at=moment(seal.sealed_at))
        elif tree.count > count:
            self._report.find("events_added", **place, number=tree.count - count)
        elif tree.root() != seal.root:
            self._report.find("events_changed", **place, sealed_at=moment(seal.sealed_at))
        elif (first, final) != (_first(seal), _last(seal)):
            self._report.find("batch_place_wrong", seal=seal.number)

    def _check_unsealed(self, now: int, horizon: int | None) -> None:
        """What comes after the last seal: fresh events, and rows that no transaction can have written.

        Without a horizon the database was restored on this server and nobody has written since.
        """
        oldest, from_nowhere, first_id = now, 0, None
        while self._event is not None:
            self._report.unsealed += 1
            oldest = min(oldest, now if self._event.at is None else self._event.at)
            if horizon is not None and _place(self._event)[0] >= horizon:
                from_nowhere += 1
                first_id = first_id or self._event.id
            self._advance()
        if from_nowhere:
            self._report.find("events_from_nowhere", number=from_nowhere, first_id=first_id)
        if now - oldest > self._patience * 1_000_000:
            self._report.warn("unsealed_old", number=self._report.unsealed, at=moment(oldest))

    def _advance(self) -> None:
        self._report.events += 1
        self._event = next(self._events, None)

    def _read_events(self) -> Iterator[EventRecord]:
        with self._connection.cursor(name="events", binary=True) as cursor:
            cursor.itersize = ROWS_AT_ONCE
            for xid, event_id, at, *fields in cursor.execute(EVENTS):
                yield EventRecord(xid, event_id, at, tuple(fields))

    def _read_seals(self) -> Iterator[SealRecord]:
        with self._connection.cursor(name="seals", binary=True) as cursor:
            cursor.itersize = ROWS_AT_ONCE
            for row in cursor.execute(SEALS):
                yield SealRecord(*row)


def _place(event: EventRecord) -> Place:
    return NOWHERE if event.xid is None or event.id is None else (event.xid, event.id)


def _first(seal: SealRecord) -> Place:
    return seal.first_xid or 0, seal.first_id or 0


def _last(seal: SealRecord) -> Place:
    return seal.last_xid or 0, seal.last_id or 0
