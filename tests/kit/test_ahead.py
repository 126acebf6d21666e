"""Things are made ahead in their order, one of them at most waits, and what fails reaches whoever asks."""

import threading
from contextlib import closing
from itertools import count

import pytest

from simpul.kit.ahead import made_ahead

SOON = 10  # seconds, within which anything here has long happened


def test_they_come_in_order_and_each_is_made_elsewhere():
    def made():
        for number in range(50):
            yield number, threading.current_thread()

    numbers, threads = zip(*made_ahead(made()), strict=True)
    assert numbers == tuple(range(50))
    assert threading.current_thread() not in threads
    assert len(set(threads)) == 1


def test_nothing_comes_of_nothing():
    assert list(made_ahead(())) == []


def test_the_next_one_is_made_while_the_last_is_worked_on():
    begun, may_end = threading.Event(), threading.Event()

    def made():
        yield "first"
        begun.set()
        assert may_end.wait(SOON)
        yield "second"

    with closing(made_ahead(made())) as things:
        assert next(things) == "first"
        assert begun.wait(SOON)
        may_end.set()
        assert next(things) == "second"


def test_no_more_than_one_waits():
    made: list[int] = []
    is_made = threading.Semaphore(0)

    def making():
        for number in count():
            made.append(number)
            is_made.release()
            yield number

    with closing(made_ahead(making())) as things:
        for taken in range(5):
            assert next(things) == taken
            while len(made) < taken + 2:
                assert is_made.acquire(timeout=SOON)
            assert not is_made.acquire(timeout=0.02) or len(made) == taken + 2
            assert made == list(range(taken + 2))


def test_what_fails_is_raised_in_its_turn():
    def made():
        yield "first"
        raise ValueError("slip")

    things = made_ahead(made())
    assert next(things) == "first"
    with pytest.raises(ValueError, match="slip"):
        next(things)
    assert list(things) == []


def test_whoever_stops_ends_the_thread():
    before = threading.active_count()
    with closing(made_ahead(count())) as things:
        assert next(things) == 0
        assert threading.active_count() == before + 1
    assert threading.active_count() == before
