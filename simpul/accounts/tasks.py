"""What accounts forgets by the clock."""

from procrastinate.contrib.django import app

from simpul.accounts import services


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget_what_is_over")
def forget_what_is_over(timestamp: int) -> tuple[int, int]:
    """Counts of tries that hold nobody back any more, and sessions that have ended; how many of each."""
    return services.forget_old_attempts(), services.forget_ended_sessions()
