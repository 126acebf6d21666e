"""The user PostgreSQL runs as. It refuses to run as root, so root hands it to a system user of its own."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simpul.database.refusals import DatabaseRefused

NAME = "simpul-db"


@dataclass(frozen=True)
class SystemUser:
    """Whoever runs the server's programs: the person who called, or `simpul-db` when that is root."""

    uid: int
    gid: int
    name: str

    @property
    def is_another(self) -> bool:
        return self.uid != os.geteuid()

    def run(self, arguments: Sequence[str | Path], *, log: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, in a clean environment; both outputs come back in `stdout`.

        The output goes to a file and not to a pipe: a server that inherits a pipe would keep its reader waiting.
        """
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(argument) for argument in arguments], check=False, text=True, cwd="/", env=clean_environment(),
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, umask=0o077, **self._identity(),
            )  # fmt: skip
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, output.read(), "")

    def own(self, path: Path) -> Path:
        """Give a file or folder to this user; a link is never followed."""
        if self.is_another:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
        return path

    def make_folder(self, path: Path) -> Path:
        """A folder that only this user and root can enter."""
        path.mkdir(mode=0o700, exist_ok=True)
        self.own(path).chmod(0o700)
        return path

    def write(self, path: Path, text: str) -> Path:
        """Write a file that only this user can read, whole or not at all."""
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
        self.own(Path(name))
        os.replace(name, path)
        return path

    def can_reach(self, folder: Path) -> bool:
        return not self.is_another or self.run(["/bin/sh", "-c", 'cd "$0"', folder]).returncode == 0

    def _identity(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_another else {}


def say(text: str) -> None:
    """One line for whoever started the program, on standard error: standard output belongs to answers."""
    sys.stderr.write(f"simpul: {text}\n")


def make_passable(folder: Path, mode: int = 0o711) -> Path:
    """A folder, with its parents, that others may pass through without listing it, whatever the umask."""
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(exist_ok=True)
        missing.chmod(mode)
    return folder


def clean_environment(**more: str) -> dict[str, str]:
    """No PG… variable of the caller may turn a program to another server, and messages stay in English."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", **more}


def database_user() -> SystemUser:
    """The caller, or for root the system user `simpul-db`, made when it is not there yet."""
    if os.geteuid() != 0:
        return SystemUser(os.geteuid(), os.getegid(), pwd.getpwuid(os.geteuid()).pw_name)
    entry = _find() or _make()
    return SystemUser(entry.pw_uid, entry.pw_gid, NAME)


def _find() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _make() -> pwd.struct_passwd:
    commands = (
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", NAME],
        ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", NAME],  # BusyBox
    )  # fmt: skip
    for command in commands:
        if shutil.which(command[0]):
            subprocess.run(command, check=False, capture_output=True)
        # Looked up whatever the command said: two starts at once may have raced for the name.
        if entry := _find():
            say(f"PostgreSQL does not run as root; it runs as the system user {NAME}.")
            return entry
    raise DatabaseRefused("system_user_missing", user=NAME)
