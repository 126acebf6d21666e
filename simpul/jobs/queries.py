"""What the workers are doing."""

from django.db import connection


def seconds_since_heartbeat() -> float | None:
    """How long ago a worker gave a sign of life; None when there is no worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
        (seconds,) = cursor.fetchone() or (None,)
        return None if seconds is None else float(seconds)
