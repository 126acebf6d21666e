"""Tasks of the tests: work that does what a test wants of it."""

import os
import signal

from procrastinate.contrib.django import app

from simpul.audit.services import record
from simpul.jobs import rules
from simpul.jobs.models import Job
from simpul.jobs.services import cancel_job, running
from simpul.kit.refusals import Refusal, Refused

KIND = "tests.count"
rules.register(KIND, rules.Kind(title="Menghitung", stages={"counting": "menghitung satu per satu"}))
NEEDLE = "Aminah, 3204054101680001"


@app.task(name="tests.count_to")
def count_to(job_id, number, ending="done"):
    """Write an event for each; then end as asked."""
    with running(job_id) as progress:
        job = Job.objects.get(pk=job_id)
        progress.of(number)
        progress.stage("counting")
        for step in range(number):
            record("tests.counted", by=progress.viewer, subject=job, office=job.office_id, step=step)
            if ending == "cancelled" and step == 1:
                cancel_job(job=job, by=job_owner(progress))
            if ending == "killed" and step == number // 2 and job.attempts == 1:
                progress.last_word()
                os.kill(os.getpid(), signal.SIGKILL)
            progress.advance()
        if ending == "refused":
            raise Refused(Refusal("job_keeps_breaking", {"attempts": 3, "name": NEEDLE, "number": "3204054101680001"}))
        if ending == "broken":
            raise ValueError(NEEDLE)


def job_owner(progress):
    from simpul.accounts.models import User

    return User.objects.get(pk=progress.viewer)
