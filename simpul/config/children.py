"""A process that belongs to a running installation: started, brought back when it dies, ended in good order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

STOP_SECONDS = 20  # a request or job in progress may end; then the process is killed
LONGEST_PAUSE = 30.0
CALM_SECONDS = 60  # who lived this long did not die of starting
PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


@dataclass
class Child:
    """One child; its own children die with it, since they share a process group of which it is the leader."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.5
    started_at: float = 0.0
    ended_at: float | None = field(default=None)

    def start(self) -> None:
        """Start it with a signal from the kernel for the day when the supervisor is killed."""
        supervisor = os.getpid()

        def before() -> None:
            # Runs in the new process, started by the supervisor's main thread: the signal comes when that one ends.
            if _prctl:
                _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != supervisor:
                os._exit(1)

        self.started_at, self.ended_at = time.monotonic(), None
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            preexec_fn=before,
            start_new_session=True,
        )

    def is_alive(self) -> bool:
        """Whether the process itself lives."""
        return self.process is not None and self.process.poll() is None

    def keep_alive(self) -> None:
        """Start it again when it has ended: soon at first, less and less often while it keeps dying."""
        if self.is_alive():
            return
        now = time.monotonic()
        if self.ended_at is None:
            self.ended_at = now
            self._kill_group()
            self.pause = 0.5 if now - self.started_at > CALM_SECONDS else min(LONGEST_PAUSE, self.pause * 2)
            print(f"simpul: the {self.name} process ended; starting it again.", file=sys.stderr, flush=True)  # noqa: T201
        if now - self.ended_at >= self.pause:
            self.start()

    def stop(self) -> None:
        """Ask it to end, wait for what it has in hand, and leave nothing of it behind."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
        self._kill_group()
        self.process.wait()

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL) if self.process else None
