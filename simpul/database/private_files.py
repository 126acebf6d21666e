"""Files that hold secrets: open to their owner alone, locked while they change, replaced whole or not at all."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simpul.kit.refusals import Refusal

OPEN_TO_OTHERS = 0o077


def refusal_to_trust(path: Path, opened: os.stat_result) -> Refusal | None:
    """A secret that other users of the machine can reach is no longer one; neither is a file someone else put there."""
    for place, found in ((path, opened), (path.parent, path.parent.stat())):
        if found.st_mode & OPEN_TO_OTHERS:
            return Refusal("keyring_open_to_others", {"path": str(place), "mode": f"{found.st_mode & 0o777:04o}"})
        if os.geteuid() not in (0, found.st_uid):
            return Refusal("keyring_of_another_user", {"path": str(place)})
    return None


def make_private_directory(path: Path) -> None:
    """The folder for secrets, closed to others whatever the umask; an existing one is left as it is."""
    if not path.exists():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one process or thread at a time changes `path`; the lock is a file beside it and ends with its holder."""
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _give_to_owner_of(path.parent, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def replace_private(path: Path, content: bytes) -> None:
    """Put `content` in place of the file, durably: after a power cut the old or the new one is there, whole.

    The caller holds the lock, which is why one fixed name for the unfinished file is enough.
    """
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.unlink(missing_ok=True)
    _write_new(unfinished, content)
    os.replace(unfinished, path)
    _flush_directory(path.parent)


def write_private_once(path: Path, content: bytes) -> None:
    """Write a file that did not exist; FileExistsError when it does. Nothing half written stays behind."""
    try:
        _write_new(path, content)
    except FileExistsError:
        raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    _flush_directory(path.parent)


def _write_new(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        _give_to_owner_of(path.parent, descriptor)
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _give_to_owner_of(directory: Path, descriptor: int) -> None:
    # An administrator who turns a key as root must not lock out the service that reads the file.
    if os.geteuid() == 0:
        found = directory.stat()
        os.fchown(descriptor, found.st_uid, found.st_gid)


def _flush_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
