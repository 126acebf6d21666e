"""Work of the demo in the background."""

from procrastinate.contrib.django import app

from simpul.jobs.services import running


@app.task
def record_facts(job_id: str, families: int) -> None:
    """What visits found out about the families, step by step."""
    from simpul.demo.services.facts import record_facts as record  # every process knows its tasks; few are a demo's

    with running(job_id, in_steps=True) as progress:
        record(count=families, progress=progress)
