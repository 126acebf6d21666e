"""The bytes, hashes and proofs of the chain; `simpul_verify` must come to the same by its own way."""

import hashlib
import struct
from dataclasses import astuple, replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.audit.rules import chain
from simpul_verify import chain as independent

NUMBERS = st.integers(0, 2**63 - 1)
MOMENTS = st.integers(0, 7 * 10**15).map(lambda microseconds: chain.EPOCH + timedelta(microseconds=microseconds))
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
IDS = st.none() | st.uuids()
EVENTS = st.builds(
    chain.EventRow, id=NUMBERS, xid=NUMBERS, at=MOMENTS, actor=IDS, act=TEXTS, subject_kind=TEXTS, subject=IDS,
    office=IDS, request=IDS, detail=TEXTS,
)  # fmt: skip
HASHES = st.binary(min_size=32, max_size=32)
SEALS = st.builds(
    chain.SealRow, number=NUMBERS, previous=HASHES, first_xid=NUMBERS, first_id=NUMBERS, last_xid=NUMBERS,
    last_id=NUMBERS, count=NUMBERS, root=HASHES, sealed_at=MOMENTS, key_id=TEXTS,
)  # fmt: skip
LEAVES = st.lists(HASHES, min_size=1, max_size=70)


def read_fields(raw: bytes, count: int) -> list[bytes | None]:
    """The optional fields back from their bytes, to the last one."""
    fields, at = [], 0
    for _ in range(count):
        if raw[at] == 0:
            fields.append(None)
            at += 1
            continue
        (length,) = struct.unpack_from(">I", raw, at + 1)
        fields.append(raw[at + 5 : at + 5 + length])
        at += 5 + length
    assert at == len(raw)
    return fields


def read_event(raw: bytes) -> chain.EventRow:
    """An event back from its canonical bytes: what can be read back in one way only was never ambiguous."""
    head = len(chain.EVENT_PREFIX)
    xid, event_id, at = struct.unpack_from(">QQq", raw, head)
    actor, act, kind, subject, office, request, detail = read_fields(raw[head + 24 :], 7)
    ids = [None if value is None else UUID(bytes=value) for value in (actor, subject, office, request)]
    moment = chain.EPOCH + timedelta(microseconds=at)
    return chain.EventRow(
        event_id, xid, moment, ids[0], act.decode(), kind.decode(), ids[1], ids[2], ids[3], detail.decode()
    )


@given(EVENTS)
def test_every_event_can_be_read_back_from_its_bytes(event: chain.EventRow) -> None:
    assert read_event(chain.event_bytes(event)) == event


@given(EVENTS, EVENTS, st.data())
def test_different_events_have_different_bytes(one: chain.EventRow, other: chain.EventRow, data: st.DataObject) -> None:
    # Nearly equal rows are the dangerous ones: all but a few columns are taken from the first.
    names = data.draw(st.sets(st.sampled_from(list(chain.EventRow.__slots__)), max_size=3))
    near = replace(one, **{name: getattr(other, name) for name in names})
    assert (chain.event_bytes(one) == chain.event_bytes(near)) == (one == near)


@given(EVENTS)
def test_text_moved_from_one_column_to_the_next_changes_the_bytes(event: chain.EventRow) -> None:
    moved = replace(event, act=event.act + "x", subject_kind=event.subject_kind)
    other = replace(event, act=event.act, subject_kind="x" + event.subject_kind)
    assert chain.event_bytes(moved) != chain.event_bytes(other)


@given(EVENTS)
def test_the_auditor_gives_an_event_the_same_leaf(event: chain.EventRow) -> None:
    ids = [
        None if value is None else value.bytes for value in (event.actor, event.subject, event.office, event.request)
    ]
    texts = [value.encode() for value in (event.act, event.subject_kind, event.detail)]
    record = independent.EventRecord(
        event.xid,
        event.id,
        chain.microseconds(event.at),
        (ids[0], texts[0], texts[1], ids[1], ids[2], ids[3], texts[2]),
    )
    assert independent.leaf_of(record) == chain.leaf_hash(chain.event_bytes(event))


@given(SEALS)
def test_the_auditor_gives_a_seal_the_same_hash(seal: chain.SealRow) -> None:
    values = {name: getattr(seal, name) for name in chain.SealRow.__slots__}
    values["sealed_at"] = chain.microseconds(seal.sealed_at)
    values["events"] = values.pop("count")
    record = independent.SealRecord(**values, hash=b"", signature=b"")
    assert independent.hash_of(record) == chain.seal_hash(seal)


@given(SEALS, SEALS, st.sampled_from(list(chain.SealRow.__slots__)))
def test_a_seal_that_states_anything_else_has_another_hash(one: chain.SealRow, other: chain.SealRow, name: str) -> None:
    changed = replace(one, **{name: getattr(other, name)})
    assert (chain.seal_hash(one) == chain.seal_hash(changed)) == (astuple(one) == astuple(changed))


# The vectors of the reference implementation of certificate transparency (RFC 6962).
CT_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
CT_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("count", CT_ROOTS)
@pytest.mark.parametrize("root_of", [chain.merkle_root, independent.root_of])
def test_roots_are_those_of_the_published_vectors(count: int, root_of: object) -> None:
    leaves = [chain.leaf_hash(bytes.fromhex(text)) for text in CT_LEAVES[:count]]
    assert root_of(leaves).hex() == CT_ROOTS[count]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert chain.merkle_root([]) == independent.root_of([]) == hashlib.sha256(b"").digest()


@given(LEAVES)
def test_the_auditor_gives_the_same_root(leaves: list[bytes]) -> None:
    assert independent.root_of(leaves) == chain.merkle_root(leaves)


@given(LEAVES, st.data())
def test_each_leaf_has_a_proof_and_no_other_leaf_has_it(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, proof = chain.merkle_root(leaves), chain.inclusion_proof(leaves, index)
    assert chain.root_from_proof(leaves[index], index, len(leaves), proof) == root
    stranger = bytes(byte ^ 1 for byte in leaves[index])
    assert chain.root_from_proof(stranger, index, len(leaves), proof) != root
    assert len(proof) <= (len(leaves) - 1).bit_length()


@given(LEAVES, st.data())
def test_another_order_another_leaf_or_another_number_has_another_root(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root = chain.merkle_root(leaves)
    assert chain.merkle_root([*leaves, leaves[-1]]) != root
    assert chain.merkle_root(leaves[:index] + leaves[index + 1 :]) != root
    turned = leaves[index:] + leaves[:index]
    assert (chain.merkle_root(turned) == root) == (turned == leaves)
