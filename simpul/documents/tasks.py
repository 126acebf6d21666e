"""What documents does in the background."""

from uuid import UUID

from procrastinate.contrib.django import app

from simpul.documents import services
from simpul.jobs.services import running


@app.task(name="documents.make_export")
def make_export(job_id: str, export: str) -> None:
    """Write a list into a locked file."""
    with running(job_id) as progress:
        services.make_export(export=UUID(export), progress=progress)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="erase_exports")
def erase_exports(timestamp: int) -> int:
    """Lists whose day is over leave the disk and the database."""
    return services.erase_exports()
