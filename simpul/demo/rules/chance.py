"""Chance that falls the same way every time: a stream of numbers for each seed and key."""

import random
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Draw = Callable[[], float]
"""The next number of a stream, from 0 up to but never 1."""


def stream(seed: int, key: int, purpose: int = 0) -> Draw:
    """A stream of its own for one thing, so that no other thing changes it: the thousandth family is always the same."""
    return random.Random((seed << 48) ^ (purpose << 40) ^ key).random  # noqa: S311 - people of a demo, not secrets


def one_of(draw: Draw, things: Sequence[Thing]) -> Thing:
    """Any of them, equally likely."""
    return things[int(draw() * len(things))]


def between(draw: Draw, low: int, high: int) -> int:
    """A whole number, both ends included."""
    return low + int(draw() * (high - low + 1))


def about(draw: Draw, middle: float, spread: float) -> float:
    """Near the middle, rarely beyond twice the spread, never beyond three times (a sum of three, after Irwin and Hall)."""
    return middle + spread * 2 * (draw() + draw() + draw() - 1.5)


class Weighted(Generic[Thing]):
    """Things of which some are more likely than others."""

    def __init__(self, weights: dict[Thing, float]) -> None:
        self.things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def one(self, draw: Draw) -> Thing:
        """One of them by its weight."""
        return self.things[bisect(self._sums, draw() * self._sums[-1])]
