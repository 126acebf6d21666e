"""What every benchmark shares: its options, its scratch installation, its clock, and the one JSON object it prints.

Times differ from machine to machine and with what else runs there, so a figure is a ratio of two things measured in turn
in one run, with the absolute times and the machine's load beside it as orientation.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 20260817
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Options:
    """How large, and where: an installation of its own, unless a prepared one is named."""

    size: int
    home: Path | None = None
    seed: int = SEED


@dataclass(frozen=True)
class Scratch:
    """A database of this benchmark alone: a copy of the prepared one, used as the unprivileged role."""

    home: Path
    database: str

    def superuser(self) -> Any:
        """A connection past row security and triggers, to put many rows there at once."""
        import psycopg

        from simpul.database.server import server

        return psycopg.connect(**{**server().administrator(), "dbname": self.database}, autocommit=True)

    def as_role(self, role: str) -> Any:
        """A connection as one of the program's own roles."""
        import psycopg

        from simpul.database.server import server

        return psycopg.connect(**{**server().connection_info(role), "dbname": self.database}, autocommit=True)


def run(measure: Callable[[Options], dict[str, Any]], *, figure: str, target: str, size: int) -> None:
    """Measure as the command line says, and print the one JSON object."""
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__)
    parser.add_argument("--size", type=int, default=size, help=f"how many of what is measured; {size} unless told")
    parser.add_argument("--home", type=Path, help="a prepared home with its server running, instead of a new one")
    given = parser.parse_args()
    options = Options(given.size, given.home)
    load = os.getloadavg()
    measured = measure(options)
    answer = {
        "figure": figure, **measured, "target": target, "size": options.size, "seed": options.seed,
        "machine": machine() | {"load_before": load, "load_after": os.getloadavg()}, "versions": versions(),
    }  # fmt: skip
    print(json.dumps(answer, default=str))


def compared(
    ours: Sequence[float], baseline: Sequence[float], *, unit: str, against: str, per: int = 1
) -> dict[str, Any]:
    """Two series of seconds as a figure: the runs of both, their ratio, and how many a second where that says more."""
    answer = {
        "unit": unit,
        "runs": spread(ours),
        "baseline": {"what": against, **spread(baseline)},
        "ratio": round(statistics.median(ours) / statistics.median(baseline), 2),
    }
    return answer | ({"per_second": round(per / statistics.median(ours))} if per > 1 else {})


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median, fastest and slowest, and how many there were."""
    return {
        "median": round(statistics.median(seconds), 7), "min": round(min(seconds), 7), "max": round(max(seconds), 7),
        "count": len(seconds),
    }  # fmt: skip


def percentile(seconds: Sequence[float], part: int) -> float:
    """The time within which `part` of a hundred were done."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, round(len(ordered) * part / 100))]


def seconds(act: Callable[[], object]) -> float:
    """How long one act takes by the clock on the wall."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def in_turn(*acts: Callable[[], object], times: int) -> list[list[float]]:
    """The times of several acts, done in turn, so that what else runs on the machine meets all of them alike."""
    series: list[list[float]] = [[] for _ in acts]
    for _ in range(times):
        for taken, act in zip(series, acts, strict=True):
            taken.append(seconds(act))
    return series


@contextmanager
def scratch(options: Options) -> Iterator[Scratch]:
    """Make an installation in a temporary home (or use a prepared one), copy its database, and leave nothing behind."""
    with prepared_home(options.home) as home:
        import django
        from django.db import connections

        django.setup()
        place = Scratch(home, f"simpul_bench_{os.getpid()}")
        with Scratch(home, "postgres").superuser() as connection:
            connection.execute(f"CREATE DATABASE {place.database} TEMPLATE simpul OWNER simpul_owner")
        connections["default"].settings_dict["NAME"] = os.environ["SIMPUL_BENCH_DATABASE"] = place.database
        try:
            yield place
        finally:
            connections.close_all()
            with Scratch(home, "postgres").superuser() as connection:
                connection.execute(f"DROP DATABASE {place.database} WITH (FORCE)")


@contextmanager
def prepared_home(given: Path | None = None) -> Iterator[Path]:
    """A home with its server running and a small demo office in its database."""
    with temporary_home(given) as home:
        from simpul.database.server import server

        if given:
            yield home
            return
        try:
            prepare()
            yield home
        finally:
            server().stop()


@contextmanager
def temporary_home(given: Path | None = None) -> Iterator[Path]:
    """An empty home, named in the environment; gone afterwards."""
    for name in ("DATABASE_URL", "SIMPUL_DATABASE_ROLE", "SIMPUL_TLS", "SIMPUL_HOST"):
        os.environ.pop(name, None)
    home = given or Path(tempfile.mkdtemp(prefix="simpul-bench-"))
    os.environ |= {
        "SIMPUL_HOME": str(home), "SIMPUL_DEMO": "1", "SIMPUL_FAMILIES": "1",
        "DJANGO_SETTINGS_MODULE": "simpul.config.settings",
    }  # fmt: skip
    if given:
        yield home
        return
    home.chmod(0o755)  # the user that PostgreSQL runs as has to pass
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def prepare() -> None:
    """What the first start does, without serving."""
    from simpul.database.keys import ring
    from simpul.database.roles import prepare
    from simpul.database.server import server

    ring().open_or_create()
    server().start()
    prepare(server())
    subprocess.run(
        [sys.executable, "-m", "simpul.config.upgrade", "demo"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL
    )


def machine() -> dict[str, Any]:
    """What it was measured on."""
    described = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    models = [line.partition(":")[2].strip() for line in described.splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": models[0] if models else platform.processor(), "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory / 2**30, 1),
    }  # fmt: skip


def versions() -> dict[str, str]:
    """What it was measured with."""
    import django

    from simpul.database.binaries import binaries

    return {"python": platform.python_version(), "postgres": binaries().version, "django": django.get_version()}
