"""The guards of jobs, each with the way to switch it off in one test, and the tests that must then fail."""

from collections.abc import Callable

import pytest

TEST = "tests/jobs/test_run_job.py::test_"


def _without_lock(patch: pytest.MonkeyPatch) -> None:
    """A worker that was only slow and another one do the same work side by side."""
    from simpul.jobs.engine import Line

    patch.setattr(Line, "__enter__", lambda self: self)


def _without_end(patch: pytest.MonkeyPatch) -> None:
    """What the queue hands out a second time is done a second time."""
    from simpul.database.context import acting_as
    from simpul.jobs.engine import Line

    told = Line.tell

    def tell(self, changes, values=()):
        with acting_as(self.viewer):
            self._ask("UPDATE jobs_job SET state = 'queued' WHERE id = %s RETURNING 1", [self.job])
        return told(self, changes, values)

    patch.setattr(Line, "tell", tell)


OFF: dict[str, Callable[[pytest.MonkeyPatch], None]] = {"job_lock": _without_lock, "job_end": _without_end}
SWITCHES: dict[str, Callable[[str], None]] = {}
GUARDS: dict[str, list[str]] = {
    "job_lock": [f"{TEST}two_workers_never_do_one_job"],
    "job_end": [f"{TEST}work_that_ended_is_not_done_again"],
}
