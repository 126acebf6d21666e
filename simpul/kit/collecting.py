"""Python's search for cycles of objects, and when it is better left alone."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_search_for_cycles() -> Iterator[None]:
    """Millions of small things without a cycle among them are freed by counting; searching them again and again costs a third.

    It holds for the whole process, so it is for a worker's long job, not for a page.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
