"""The sealer takes every event exactly once, however the transactions overlap."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from simpul.audit.services import SealRefused, head, run_sealer, seal_due, seals
from simpul.database.keys import ring
from tests.audit.scratch import AuditDatabase, unguarded
from tests.audit.verifying import verify

# Two cursors that look right and are not: both pass over what a transaction still open has written.
BY_XID_WITHOUT_HORIZON = seals.DUE.replace(seals.HORIZON, "true")
BY_ID_ONLY = BY_XID_WITHOUT_HORIZON.replace("(xid, id) > (%s, %s)", "%s >= 0 AND id > %s").replace(
    "xid, id LIMIT", "id LIMIT"
)


def sealed(audit: AuditDatabase) -> int:
    with audit.connect("simpul_auditor") as auditor:
        return auditor.execute("SELECT coalesce(sum(count), 0) FROM audit_seal").fetchone()[0]


def written(audit: AuditDatabase) -> int:
    with audit.connect("simpul_auditor") as auditor:
        return auditor.execute("SELECT count(*) FROM audit_event").fetchone()[0]


def seal_around_an_open_transaction(audit: AuditDatabase) -> None:
    """One transaction writes first and commits last; the sealer comes by before and after."""
    with audit.connect("simpul_sealer") as sealer:
        with audit.connect("simpul_app", autocommit=False) as slow:
            audit.write(1, connection=slow)
            audit.write(2)
            seal_due(sealer)
            audit.write(1, connection=slow)
            slow.commit()
        audit.write(1)
        while seal_due(sealer):
            pass


def test_a_transaction_that_stays_open_is_waited_for(audit: AuditDatabase) -> None:
    seal_around_an_open_transaction(audit)
    assert sealed(audit) == written(audit) == 5
    assert verify(audit) == set()


@pytest.mark.parametrize("naive", [BY_ID_ONLY, BY_XID_WITHOUT_HORIZON], ids=["by id", "without horizon"])
def test_a_naive_cursor_would_have_missed_an_event(
    audit: AuditDatabase, monkeypatch: pytest.MonkeyPatch, naive: str
) -> None:
    assert "pg_snapshot" not in naive
    monkeypatch.setattr(seals, "DUE", naive)
    seal_around_an_open_transaction(audit)
    assert sealed(audit) < written(audit) == 5
    assert verify(audit) != set()


def writer(audit: AuditDatabase, seed: int, rounds: int) -> None:
    """Transactions of all kinds: short, long, with savepoints, undone in part or whole."""
    dice = random.Random(seed)
    with audit.connect("simpul_app", autocommit=False) as connection:
        for _ in range(rounds):
            for _ in range(dice.randint(1, 3)):
                audit.write(dice.randint(1, 3), connection=connection)
                time.sleep(dice.choice([0, 0, 0.002, 0.02]))
                if dice.random() < 0.2:
                    with connection.transaction(force_rollback=dice.random() < 0.5):
                        audit.write(1, connection=connection)
            if dice.random() < 0.15:
                connection.rollback()
            else:
                connection.commit()


def seal_until(audit: AuditDatabase, stop: threading.Event) -> None:
    with audit.connect("simpul_sealer") as sealer:
        while not stop.is_set():
            seal_due(sealer)


def test_no_event_is_passed_over_while_many_write(audit: AuditDatabase) -> None:
    stop = threading.Event()
    writers = [threading.Thread(target=writer, args=(audit, seed, 40)) for seed in range(6)]
    # Two sealers: the lock lets one in at a time.
    sealers = [threading.Thread(target=seal_until, args=(audit, stop)) for _ in range(2)]
    for thread in (*writers, *sealers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    with audit.connect("simpul_sealer") as sealer:
        while seal_due(sealer):
            pass
        (number,) = sealer.execute("SELECT count(*) FROM audit_seal").fetchone()
    assert number > 20, "the sealer has to have come by often while they wrote"
    assert sealed(audit) == written(audit) > 300
    assert verify(audit) == set()


def test_a_long_act_is_sealed_in_batches(audit: AuditDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "EVENTS_AT_ONCE", 10)
    with audit.connect("simpul_app", autocommit=False) as app:
        audit.write(25, connection=app)
    with audit.connect("simpul_sealer") as sealer:
        assert [seal_due(sealer) for _ in range(4)] == [10, 10, 5, 0]
    assert verify(audit) == set()


def test_a_second_sealer_leaves_the_first_alone(audit: AuditDatabase) -> None:
    audit.write(1)
    with audit.connect("simpul_sealer", autocommit=False) as first, audit.connect("simpul_sealer") as second:
        assert seal_due(first) == 1
        first.execute("SELECT pg_advisory_xact_lock(%s)", (seals.ONE_SEALER,))
        audit.write(1)
        assert seal_due(second) == 0
        first.commit()
        assert seal_due(second) == 1


def test_a_rotated_key_signs_on(audit: AuditDatabase, tmp_path: Path) -> None:
    from simpul.audit.services import public_keys
    from simpul.database.keys import Keyring

    own = Keyring.create(tmp_path / "keys" / "ring.json")
    with audit.connect("simpul_sealer") as sealer:
        for _ in range(3):
            audit.write(1)
            seal_due(sealer, own)
            own.rotate_signing()
        assert [row[0] for row in sealer.execute("SELECT key_id FROM audit_seal ORDER BY number")] == ["1", "2", "3"]
    assert verify(audit, keys=public_keys(own)) == set()
    assert "signature_false" in verify(audit, keys=public_keys(ring()) | {"2": "0" * 64, "3": "0" * 64})


def test_events_wait_until_a_restored_database_counts_on(audit: AuditDatabase) -> None:
    """What a dump meets on another server: another identity, and a counter of transactions that starts anew."""
    audit.write(2)
    with (
        audit.connect("simpul_sealer") as sealer,
        audit.connect("simpul_owner") as owner,
        audit.superuser() as superuser,
    ):
        seal_due(sealer)
        with unguarded(superuser):
            superuser.execute("UPDATE audit_event SET xid = xid + 1000000000")
            superuser.execute(
                "UPDATE audit_seal SET first_xid = first_xid + 1000000000, last_xid = last_xid + 1000000000"
            )
            superuser.execute("UPDATE audit_counter SET server = server - 1")
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            audit.write(1)
        with pytest.raises(SealRefused):
            seal_due(sealer)
        assert owner.execute("SELECT audit_continue()").fetchone() == (True,)
        assert owner.execute("SELECT audit_continue()").fetchone() == (False,)
        audit.write(3)
        assert seal_due(sealer) == 3
        # The planted numbers are an edit, of course; what matters is that the new events come after them.
        assert verify(audit) == {"events_changed", "seal_changed", "signature_false"}
        superuser.execute("UPDATE audit_counter SET added = 0")


def wait_for(condition: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def test_the_loop_seals_within_five_seconds_and_survives_lost_connections(
    django_audit: AuditDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "copy_paths", lambda: [tmp_path / "head.log"])
    stop = threading.Event()
    loop = threading.Thread(target=run_sealer, args=(stop, 0.2))
    loop.start()
    try:
        django_audit.write(2)
        wait_for(lambda: sealed(django_audit) == 2, seconds=5)
        with django_audit.superuser() as superuser:
            superuser.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'simpul sealer' AND datname = current_database()"
            )
        django_audit.write(3)
        wait_for(lambda: sealed(django_audit) == 5)
    finally:
        stop.set()
        loop.join(timeout=15)
    assert not loop.is_alive()
    latest = head()
    assert latest is not None
    assert (tmp_path / "head.log").read_text().splitlines()[-1] == latest.line()
    assert verify(django_audit, "--head-copy", str(tmp_path / "head.log")) == set()


def test_how_long_events_have_been_waiting(django_audit: AuditDatabase) -> None:
    from simpul.audit.queries import seconds_since_seal

    assert seconds_since_seal() == 0
    django_audit.write(1)
    time.sleep(0.2)
    assert 0.2 <= seconds_since_seal() < 60
    with django_audit.connect("simpul_sealer") as sealer:
        seal_due(sealer)
    assert seconds_since_seal() == 0
