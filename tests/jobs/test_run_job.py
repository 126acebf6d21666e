"""Work is asked for in the act's transaction, done as whoever asked, and ends once, with a sentence."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from simpul.database.context import acting_as
from simpul.jobs import services
from simpul.jobs.models import Job
from simpul.notices.models import Notice
from tests.jobs import work


def start(cast, **arguments):
    with acting_as(cast.yuni.pk):
        return services.start_job(
            task=work.count_to, kind=work.KIND, office=cast.office, by=cast.yuni, **{"number": 3, **arguments}
        )


def now(cast, job):
    with acting_as(cast.yuni.pk):
        return Job.objects.get(pk=job.pk)


def run(job):
    work.count_to(job_id=str(job.pk), **job.arguments)


def test_the_queue_gets_ids_and_codes_only(cast):
    job = start(cast)
    queued = ProcrastinateJob.objects.get(pk=job.queue_id)
    assert (queued.queue_name, queued.args) == ("long", {"job_id": str(job.pk), "number": 3})
    with pytest.raises(ValueError, match="neither an id nor a code"), acting_as(cast.yuni.pk):
        start(cast, ending="Aminah binti Sulaeman")


def test_done_work_says_so_to_whoever_asked(cast):
    job = start(cast)
    run(job)
    job = now(cast, job)
    assert (job.state, job.done, job.total, job.attempts) == ("done", 3, 3, 1)
    with acting_as(cast.yuni.pk):
        notice = Notice.objects.get(code="job_done")
        assert notice.link == f"/jobs/{job.pk}/"


def test_the_queue_forgets_and_the_clock_remembers(cast):
    """A job whose row in the queue is lost is put there again; one that is being done is left alone."""
    from simpul.jobs import queries

    job = start(cast)
    assert queries.left_behind() == []
    ProcrastinateJob.objects.filter(pk=job.queue_id)  # read-only for Django: the queue's own words end it
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s", [job.queue_id])
    assert queries.left_behind() == [(job.pk, cast.yuni.pk)]
    assert services.requeue_job(job=job.pk, by=cast.yuni.pk)
    assert now(cast, job).queue_id != job.queue_id
    run(job)
    assert now(cast, job).state == "done"
