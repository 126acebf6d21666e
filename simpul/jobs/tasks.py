"""Jobs about jobs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from simpul.jobs import queries, services

KEPT_HOURS = 7 * 24  # of jobs that are done; what failed stays until somebody has looked at it
STALLED_SECONDS = 30  # a worker that is alive gives a sign every ten seconds


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """Give the jobs of a worker that died back to the queue; every job is written so that doing it again is safe."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    count = 0
    for job in stalled:
        await app.job_manager.retry_job(job)
        count += 1
    return count


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="requeue_left_behind")
def requeue_left_behind(timestamp: int) -> int:
    """Work that the queue has lost (its database went away as it ended) is put there again."""
    return sum(services.requeue_job(job=job, by=asked_by) for job, asked_by in queries.left_behind())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="forget_results")
def forget_results(timestamp: int) -> int:
    """Result files whose time is over leave the disk."""
    return sum(services.forget_result(job=job, by=asked_by) for job, asked_by in queries.results_over())


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="forget_done_jobs")
async def forget_done_jobs(timestamp: int) -> None:
    """The queue keeps a week of what is done: the tasks of the clock alone leave a few rows a minute."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
