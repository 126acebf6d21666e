"""Keeps the parts of a running installation together: database, web server, worker. Stops them in the right order.

The supervisor holds no Django and no database connection: it starts processes, watches them and ends them. The children
get a signal from the kernel when the supervisor dies, so that even `kill -9` leaves no server holding the port;
PostgreSQL may outlive it and is found and used again by the next start.
"""

import http.client
import os
import signal
import ssl
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from simpul.config.address import Address
from simpul.config.children import LONGEST_PAUSE, Child
from simpul.config.refusals import CommandRefused
from simpul.database.external import ExternalServer
from simpul.database.refusals import DatabaseRefused
from simpul.database.server import EmbeddedServer

READY_SECONDS = 60


class Stopped(Exception):
    """Somebody asked the program to end while it was still starting."""


@dataclass
class Supervisor:
    """One running installation in the foreground, until SIGINT or SIGTERM."""

    server: EmbeddedServer | ExternalServer
    address: Address
    environment: Mapping[str, str]
    children: list[Child] = field(default_factory=list)
    is_stopping: bool = False

    def listen(self) -> None:
        """From now on Ctrl-C and SIGTERM end the program in good order."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)

    def check(self) -> None:
        """Between the steps of a start: go no further when somebody has asked to stop."""
        if self.is_stopping:
            raise Stopped

    def serve(self) -> None:
        """Start web and worker, and return when the pages answer."""
        self.children = [
            Child("web", web_command(self.address), self.environment),
            Child("worker", [sys.executable, "-m", "django", "run_worker"], self.environment),
        ]
        for child in self.children:
            child.start()
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            self.check()
            for child in self.children:
                if not child.is_alive():
                    raise CommandRefused("child_ended", name=child.name)
            if time.monotonic() > deadline:
                raise CommandRefused("not_ready", seconds=READY_SECONDS)
            time.sleep(0.05)

    def watch(self) -> None:
        """Bring back what dies, until told to stop: PostgreSQL recovers by itself, the others hold no state."""
        next_try = 0.0
        while not self.is_stopping:
            time.sleep(0.25)
            if self.server.is_embedded and time.monotonic() >= next_try and not self.server.is_running():
                next_try = time.monotonic() + (0 if self._revive_database() else LONGEST_PAUSE)
            for child in self.children:
                child.keep_alive()

    def stop(self) -> None:
        """Web first, so that nothing new arrives; the worker ends its job; the database last."""
        self.is_stopping = True
        for child in self.children:
            child.stop()
        self.server.stop()

    def _ask_to_stop(self, *_: object) -> None:
        self.is_stopping = True

    def _revive_database(self) -> bool:
        _say("the database stopped; starting it again.")
        try:
            self.server.start()
        except DatabaseRefused as refused:
            _say(f"{refused} Trying again in {LONGEST_PAUSE:.0f} s.")
            return False
        return True

    def _answers(self) -> bool:
        """Ask our own web server; to it we are the proxy that it trusts."""
        place = ("127.0.0.1", self.address.port)
        if self.address.certificate:
            unverified = ssl._create_unverified_context()  # noqa: S323 - the certificate names the host, not 127.0.0.1
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(*place, timeout=2, context=unverified)
        else:
            connection = http.client.HTTPConnection(*place, timeout=2)
        try:
            connection.request("GET", "/health/live", headers={"X-Forwarded-Proto": "https"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def web_command(address: Address) -> list[str]:
    """Gunicorn with threads: loaded once, forked for each processor, the request in progress ends at a stop."""
    processors = os.cpu_count() or 1
    command = [
        sys.executable, "-m", "gunicorn", "simpul.config.wsgi", "--bind", f"{address.interface}:{address.port}",
        "--worker-class", "gthread", "--workers", str(min(4, processors)), "--threads", "8", "--timeout", "60",
        "--graceful-timeout", "15", "--max-requests", "20000", "--max-requests-jitter", "2000",
        "--log-level", "warning", "--preload", "--no-control-socket",
        # Whose word about https is taken: nobody's, unless a proxy on this machine speaks TLS for us.
        "--forwarded-allow-ips", "127.0.0.1" if address.behind_proxy else "",
    ]  # fmt: skip
    if Path("/dev/shm").is_dir():  # noqa: S108 - gunicorn's sign of life; on a slow disk it would block
        command += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    if address.certificate:
        command += ["--certfile", str(address.certificate), "--keyfile", str(address.key)]
    return command


def _say(text: str) -> None:
    print(f"simpul: {text}", file=sys.stderr, flush=True)  # noqa: T201
