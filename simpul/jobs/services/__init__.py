"""What the rest of the program asks of jobs: start, follow, stop and repeat work in the background."""

from simpul.jobs.services.asking import (
    JobRefused,
    ResultOver,
    cancel_job,
    download_result,
    forget_result,
    requeue_job,
    retry_job,
    start_job,
)
from simpul.jobs.services.running import JobCancelled, JobOver, Progress, running

__all__ = [
    "JobCancelled",
    "JobOver",
    "JobRefused",
    "Progress",
    "ResultOver",
    "cancel_job",
    "download_result",
    "forget_result",
    "requeue_job",
    "retry_job",
    "running",
    "start_job",
]
