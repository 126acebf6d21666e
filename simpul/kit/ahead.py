"""Making the next of many things while the last one is being worked on."""

from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar, cast

T = TypeVar("T")
_END = object()


def made_ahead(things: Iterable[T]) -> Generator[T, None, None]:
    """These things in their order, each made in a thread of its own while whoever asks works on the one before.

    Python makes while the database works: whoever waits for an answer leaves the interpreter to the other thread. No more
    than one thing waits, however long the row; what fails in the making is raised where the thing is asked for. Making may
    read a file or seal a value, but never ask the database: in another thread that is another connection, outside the
    transaction.
    """
    rest = iter(things)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming: Future[Any] = thread.submit(next, rest, _END)
        while (thing := coming.result()) is not _END:
            coming = thread.submit(next, rest, _END)
            yield cast(T, thing)
