"""Keeps the parts of a running installation together: database, web server, worker. Stops them in the right order.

The supervisor holds no Django and no database connection: it only starts processes, watches them and ends them. The
children get a signal from the kernel when the supervisor dies, so that even `kill -9` leaves no server holding the
port; PostgreSQL may outlive it and is found and used again by the next start.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from simpul.database.server import EmbeddedServer, ExternalServer
from simpul.kit.refusals import Refusal, Refused

READY_SECONDS = 60
STOP_SECONDS = 20  # a request in progress may end; then the process is killed
PR_SET_PDEATHSIG = 1


class StartRefused(Refused):
    """The program does not start, and the sentence says why."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(Refusal(code))
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


@dataclass
class Address:
    """Where the pages are served, and with which certificate."""

    host: str = "localhost"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False

    @property
    def url(self) -> str:
        """What to type into a browser."""
        return f"{'https' if self.certificate else 'http'}://{self.host}:{self.port}"

    @property
    def bind(self) -> str:
        """All addresses with a certificate; otherwise this machine only."""
        return f"{'0.0.0.0' if self.certificate else '127.0.0.1'}:{self.port}"  # noqa: S104 - only with TLS

    def check_free(self) -> None:
        """Refuse when somebody else listens on the port."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.bind.rpartition(":")[0], self.port))
            except OSError:
                raise StartRefused(
                    "port_taken", f"Port {self.port} is already in use; stop what uses it, or choose another port."
                ) from None


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Supervisor:
    """One running installation in the foreground, until SIGINT or SIGTERM."""

    server: EmbeddedServer | ExternalServer
    address: Address
    environment: Mapping[str, str]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def run(self, on_ready: str = "") -> int:
        """Start everything, say so, watch until told to stop, stop everything. 0 when that was asked for."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        try:
            self._start("worker", self._worker())
            self._start("web", self._web())
            self._wait_until_ready()
            print(on_ready, flush=True)
            return self._watch()
        finally:
            self.stop()

    def stop(self) -> None:
        """Web first, so that nothing new arrives; the worker ends its job; the database last."""
        for name in ("web", "worker"):
            child = self.children.pop(name, None)
            if child is None or child.poll() is not None:
                continue
            child.terminate()
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.server.stop()

    def _ask_to_stop(self, *_: object) -> None:
        self.stopping = True

    def _start(self, name: str, command: list[str]) -> None:
        self.children[name] = subprocess.Popen(
            command, env={**os.environ, **self.environment}, preexec_fn=_die_with_parent, start_new_session=True
        )

    def _web(self) -> list[str]:
        threads = min(8, 4 * (os.cpu_count() or 1))
        command = [
            sys.executable, "-m", "gunicorn", "simpul.config.wsgi", "--bind", self.address.bind, "--worker-class", "gthread",
            "--workers", str(min(4, os.cpu_count() or 1)), "--threads", str(threads), "--timeout", "60",
            "--graceful-timeout", "15", "--max-requests", "20000", "--max-requests-jitter", "2000",
            "--worker-tmp-dir", "/dev/shm", "--log-level", "warning", "--preload", "--no-control-socket",
        ]  # fmt: skip
        if self.address.certificate:
            command += ["--certfile", str(self.address.certificate), "--keyfile", str(self.address.key)]
        return command

    def _worker(self) -> list[str]:
        return [sys.executable, "-m", "django", "run_worker"]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self.stopping and not self._answers():
            for name, child in self.children.items():
                if child.poll() is not None:
                    raise StartRefused("child_ended", f"The {name} process ended at once; its message stands above.")
            if time.monotonic() > deadline:
                raise StartRefused("not_ready", f"The pages did not answer within {READY_SECONDS} seconds.")
            time.sleep(0.1)

    def _answers(self) -> bool:
        scheme = "https" if self.address.certificate else "http"
        try:
            import ssl

            trusting = ssl._create_unverified_context() if scheme == "https" else None  # noqa: S323 - our own process
            url = f"{scheme}://127.0.0.1:{self.address.port}/health/live"
            with urllib.request.urlopen(url, timeout=2, context=trusting) as answer:  # noqa: S310 - our own process
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _watch(self) -> int:
        """Bring back what died: PostgreSQL recovers by itself, the others hold no state."""
        while not self.stopping:
            time.sleep(0.5)
            if not self.server.is_running():
                print("The database stopped; starting it again.", file=sys.stderr, flush=True)
                self.server.start()
            for name, command in (("worker", self._worker), ("web", self._web)):
                if self.children[name].poll() is not None and not self.stopping:
                    print(f"The {name} process ended; starting it again.", file=sys.stderr, flush=True)
                    time.sleep(1)
                    self._start(name, command())
        return 0
