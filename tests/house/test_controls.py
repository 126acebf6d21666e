"""The negative controls: with a safety guard switched off, the tests that protect it must fail, each by its own judgement.

A guard that is switched off in the program or its database needs a process of its own; tests that ask `guard_is_off`
themselves change nothing beside themselves, and run together.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.guards import GUARDS, SWITCHES

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 300
# Their tests take a minute each: twenty kills, dumps under load, an installation of its own, a thousand sign-ins.
# `make faults` runs them.
LONG = {
    "old_key_kept", "one_snapshot", "restored_as_administrator", "backup_hashes", "backup_signature", "restore_comparison",
    "start_lock", "durability_check", "stale_pid_file", "socket_folder_owner", "no_network", "socket_password",
    "one_family", "dummy_hash", "answered_when_on_disk", "event_in_the_act", "sent_again_done_once",
    "auditor_tells", "restore_checks", "graceful_stop",
}  # fmt: skip
TOGETHER = sorted(set(GUARDS) - set(SWITCHES) - LONG)
# An event is sealed once no older transaction of the whole server is open: tests/audit runs its own controls, alone.
AUDIT = {guard for guard, tests in GUARDS.items() if tests[0].startswith("tests/audit/")}
ALONE = sorted(set(SWITCHES) - LONG - AUDIT)
# How a test fails that did not come to judge: then the control says nothing.
NO_JUDGEMENT = (
    "ImportError",
    "ModuleNotFoundError",
    "NameError",
    "SyntaxError",
    "fixture",
    "UsageError",
    "AttributeError",
)

pytestmark = pytest.mark.slow


@pytest.mark.control
@pytest.mark.parametrize("guard", ALONE)
def test_the_control_fails(guard, tmp_path):
    assert not_failing([guard], tmp_path) == {}


@pytest.mark.control
def test_the_controls_that_ask_for_themselves_fail(tmp_path):
    assert not_failing(TOGETHER, tmp_path) == {}


@pytest.mark.faults
@pytest.mark.parametrize("guard", sorted(LONG & set(GUARDS)))
def test_the_long_control_fails(guard, tmp_path):
    assert not_failing([guard], tmp_path) == {}


def test_every_guard_has_a_control():
    assert set(GUARDS) >= set(SWITCHES)
    assert all(GUARDS.values()), "a guard without a test that misses it"
    assert set(GUARDS) >= LONG


def test_what_fails_after_the_judgement_takes_it_not_back(tmp_path):
    report = tmp_path / "report.xml"
    cases = {
        "judged": '<failure message="assert 1 == 2"/>', "not judged": '<error message="failed on setup with x"/>',
    }  # fmt: skip
    lines = [f'<testcase file="a.py" classname="a" name="{name}">{said}</testcase>' for name, said in cases.items()]
    lines += [
        f'<testcase file="a.py" classname="a" name="{name}"><error message="failed on teardown with x"/></testcase>'
        for name in ("judged", "passed before")
    ]
    report.write_text(f"<testsuites>{''.join(lines)}</testsuites>")
    assert list(_outcomes(report).values()) == [
        "failed", "error: failed on setup with x", "error: failed on teardown with x",
    ]  # fmt: skip


def not_failing(guards: list[str], folder: Path) -> dict[str, str]:
    """The tests that should have failed by their own judgement without these guards, and what they did instead."""
    wanted = [test for guard in guards for test in GUARDS[guard]]
    report = folder / "report.xml"
    environment = {**os.environ, "SIMPUL_TEST_KEEP_SERVER": "1"}
    ran = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:schemathesis", "-p", "no:xdist", f"--junitxml={report}",
            "-o", "junit_family=xunit1", *(f"--guard-off={guard}" for guard in guards), *wanted,
        ],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    if ran.returncode != 1 or not report.exists():
        return dict.fromkeys(wanted, f"exit status {ran.returncode}: {ran.stdout[-600:]}")
    outcomes = _outcomes(report)
    found = {test: _worst([outcome for name, outcome in outcomes.items() if _is(name, test)]) for test in wanted}
    return {test: outcome for test, outcome in found.items() if outcome != "failed"}


def _outcomes(report: Path) -> dict[str, str]:
    """Each test of a report, by file and name, and how it ended."""
    outcomes = {}
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - written by our own pytest
        name = f"{case.get('file')}::{case.get('classname', '').rpartition('.')[2]}::{case.get('name')}"
        failure, error = case.find("failure"), case.find("error")
        if error is not None:
            said = error.get("message", "")
            # It has judged: what Python collects of its connections afterwards takes nothing back.
            if not (outcomes.get(name) == "failed" and said.startswith("failed on teardown")):
                outcomes[name] = f"error: {said[:200]}"
        elif failure is None:
            outcomes[name] = "passed"
        else:
            said = failure.get("message", "")
            outcomes[name] = f"no judgement: {said[:200]}" if said.startswith(NO_JUDGEMENT) else "failed"
    return outcomes


def _is(name: str, test: str) -> bool:
    """Whether a line of the report is one of the test asked for, or one of its parameters."""
    file, _, function = (
        name.partition("::")[0],
        None,
        name.rpartition("::")[2] if "[" not in name else name.split("::", 2)[2],
    )
    wanted_file, *_, wanted = test.split("::", test.split("[")[0].count("::"))
    return file == wanted_file and (function == wanted or function.startswith(f"{wanted}["))


def _worst(outcomes: list[str]) -> str:
    """With several parameters one has to fail, for some are caught by another guard too; none may fail to judge."""
    without_judgement = [outcome for outcome in outcomes if outcome not in ("failed", "passed")]
    if without_judgement or not outcomes:
        return without_judgement[0] if outcomes else "did not run"
    return "failed" if "failed" in outcomes else "passed"
