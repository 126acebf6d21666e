"""Seals edited, cut and forged: each is found; with the stolen key too, as long as a head is kept elsewhere."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simpul.database.keys import ring
from tests.audit.tampering import Kept, seal_again, tamper
from tests.audit.verifying import answer, verify

OTHER_STATEMENTS = {
    "number": (
        "number + 100",
        {
            "seals_missing",
            "seal_number_wrong",
            "seal_changed",
            "signature_false",
            "copy_gap",
            "copy_ahead",
            "copy_behind",
            "chain_broken",
            "seal_disorder",
            "events_missing",
            "events_late",
        },
    ),
    "previous": ("sha256('x')", {"chain_broken", "seal_changed", "signature_false"}),
    "first_xid": ("first_xid - 1", {"seal_changed", "signature_false", "batch_place_wrong", "seal_disorder"}),
    "first_id": ("first_id - 1", {"seal_changed", "signature_false", "batch_place_wrong", "seal_disorder"}),
    "last_xid": (
        "last_xid + 1",
        {
            "seal_changed",
            "signature_false",
            "batch_place_wrong",
            "events_added",
            "events_missing",
            "events_changed",
            "seal_disorder",
        },
    ),
    "last_id": ("last_id + 1", {"seal_changed", "signature_false", "batch_place_wrong"}),
    "count": ("count + 1", {"seal_changed", "signature_false", "events_missing"}),
    "root": ("sha256('x')", {"seal_changed", "signature_false", "events_changed"}),
    "sealed_at": ("sealed_at - interval '1 second'", {"seal_changed", "signature_false", "copy_differs"}),
    "key_id": ("'2'", {"seal_changed", "key_unknown"}),
    "hash": ("sha256('x')", {"seal_changed", "copy_differs", "chain_broken"}),
    "signature": ("sha512('x')", {"signature_false"}),
}


@pytest.mark.parametrize("seal", [1, 3, 6])
@pytest.mark.parametrize("column", OTHER_STATEMENTS)
def test_an_edited_seal_is_found(kept: Kept, column: str, seal: int) -> None:
    value, expected = OTHER_STATEMENTS[column]
    tamper(kept, f"UPDATE audit_seal SET {column} = {value} WHERE number = {seal}")
    found = kept.verify("--patience", "0")
    assert found
    assert found <= expected


CUT_INSIDE = {"seals_missing", "chain_broken", "events_late", "copy_ahead"}
WITH_SEALS = {
    "cut the last": ("DELETE FROM audit_seal WHERE number = 6", {"copy_ahead"}),
    "cut the last three": ("DELETE FROM audit_seal WHERE number > 3", {"copy_ahead"}),
    "cut the last with its events": (
        "WITH cut AS (DELETE FROM audit_seal WHERE number = 6) DELETE FROM audit_event WHERE id > 75",
        {"copy_ahead"},
    ),
    "cut all": ("DELETE FROM audit_seal", {"copy_ahead"}),
    "cut all with all events": ("WITH cut AS (DELETE FROM audit_seal) DELETE FROM audit_event", {"copy_ahead"}),
    "cut the first": ("DELETE FROM audit_seal WHERE number = 1", CUT_INSIDE),
    "cut one in the middle": ("DELETE FROM audit_seal WHERE number = 4", CUT_INSIDE),
    "the same statement twice": (
        "INSERT INTO audit_seal SELECT 7, previous, first_xid, first_id, last_xid, last_id, count, root, sealed_at,"
        " key_id, hash, signature FROM kept_seal WHERE number = 6",
        {"chain_broken", "seal_disorder", "seal_changed", "signature_false", "events_missing", "copy_behind"},
    ),
}


@pytest.mark.parametrize("way", WITH_SEALS)
def test_seals_cut_or_added_are_found(kept: Kept, way: str) -> None:
    statement, expected = WITH_SEALS[way]
    tamper(kept, statement)
    found = kept.verify("--patience", "0")
    assert found
    assert found <= expected


@pytest.mark.parametrize(("seal", "first", "last"), [(1, 1, 1), (3, 42, 48), (5, 73, 75)])
@pytest.mark.parametrize("renumbered", [False, True])
def test_a_batch_taken_out_with_its_seal_is_found_without_any_copy(
    kept: Kept, seal: int, first: int, last: int, renumbered: bool
) -> None:
    tamper(
        kept,
        f"DELETE FROM audit_event WHERE id BETWEEN {first} AND {last}",
        f"DELETE FROM audit_seal WHERE number = {seal}",
    )
    if renumbered:
        for number in range(seal + 1, 7):
            tamper(kept, f"UPDATE audit_seal SET number = number - 1 WHERE number = {number}")
    found = verify(kept.audit)
    assert "chain_broken" in found
    assert ("seals_missing" in found) != renumbered


def test_a_tail_cut_without_a_head_copy_is_told_as_a_gap_of_the_check(kept: Kept) -> None:
    tamper(kept, "WITH cut AS (DELETE FROM audit_seal WHERE number = 6) DELETE FROM audit_event WHERE id > 75")
    found = answer(kept.audit)
    assert (found["ok"], [each["code"] for each in found["warnings"]]) == (True, ["no_copy"])
    (number, digest) = kept.lines.decode().splitlines()[5].split()[0::2]
    assert verify(kept.audit, "--head", f"{number}:{digest[:32]} {digest[32:40]}") == {"printed_head_absent"}


def test_sealing_again_what_nobody_touched_changes_nothing(kept: Kept) -> None:
    """So that the forgeries below are forgeries for the reason they give."""
    key_id, key = ring().signing_key()
    seal_again(kept, 1, key, str(key_id))
    assert kept.verify() == set()


@pytest.mark.parametrize("first", [1, 4, 6])
def test_sealed_again_with_another_key_is_found(kept: Kept, first: int) -> None:
    tamper(kept, "UPDATE audit_event SET act = 'registry.person_seen' WHERE id = 100")
    seal_again(kept, first, Ed25519PrivateKey.generate(), "1")
    assert kept.verify() == {"signature_false", "copy_differs"}
    seal_again(kept, first, Ed25519PrivateKey.generate(), "forged")
    assert kept.verify() == {"key_unknown", "copy_differs"}


@pytest.mark.parametrize("deleted", [False, True])
def test_sealed_again_with_the_stolen_key_is_found_by_a_copy_and_by_paper_alone(kept: Kept, deleted: bool) -> None:
    tamper(
        kept, "DELETE FROM audit_event WHERE id = 50" if deleted else "UPDATE audit_event SET act = 'a.b' WHERE id = 50"
    )
    key_id, key = ring().signing_key()
    seal_again(kept, 1, key, str(key_id))
    assert kept.verify() == {"copy_differs"}
    number, digest = kept.lines.decode().splitlines()[5].split()[0::2]
    assert verify(kept.audit, "--head", f"{number}:{digest}") == {"printed_head_differs"}
    assert verify(kept.audit) == set(), (
        "this is what root on the same machine can forge where nothing is kept elsewhere"
    )
