"""A worker killed in the middle of applying a list: after a restart nothing is lost and nothing is there twice."""

import os
import signal
import subprocess
import sys

import pytest

from tests import plugin

pytestmark = pytest.mark.slow
STANDING = """
SELECT (SELECT count(*) FROM lists_listrow WHERE outcome = 'applied'), (SELECT count(*) FROM registry_person),
    (SELECT count(*) FROM lists_listrow r JOIN registry_person p ON p.id = r.id WHERE r.outcome = 'applied'),
    (SELECT count(*) FROM audit_event WHERE act = 'registry.person_registered'), (SELECT count(*) FROM lists_listrow)
"""


def run(database, *words):
    command = [sys.executable, "-m", "tests.lists.killed", database, *words]
    done = subprocess.run(
        command, cwd=plugin.ROOT, env=os.environ, check=False, timeout=120, capture_output=True, text=True
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


def test_killed_on_the_way_and_started_again(scratch_database):
    assert run(scratch_database, "receive") == 0
    with plugin.superuser(scratch_database) as look:
        seen = []
        for statement in (60, 150):
            assert run(scratch_database, "apply", str(statement)) == -signal.SIGKILL
            applied, people, same, events, _ = look.execute(STANDING).fetchone()
            assert applied == people == same == events, "what is marked is recorded, and nothing else is"
            seen.append(applied)
        assert run(scratch_database, "apply", "0") == 0
        applied, people, same, events, rows = look.execute(STANDING).fetchone()
    assert applied == people == same == events == rows == 24
    assert any(0 < applied < 24 for applied in seen), f"killed at {seen}: in the middle of the work"
