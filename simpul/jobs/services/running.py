"""Acts of the worker: take work up, tell how far it is, and end it, once."""

import json
import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.urls import reverse
from django.utils import timezone, translation
from procrastinate.exceptions import JobAborted

from simpul.accounts.models import User
from simpul.accounts.services.news import tell
from simpul.database.context import acting_as
from simpul.files.models import Attachment
from simpul.jobs import rules
from simpul.jobs.engine import JobBusy, JobGone, Line, worker_has_to_stop
from simpul.jobs.models import Job
from simpul.kit.refusals import Refusal, Refused

log = logging.getLogger(__name__)
SECONDS_BETWEEN_NEWS = 0.5  # so that a loop may tell of every row
RESULT_HOURS = 24


class JobOver(JobAborted):
    """The job has ended already, or another worker does it: there is nothing to do."""


class JobCancelled(Exception):
    """Whoever asked for the work asked to stop it."""


class JobInterrupted(JobAborted):
    """The worker has to stop; the work goes back to the queue."""


class JobFailed(Refused):
    """The worker gives the job up."""


class Progress:
    """How far the work is; what is told here is seen at once."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.job_id = line.job
        self.viewer = line.viewer
        self.done = 0
        self.total: int | None = None
        self.attachment: Attachment | None = None
        self.result_until = timezone.now()
        self._told = time.monotonic()

    def of(self, total: int) -> None:
        """So many there are to do."""
        self.total = total
        self._tell("total = %s", [total])

    def stage(self, code: str) -> None:
        """What is being done now, by a code whose words the kind declares."""
        self._tell("stage = %s", [code])

    def advance(self, count: int = 1) -> None:
        """So many more are done. Raises JobCancelled when somebody asked to stop."""
        self.done += count
        if time.monotonic() - self._told >= SECONDS_BETWEEN_NEWS or self.done == self.total:
            self._tell("done = %s", [self.done])

    def result(self, attachment: Attachment, *, hours: int = RESULT_HOURS) -> None:
        """The file that came of it; it can be fetched for so many hours once the work is done."""
        self.attachment, self.result_until = attachment, timezone.now() + timedelta(hours=hours)

    @contextmanager
    def step(self) -> Iterator[None]:
        """A transaction of its own, as whoever asked: for work `in_steps`, each of which stays when the next breaks."""
        with acting_as(self.viewer):
            yield

    def _tell(self, changes: str, values: list[object]) -> None:
        _attempts, shall_stop = self._line.tell(changes, values)
        self._told = time.monotonic()
        if shall_stop:
            raise JobCancelled
        if worker_has_to_stop():
            raise JobInterrupted

    def last_word(self) -> None:
        """Tell how much was done, and hear for the last time whether to stop."""
        self._tell("done = %s", [self.done])


@contextmanager
def running(job_id: UUID | str, *, in_steps: bool = False) -> Iterator[Progress]:
    """The whole life of a job in a task: taken up, done as whoever asked, ended as done, failed or cancelled.

    The body is one transaction, in which the job ends as well: killed at any moment, all of it happened or nothing.
    With `in_steps` there is none around it, and the body commits by `progress.step()`; doing it again must be safe.
    An error ends the job with a code for a sentence, and goes no further. Raises JobOver when there is nothing to do.
    """
    try:
        with Line(UUID(str(job_id))) as line:
            progress = None
            with _ended(line):
                progress = _taken_up(line)
            if progress is None:
                raise JobOver
            with _ended(line), nullcontext() if in_steps else progress.step():
                yield progress
                progress.last_word()
                with progress.step():
                    _finish(progress)
    except (JobBusy, JobGone) as nothing:
        raise JobOver from nothing


def _taken_up(line: Line) -> Progress:
    attempts, shall_stop = line.tell(
        "state = 'running', attempts = attempts + 1, started_at = now(), done = 0, total = NULL, stage = ''"
    )
    if shall_stop:
        raise JobCancelled
    if attempts > rules.MOST_ATTEMPTS:
        raise JobFailed(Refusal("job_keeps_breaking", {"attempts": attempts - 1}))
    if line.viewer is None or not User.objects.filter(pk=line.viewer, is_active=True).exists():
        raise JobFailed(Refusal("job_asker_closed"))
    return Progress(line)


@contextmanager
def _ended(line: Line) -> Iterator[None]:
    """Whatever goes wrong becomes an end of the job; but what the database could not do now is tried again soon."""
    try:
        yield
    except JobCancelled:
        line.tell("state = 'cancelled', ended_at = now()")
    except JobInterrupted:
        line.tell("state = 'queued', attempts = attempts - 1")
        raise
    except (JobGone, OperationalError, InterfaceError):
        raise
    except Refused as refused:
        _fail(line, refused.refusal)
    except Exception as error:
        _broken(line, error)


def _finish(progress: Progress) -> None:
    """In the transaction of the work itself."""
    job = Job.objects.get(pk=progress.job_id)
    job.state, job.ended_at, job.done = rules.DONE, timezone.now(), progress.done
    job.result, job.result_until = progress.attachment, progress.result_until if progress.attachment else None
    job.save(update_fields=["state", "ended_at", "done", "result", "result_until"])
    _tell_whoever_asked("job_done", job)


def _broken(line: Line, error: Exception) -> None:
    """The log gets the trace, but no message: what an error says may name a person."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("Job %s broke: %s\n%s", line.job, type(error).__qualname__, trace)
    _fail(line, Refusal("job_broke"))


def _fail(line: Line, refusal: Refusal) -> None:
    params = json.dumps(rules.told(refusal.params))
    line.tell(
        "state = 'failed', ended_at = now(), failure = %s, failure_params = %s::jsonb", [refusal.code[:60], params]
    )
    with acting_as(line.viewer):
        _tell_whoever_asked("job_failed", Job.objects.get(pk=line.job))


def _tell_whoever_asked(code: str, job: Job) -> None:
    kind = rules.KINDS[job.kind]
    with translation.override("id"):
        title = str(kind.title)  # the first language: whoever reads it sees it in theirs
    link = kind.page(job.subject) if kind.page else reverse("jobs:view_job", args=[job.pk])
    tell(user=User.objects.get(pk=job.asked_by), code=code, by=None, link=link, title=title)
