"""What an answer costs: the same work takes the same time, whatever else the machine is busy with."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRIES = 12


class Cost(NamedTuple):
    """Of one answer: CPU seconds of this process, the least of some tries, and statements asked of the database."""

    seconds: float
    statements: int


def costs_of(ask: Callable[[str], Any], *things: str) -> list[Cost]:
    """Ask for each in turn; other work on the machine only ever adds, so the least is what it costs."""
    least: dict[str, Cost] = {}
    for _ in range(TRIES):
        for thing in things:
            with CaptureQueriesContext(connection) as statements:
                began = time.process_time()
                ask(thing)
                cost = Cost(time.process_time() - began, len(statements))
            least[thing] = min(cost, least.get(thing, cost))
    return [least[thing] for thing in things]
