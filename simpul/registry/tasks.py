"""What the registry does in the background."""

from procrastinate.contrib.django import app

from simpul.registry import services


@app.periodic(cron="25 1 * * *")
@app.task(queueing_lock="erase_snapshots")
def erase_snapshots(timestamp: int) -> int:
    """Snapshots whose time is over leave the disk."""
    return services.erase_snapshots()
