"""The worker: does the jobs of the queue, seals the audit chain, and stops gracefully."""

import asyncio
import logging
import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from simpul.audit.services import run_sealer
from simpul.jobs.engine import remember_context
from simpul.jobs.services.asking import QUEUE

log = logging.getLogger(__name__)
# Seconds for a task in progress to end by itself; long work is given back to the queue instead.
LANES = {"default": 15, QUEUE: 3}


def _own_connections() -> BaseConnector:
    """Web requests queue jobs inside their own transaction; a worker needs connections of its own."""
    assert isinstance(app.connector, DjangoConnector)  # noqa: S101 - settings say so
    return app.connector.get_worker_connector()


async def _work(working: App) -> None:
    """Two lanes: the clock's small tasks never wait behind work that takes minutes. Both end on SIGTERM."""
    async with working.open_async():
        lanes = [asyncio.create_task(working.run_worker_async(**_lane(queue, grace))) for queue, grace in LANES.items()]

        def end() -> None:
            for lane in lanes:
                lane.cancel()

        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, end)
        await asyncio.wait(lanes, return_when=asyncio.FIRST_COMPLETED)
        end()  # a lane that lost its database takes the other one along
        for outcome in await asyncio.gather(*lanes, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome


def _lane(queue: str, grace: int) -> dict[str, Any]:
    return {
        "queues": [queue], "concurrency": 2, "wait": True, "shutdown_graceful_timeout": grace,
        "install_signal_handlers": False, "task_middleware": [remember_context], "name": f"worker-{os.getpid()}-{queue}",
    }  # fmt: skip


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
                        asyncio.run(_work(working))
                    stop.set()
                except Exception:
                    log.exception("The worker lost its database; trying again.")
                    stop.wait(2)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            stop.set()
            sealer.join()
