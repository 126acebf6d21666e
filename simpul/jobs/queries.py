"""What the workers are doing, and for whom."""

import mimetypes
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.jobs import rules
from simpul.jobs.models import Job


def seconds_since_heartbeat() -> float | None:
    """How long ago a worker gave a sign of life; None when there is no worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
        (seconds,) = cursor.fetchone() or (None,)
        return None if seconds is None else float(seconds)


def jobs_visible_to(viewer: User) -> QuerySet[Job]:
    """What one asked for oneself; and at the offices whose system one looks after, that there is work, not whose file."""
    watched = access.reach(viewer, Permission.VIEW_SYSTEM).offices
    jobs = Job.objects.filter(asked_by=viewer.pk) | Job.objects.filter(office__in=watched)
    return jobs.order_by("-id")


def jobs_of(viewer: User) -> QuerySet[Job]:
    """One's own, newest first."""
    return Job.objects.filter(asked_by=viewer.pk).order_by("-id")


def open_jobs_about(subject: UUID, viewer: User) -> QuerySet[Job]:
    """Work on this very thing that has not ended, as far as the viewer sees it."""
    return jobs_visible_to(viewer).filter(subject=subject, state__in=rules.OPEN)


def left_behind() -> list[tuple[UUID, UUID]]:
    """Jobs that wait or run while the queue has no such job any more, with whom they are for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job, asked_by FROM jobs_left_behind()")
        return [(job, asked_by) for job, asked_by in cursor.fetchall()]


def results_over() -> list[tuple[UUID, UUID]]:
    """Jobs whose result file has expired, with whom they are for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job, asked_by FROM jobs_results_over()")
        return [(job, asked_by) for job, asked_by in cursor.fetchall()]


def jobs_with_result(viewer: User) -> QuerySet[Job]:
    """One's own whose file one may have today: of kinds that say which permission it takes, at the job's office."""
    allowed = Q(pk__in=[])
    for code, kind in rules.KINDS.items():
        if kind.result_permission:
            reach = access.reach(viewer, Permission(kind.result_permission))
            allowed |= Q(kind=code, office__in=reach.offices | {office for office, _area in reach.areas})
    return jobs_of(viewer).filter(allowed, result__isnull=False).select_related("result")


def ending_of(job: Job) -> str:
    """How the name of its result file ends."""
    return (mimetypes.guess_extension(job.result.media_type) if job.result else None) or ".bin"
