"""Events edited, deleted, slipped in, moved by a superuser with the triggers off: the auditor finds each."""

import pytest

from tests.audit.tampering import SEALS, Kept, tamper
from tests.audit.verifying import answer


def test_an_honest_database_is_green(kept: Kept) -> None:
    found = answer(kept.audit, "--head-copy", str(kept.copy), "--patience", "0")
    assert (found["ok"], found["events"], found["seals"], found["unsealed"]) == (True, 100, SEALS, 0)
    assert found["warnings"] == []


def test_events_that_wait_to_be_sealed_are_no_finding_and_old_ones_a_warning(kept: Kept) -> None:
    kept.audit.write(2)
    found = answer(kept.audit, "--head-copy", str(kept.copy))
    assert (found["ok"], found["unsealed"], found["warnings"]) == (True, 2, [])
    found = answer(kept.audit, "--head-copy", str(kept.copy), "--patience", "0")
    assert (found["ok"], [each["code"] for each in found["warnings"]]) == (True, ["unsealed_old"])


# Each column of an event, in the first, a middle and the last event, to something else.
OTHER_VALUES = {
    "id": "id + 1000000",
    "xid": "xid + 1",
    "at": "at + interval '1 microsecond'",
    "actor": "'00000000-0000-0000-0000-000000000001'",
    "act": "'registry.person_seen'",
    "subject_kind": "subject_kind || 'x'",
    "subject": "'00000000-0000-0000-0000-000000000001'",
    "office": "'00000000-0000-0000-0000-000000000001'",
    "request": "'00000000-0000-0000-0000-000000000001'",
    "detail": "detail || '{\"count\": 1.0}'",
}
EVENT_CODES = {"events_changed", "events_missing", "events_added", "events_late", "events_from_nowhere"}


@pytest.mark.parametrize("event", [1, 33, 100])
@pytest.mark.parametrize("column", OTHER_VALUES)
def test_an_edited_event_is_found(kept: Kept, column: str, event: int) -> None:
    tamper(kept, f"UPDATE audit_event SET {column} = {OTHER_VALUES[column]} WHERE id = {event}")
    found = kept.verify()
    assert found
    assert found <= EVENT_CODES


ALL_NULLABLE = ("actor", "subject", "office", "request")


@pytest.mark.parametrize("column", ALL_NULLABLE)
def test_an_event_with_a_column_wiped_out_is_found(kept: Kept, column: str) -> None:
    tamper(kept, f"UPDATE audit_event SET {column} = NULL WHERE id = 33")
    assert kept.verify() == {"events_changed"}


INSERT = "INSERT INTO audit_event OVERRIDING SYSTEM VALUE SELECT"
REST = "at, actor, act, subject_kind, subject, office, request, detail FROM kept_event WHERE"
WITH_EVENTS = {
    "delete the first": ("DELETE FROM audit_event WHERE id = 1", {"events_missing"}),
    "delete one": ("DELETE FROM audit_event WHERE id = 50", {"events_missing"}),
    "delete the last": ("DELETE FROM audit_event WHERE id = 100", {"events_missing"}),
    "delete every second": ("DELETE FROM audit_event WHERE id % 2 = 0", {"events_missing"}),
    "delete a whole batch": ("DELETE FROM audit_event WHERE id BETWEEN 2 AND 41", {"events_missing"}),
    "delete what one person did": (
        "DELETE FROM audit_event WHERE actor = (SELECT actor FROM kept_event WHERE id = 60)",
        {"events_missing"},
    ),
    "cut the tail": ("DELETE FROM audit_event WHERE id > 60", {"events_missing"}),
    "delete all": ("DELETE FROM audit_event", {"events_missing"}),
    "insert among sealed": (f"{INSERT} 900, xid, {REST} id = 10", {"events_added"}),
    "insert at the end of a batch": (f"{INSERT} 900, xid, {REST} id = 41", {"events_late"}),
    "insert before all": (f"{INSERT} 900, 1, {REST} id = 33", {"events_late"}),
    "insert between two batches": (f"{INSERT} 0, xid, {REST} id = 42", {"events_late"}),
    "insert a later transaction": (f"{INSERT} 900, xid + 1000000000, {REST} id = 33", {"events_from_nowhere"}),
    "replace one by another": (
        f"WITH gone AS (DELETE FROM audit_event WHERE id = 10) {INSERT} 900, xid, {REST} id = 10",
        {"events_changed"},
    ),
    # By way of a third place: the primary key is checked row by row.
    "swap two ids": (
        "UPDATE audit_event SET id = 999 WHERE id = 35; UPDATE audit_event SET id = 35 WHERE id = 40;"
        "UPDATE audit_event SET id = 40 WHERE id = 999",
        {"events_changed"},
    ),
    "swap two contents": (
        "UPDATE audit_event e SET (actor, subject, detail) ="
        " (SELECT actor, subject, detail FROM kept_event k WHERE k.id = 75 - e.id) WHERE id IN (35, 40)",
        {"events_changed"},
    ),
    "swap over two batches": (
        "UPDATE audit_event e SET (act, actor, subject, detail) ="
        " (SELECT act, actor, subject, detail FROM kept_event k WHERE k.id = 110 - e.id) WHERE id IN (35, 75)",
        {"events_changed"},
    ),
    "move to another batch": (
        "UPDATE audit_event SET xid = (SELECT xid FROM kept_event WHERE id = 80) WHERE id = 35",
        {"events_missing", "events_late"},
    ),
    "turn the order around": (
        "UPDATE audit_event SET id = 1000 - id WHERE id BETWEEN 2 AND 41",
        {"events_missing", "events_added", "events_changed", "events_late"},
    ),
    "all an hour earlier": ("UPDATE audit_event SET at = at - interval '1 hour'", {"events_changed"}),
    "at no time": ("UPDATE audit_event SET at = 'infinity' WHERE id = 33", {"events_changed"}),
    "a negative id": ("UPDATE audit_event SET id = -5 WHERE id = 1", {"events_missing", "events_late"}),
}


@pytest.mark.parametrize("way", WITH_EVENTS)
def test_events_deleted_inserted_or_reordered_are_found(kept: Kept, way: str) -> None:
    statement, expected = WITH_EVENTS[way]
    tamper(kept, statement)
    found = kept.verify()
    assert found
    assert found <= expected
