"""A line to the database of its own: what is told on it is seen at once, while the work's transaction is still open.

The line holds a lock for as long as it is open, so no two workers do one job; PostgreSQL drops it with a dead worker.
Within a transaction (a test, a command) there is no line: the job itself may not be committed yet, and the transaction
carries what is told.
"""

import threading
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any
from uuid import UUID

from django.db import close_old_connections, connection

from simpul.database.context import acting_as

LOCK_CLASS = 7_301  # advisory locks of this module


_here = threading.local()


def remember_context(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """Procrastinate's middleware: while a task runs in this thread, it is known whether the worker has to stop."""
    _here.context = context
    try:
        return call_next()
    finally:
        del _here.context


def worker_has_to_stop() -> bool:
    """Whether the worker of this thread was told to end, and its time of grace is over."""
    context = getattr(_here, "context", None)
    return context is not None and bool(context.should_abort())


class JobBusy(Exception):
    """Another worker holds this job."""


class JobGone(Exception):
    """There is no such job for this viewer, or it has ended."""


class Line:
    """For one job; the database answers on it for whoever asked for the job, as row security wants."""

    def __init__(self, job: UUID) -> None:
        self.job = job
        self.is_own = not connection.in_atomic_block
        if self.is_own:
            close_old_connections()  # a thread of the worker keeps its connection from one job to the next
        self._connection: Any = connection.copy() if self.is_own else connection
        self.viewer: UUID | None = self._ask("SELECT jobs_asked_by(%s)", [job])[0]

    def __enter__(self) -> "Line":
        lock = "pg_try_advisory_lock" if self.is_own else "pg_try_advisory_xact_lock"
        (is_mine,) = self._ask(f"SELECT {lock}(%s, hashtext(%s))", [LOCK_CLASS, str(self.job)])
        if not is_mine:
            self._close()
            raise JobBusy
        if self.is_own:
            # For the whole connection, which serves this viewer only and ends with the job.
            self._ask("SELECT set_config('app.uid', %s, false)", [str(self.viewer or "")])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def tell(self, changes: str, values: Sequence[object] = ()) -> tuple[int, bool]:
        """Change the job's row, at once; answer how often it was taken up, and whether somebody asked to stop it.

        Raises JobGone where the job has ended, or is not this viewer's.
        """
        sql = f"UPDATE jobs_job SET {changes} WHERE id = %s"  # noqa: S608 - texts of this program, values apart
        sql += " AND state IN ('queued', 'running') RETURNING attempts, cancel_asked_at IS NOT NULL"
        if self.is_own:
            return self._ask(sql, [*values, self.job])
        with acting_as(self.viewer):
            return self._ask(sql, [*values, self.job])

    @staticmethod
    def is_free(job: UUID) -> bool:
        """Whether no living worker does this job; within a transaction, which then holds the lock itself."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [LOCK_CLASS, str(job)])
            return bool(cursor.fetchone() == (True,))

    def _ask(self, sql: str, values: Sequence[object]) -> tuple[Any, ...]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, values)
            if (row := cursor.fetchone()) is None:
                raise JobGone
            return tuple(row)

    def _close(self) -> None:
        """Hang up; the lock goes with the connection."""
        if self.is_own:
            self._connection.close()
