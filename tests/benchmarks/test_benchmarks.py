"""Every benchmark runs, at a tiny size, and answers with one JSON object that says what was measured against what."""

import json
import os
import subprocess
import sys

import pytest

from tests import plugin

FOLDER = plugin.ROOT / "benchmarks"
# How little is enough; `start` makes an office of its own, the others use the one prepared for the tests.
SIZES = {
    "audit": 50, "check_list": 60, "demo": 5, "directory": 8_000, "encryption": 20, "find_person": 60, "load_people": 60, "pages": 2,
    "read_table": 200, "register": 4, "snapshot": 40,
    "start": 1,
}  # fmt: skip
KEYS = {"figure", "unit", "baseline", "ratio", "target", "machine", "versions", "seed", "runs", "size"}
SPREAD = {"median", "min", "max", "count"}


# An office of its own takes a minute to make.
NAMES = [pytest.param(name, marks=pytest.mark.faults) if name == "start" else name for name in SIZES]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_prints_one_object(django_db_setup, name):
    own = [] if name == "start" else ["--home", str(plugin.HOME)]
    command = [sys.executable, str(FOLDER / f"bench_{name}.py"), "--size", str(SIZES[name]), *own]
    done, said, errors = _done(command)
    assert done.returncode == 0, errors[-3000:]
    assert _copy_of(done) not in _databases()
    measured = json.loads(said)
    assert set(measured) >= KEYS
    assert set(measured["runs"]) >= SPREAD
    assert set(measured["baseline"]) >= SPREAD | {"what"}
    assert measured["runs"]["min"] <= measured["runs"]["median"] <= measured["runs"]["max"]
    assert measured["ratio"] > 0
    assert measured["size"] == SIZES[name]
    assert set(measured["machine"]) >= {"cpu", "cores", "memory_gb", "load_before", "load_after"}
    assert set(measured["versions"]) == {"python", "postgres", "django"}


def test_every_benchmark_is_run_here_and_stands_in_the_table():
    files = {path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py")}
    assert files == set(SIZES)
    table = (plugin.ROOT / "ARCHITECTURE.md").read_text()
    assert [name for name in files if f"`bench_{name}`" not in table] == []


def test_copy_is_there_while_it_is_used_and_gone_after_a_failure(django_db_setup):
    inside = (
        f"import sys; sys.path.insert(0, {str(FOLDER)!r})\n"
        "from pathlib import Path\n"
        "from measuring import Options, scratch\n"
        f"with scratch(Options(1, Path({str(plugin.HOME)!r}))) as place:\n"
        "    names = [name for name, in place.superuser().execute('SELECT datname FROM pg_database').fetchall()]\n"
        "    print(*names)\n"
        "    raise ZeroDivisionError\n"
    )
    done, said, errors = _done([sys.executable, "-c", inside])
    assert "ZeroDivisionError" in errors
    assert _copy_of(done) in said.split()
    assert _copy_of(done) not in _databases()


def _done(command: list[str]) -> tuple[subprocess.Popen[str], str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("SIMPUL_", "DJANGO_"))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=inherited) as done:
        try:
            return done, *done.communicate(timeout=300)
        finally:
            done.kill()


def _copy_of(done: subprocess.Popen[str]) -> str:
    return f"simpul_bench_{done.pid}"


def _databases() -> set[str]:
    with plugin.superuser("postgres") as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall()}
