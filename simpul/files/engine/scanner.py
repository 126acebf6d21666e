"""A virus scanner of the office's choice: a command that is given the path of a file and answers with its exit status."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from typing import IO

from simpul.kit.refusals import Refusal

CLEAN, INFECTED = 0, 1  # as clamscan and clamdscan answer
SECONDS = 60


def refusal_of(content: bytes, command: Sequence[str]) -> Refusal | None:
    """Why the scanner does not let this content pass: something was found, or nobody could look."""
    if not command:
        return None
    with _in_memory() as file:
        file.write(content)
        file.flush()
        try:
            path = f"/proc/self/fd/{file.fileno()}" if _HAS_MEMORY_FILES else file.name
            done = subprocess.run(
                [*command, path], pass_fds=(file.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, timeout=SECONDS, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return Refusal("upload_not_scanned")
    if done.returncode == CLEAN:
        return None
    return Refusal("upload_infected" if done.returncode == INFECTED else "upload_not_scanned")


_HAS_MEMORY_FILES = hasattr(os, "memfd_create")


def _in_memory() -> IO[bytes]:
    """A file that touches no disk where the system has such; the scanner inherits it."""
    if _HAS_MEMORY_FILES:
        return open(os.memfd_create("upload"), "w+b")
    return tempfile.NamedTemporaryFile()
