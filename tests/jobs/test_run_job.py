"""Work is asked for in the act's transaction, done as whoever asked, and ends once, with a sentence."""

import logging

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from simpul.database.context import acting_as
from simpul.jobs import queries, services
from simpul.jobs.models import Job
from simpul.notices.models import Notice
from tests import plugin
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


def counted(cast):
    with acting_as(cast.sari.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE act = 'tests.counted'")
        return cursor.fetchone()[0]


def test_the_queue_gets_ids_and_codes_only(cast):
    job = start(cast)
    queued = ProcrastinateJob.objects.get(pk=job.queue_id)
    assert (queued.queue_name, queued.args) == ("long", {"job_id": str(job.pk), "number": 3})
    with pytest.raises(ValueError, match="neither an id nor a code"):
        start(cast, ending=work.NEEDLE)


def test_done_work_says_so_to_whoever_asked(cast):
    job = start(cast)
    run(job)
    job = now(cast, job)
    assert (job.state, job.done, job.total, job.attempts, counted(cast)) == ("done", 3, 3, 1, 3)
    with acting_as(cast.yuni.pk):
        assert Notice.objects.get(code="job_done").link == f"/jobs/{job.pk}/"


@pytest.mark.parametrize(
    ("ending", "state", "failure"),
    [("refused", "failed", "job_keeps_breaking"), ("broken", "failed", "job_broke"), ("cancelled", "cancelled", "")],
)
def test_what_goes_wrong_ends_with_a_code_and_undoes_the_work(cast, caplog, ending, state, failure):
    job = start(cast, ending=ending)
    with caplog.at_level(logging.ERROR):
        run(job)
    job = now(cast, job)
    assert (job.state, job.failure, counted(cast)) == (state, failure, 0)
    assert work.NEEDLE not in caplog.text
    assert work.NEEDLE not in str(job.failure_params)
    assert job.failure_params in ({}, {"attempts": 3})
    if ending == "broken":
        assert "ValueError" in caplog.text
        assert "tests/jobs/work.py" in caplog.text
    if ending == "cancelled":
        return  # within one transaction the wish to stop is undone with the work
    with acting_as(cast.yuni.pk):
        assert Notice.objects.filter(code="job_failed").count() == 1
        services.retry_job(job=job, by=cast.yuni)
    assert now(cast, job).state == "queued"


def test_work_that_ended_is_not_done_again(cast):
    job = start(cast)
    run(job)
    with pytest.raises(services.JobOver):
        run(job)
    assert counted(cast) == 3
    with acting_as(cast.yuni.pk), pytest.raises(services.JobRefused):
        services.retry_job(job=job, by=cast.yuni)


def test_stopped_before_its_turn_it_never_begins(cast):
    job = start(cast)
    with acting_as(cast.yuni.pk):
        services.cancel_job(job=job, by=cast.yuni)
    with pytest.raises(services.JobOver):
        run(job)
    assert (now(cast, job).state, counted(cast)) == ("cancelled", 0)


def test_work_of_an_account_that_was_closed_does_not_begin(cast):
    job = start(cast)
    closed = {"is_active": False, "closed_at": timezone.now(), "closed_by": cast.rina.pk}
    type(cast.yuni).objects.filter(pk=cast.yuni.pk).update(**closed)
    with pytest.raises(services.JobOver):
        run(job)
    assert (now(cast, job).failure, counted(cast)) == ("job_asker_closed", 0)


def test_what_breaks_five_workers_is_given_up(cast):
    job = start(cast)
    with acting_as(cast.yuni.pk):
        Job.objects.filter(pk=job.pk).update(attempts=5)
    with pytest.raises(services.JobOver):
        run(job)
    assert (now(cast, job).failure, now(cast, job).failure_params) == ("job_keeps_breaking", {"attempts": 5})


def test_two_workers_never_do_one_job(cast, superuser_dsn):
    job = start(cast)
    with plugin.superuser(connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(7301, hashtext(%s))", [str(job.pk)])
        with pytest.raises(services.JobOver):
            run(job)
        assert not services.requeue_job(job=job.pk, by=cast.yuni.pk)
        other.execute("SELECT pg_advisory_unlock_all()")
    run(job)
    assert now(cast, job).state == "done"


def test_the_queue_forgets_and_the_clock_remembers(cast):
    """A job whose row in the queue is lost is put there again."""
    job = start(cast)
    assert queries.left_behind() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'cancelled' WHERE id = %s", [job.queue_id])
    assert queries.left_behind() == [(job.pk, cast.yuni.pk)]
    assert services.requeue_job(job=job.pk, by=cast.yuni.pk)
    assert now(cast, job).queue_id != job.queue_id


def test_a_file_that_came_of_it_is_there_for_a_while(cast):
    from simpul.database.home import home
    from simpul.files.services import store_file

    job = start(cast)
    with acting_as(cast.yuni.pk):
        file = store_file(content=b"rows", media_type="text/csv", office=cast.office, by=cast.yuni)
        with services.running(job.pk) as progress:
            progress.result(file, hours=-1)
        assert queries.jobs_with_result(cast.yuni).count() == 0, "a kind that names no permission gives no file"
        with pytest.raises(services.ResultOver):
            services.download_result(job=Job.objects.get(pk=job.pk), by=cast.yuni)
    assert queries.results_over() == [(job.pk, cast.yuni.pk)]
    assert services.forget_result(job=job.pk, by=cast.yuni.pk)
    assert not (home() / "files" / file.sha256[:2] / file.sha256).exists()
