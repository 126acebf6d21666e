"""Identifiers of version 7: well formed, in the order of their making, never twice."""

import time
import uuid
from itertools import pairwise

from simpul.kit.ids import new_id, new_ids, read_id


def test_version_and_variant_are_those_of_the_standard() -> None:
    for _ in range(1000):
        made = new_id()
        assert made.version == 7
        assert made.variant == uuid.RFC_4122


def test_many_at_once_are_like_one_by_one() -> None:
    made = new_ids(1000)
    assert len(set(made)) == 1000
    assert {(one.version, one.variant) for one in made} == {(7, uuid.RFC_4122)}
    assert new_ids(0) == []


def test_the_first_48_bits_are_the_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert before <= made.int >> 80 <= after


def test_later_milliseconds_sort_later() -> None:
    made = []
    for _ in range(20):
        made.append(new_id())
        time.sleep(0.002)
    assert made == sorted(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_no_two_are_equal_and_no_bit_of_chance_is_stuck() -> None:
    made = [new_id().int for _ in range(5000)]
    assert len(set(made)) == len(made)
    chance = (0xFFF << 64) | ((1 << 62) - 1)
    always_one, ever_one = chance, 0
    for one in made:
        always_one &= one
        ever_one |= one & chance
    assert always_one == 0
    assert ever_one == chance
    assert any(later < earlier for earlier, later in pairwise(one & chance for one in made))


def test_only_an_id_is_read_as_one() -> None:
    made = new_id()
    assert read_id(str(made)) == made
    for text in (None, "", "1", "x' OR 1=1", f"{made}0"):
        assert read_id(text) is None
