"""The running server as the operating system sees it: which process, and is it really ours?"""

import os
import subprocess
from pathlib import Path


def postmaster_pid(data: Path) -> int | None:
    """The process that serves `data`, or None.

    The number in postmaster.pid alone says little: after a crash, and after every restart of a container, another
    process may have it. PostgreSQL then refuses to start, so the command line is asked whose number it is.
    """
    pid = recorded_pid(data)
    return pid if pid and _serves(pid, data) else None


def recorded_pid(data: Path) -> int | None:
    """The process that says it serves these data, alive or not."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):  # none, or cut off by a full disk
        return None


def is_ready(data: Path) -> bool:
    """Has the server finished recovery? It writes so into its own file."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def remove_stale_pid_file(data: Path) -> None:
    """Forget a postmaster that is gone. Called under the start lock only, so no other start can be in between."""
    if not postmaster_pid(data):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    arguments = _command_line(pid)
    return bool(arguments) and Path(arguments[0]).name in {"postgres", "postmaster"} and str(data) in arguments


def _command_line(pid: int) -> list[str]:
    if Path("/proc/self/cmdline").exists():
        try:
            return [os.fsdecode(part) for part in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]
        except (FileNotFoundError, ProcessLookupError):
            return []
    shown = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], check=False, capture_output=True, text=True)
    return shown.stdout.split()
