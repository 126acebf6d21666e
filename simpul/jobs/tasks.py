"""Jobs about jobs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

STALLED_SECONDS = 120  # a worker that is alive gives a sign every ten seconds


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> int:
    """Give the jobs of a worker that died back to the queue; every job is written so that doing it again is safe."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    count = 0
    for job in stalled:
        await app.job_manager.retry_job(job)
        count += 1
    return count
