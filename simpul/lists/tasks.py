"""Work on lists in the background. Each task may be done again: what it finished is marked."""

from procrastinate.contrib.django import app

from simpul.jobs.services import running
from simpul.lists import services


@app.task
def read_list(job_id: str, incoming: str) -> None:
    """Read a list and check its rows: all of it, or nothing."""
    with running(job_id) as progress:
        services.stage(pk=incoming, progress=progress)


@app.task
def apply_rows(job_id: str, incoming: str) -> None:
    """Apply what is ready, step by step."""
    with running(job_id, in_steps=True) as progress:
        services.apply(pk=incoming, progress=progress)


@app.task
def undo_rows(job_id: str, incoming: str) -> None:
    """Take back what was applied, step by step."""
    with running(job_id, in_steps=True) as progress:
        services.undo(pk=incoming, progress=progress)
