"""The worker: does the jobs of the queue, seals the audit chain, and stops gracefully."""

import logging
import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from simpul.audit.services import run_sealer

log = logging.getLogger(__name__)


def _own_connections() -> BaseConnector:
    """Web requests queue jobs inside their own transaction; a worker needs connections of its own."""
    assert isinstance(app.connector, DjangoConnector)  # noqa: S101 - settings say so
    return app.connector.get_worker_connector()


class Command(BaseCommand):
    """`python -m django run_worker`, started by `simpul start` as its child."""

    help = "Do the jobs of the queue and seal the audit chain, until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGTERM: the job in progress ends, the sealer seals what is left."""
        stop = threading.Event()
        sealer = threading.Thread(target=run_sealer, args=(stop,), name="sealer")
        sealer.start()
        try:
            while not stop.is_set():
                # The worker returns on SIGTERM; an error of the connection is waited out, the database comes back.
                try:
                    with app.replace_connector(_own_connections()) as working:
                        working.run_worker(
                            concurrency=2, wait=True, shutdown_graceful_timeout=15, name=f"worker-{os.getpid()}"
                        )
                    stop.set()
                except Exception:
                    log.exception("The worker lost its database; trying again.")
                    stop.wait(2)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            stop.set()
            sealer.join()
