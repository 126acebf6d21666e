"""Acts of who asks for work: start it, stop it, try it once more."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.database.context import acting_as
from simpul.directory.models import Office
from simpul.files.queries import content_of
from simpul.files.services import erase_content
from simpul.jobs import rules
from simpul.jobs.engine import Line
from simpul.jobs.models import Job
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal, Refused

QUEUE = "long"  # apart from the tasks of the clock, which must not wait behind a list of a million people


class JobRefused(Refused):
    """This cannot be done with the job as it stands."""


class ResultOver(Refused):
    """The file was kept for a while only. Answered with 410."""

    status = 410


@transaction.atomic
def start_job(
    *, task: Any, kind: str, office: Office, by: User, subject: UUID | None = None, **arguments: object
) -> Job:
    """Ask for work in the background, in the transaction of the act that wants it; the task gets `job_id` beside these.

    The task itself or its name, which a service knows without importing what stands above it. Arguments are ids and codes, for the queue is no place for a person's facts.
    """
    if kind not in rules.KINDS:
        raise LookupError(f"{kind} is not declared: simpul.jobs.rules.register in your apps.ready")
    job = Job(
        id=new_id(), kind=kind, office=office, asked_by=by.pk, subject=subject, task=task if isinstance(task, str) else task.name,
        arguments={name: rules.plain(name, value) for name, value in arguments.items()},
    )  # fmt: skip
    job.queue_id = _queue(job)
    job.save(force_insert=True)
    record("jobs.job_started", by=by, subject=job, office=office, kind=kind)
    return job


@transaction.atomic
def cancel_job(*, job: Job, by: User) -> None:
    """Ask the worker to stop: what it has not finished is undone. Work that has not begun ends here."""
    job = _locked(job)
    if refusal := rules.refusal_to_cancel(job.state):
        raise JobRefused(refusal)
    job.cancel_asked_at, job.cancel_asked_by = timezone.now(), by.pk
    if job.state == rules.QUEUED:
        job.state, job.ended_at = rules.CANCELLED, job.cancel_asked_at
    job.save(update_fields=["cancel_asked_at", "cancel_asked_by", "state", "ended_at"])
    record("jobs.job_cancelled", by=by, subject=job, office=job.office_id, kind=job.kind)


@transaction.atomic
def retry_job(*, job: Job, by: User) -> None:
    """Try once more what failed or was stopped, from its beginning: every task is written so that this is safe."""
    job = _locked(job)
    if refusal := rules.refusal_to_retry(job.state):
        raise JobRefused(refusal)
    job.state, job.stage, job.done, job.total, job.attempts = rules.QUEUED, "", 0, None, 0
    job.started_at = job.ended_at = job.cancel_asked_at = job.cancel_asked_by = None
    job.failure, job.failure_params = "", {}
    job.queue_id = _queue(job)
    job.save()
    record("jobs.job_retried", by=by, subject=job, office=job.office_id, kind=job.kind)


@transaction.atomic
def download_result(*, job: Job, by: User) -> bytes:
    """The file that came of it, recorded as a reading; gone when its time is over."""
    if job.result is None or job.result_until is None or job.result_until < timezone.now():
        raise ResultOver(Refusal("result_is_over"))
    record("jobs.result_downloaded", by=by, subject=job, office=job.office_id, kind=job.kind)
    return content_of(job.result)


def requeue_job(*, job: UUID, by: UUID) -> bool:
    """Give back to the queue what the queue has lost; whether it had to be. Done by the clock, for whoever asked."""
    with acting_as(by):
        found = Job.objects.select_for_update(skip_locked=True).filter(pk=job, state__in=rules.OPEN).first()
        if found is None or not Line.is_free(job):
            return False
        found.state, found.queue_id = rules.QUEUED, _queue(found)
        found.save(update_fields=["state", "queue_id"])
        return True


def forget_result(*, job: UUID, by: UUID) -> bool:
    """Erase a result whose time is over; whether there was one. Done by the clock, for whoever asked."""
    with acting_as(by):
        found = Job.objects.select_for_update().filter(pk=job, result_until__lt=timezone.now()).first()
        if found is None or found.result is None:
            return False
        erase_content(sha256=found.result.sha256)
        found.result = None
        found.save(update_fields=["result"])
        return True


def _queue(job: Job) -> int:
    return app.configure_task(job.task, queue=QUEUE).defer(job_id=str(job.pk), **job.arguments)


def _locked(job: Job) -> Job:
    return Job.objects.select_for_update().get(pk=job.pk)
