"""Work of the demo in the background."""

from procrastinate.contrib.django import app

from simpul.demo.services.facts import record_facts as record
from simpul.jobs.services import running


@app.task
def record_facts(job_id: str, families: int) -> None:
    """What visits found out about the families, step by step."""
    with running(job_id, in_steps=True) as progress:
        record(count=families, progress=progress)
