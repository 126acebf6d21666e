"""A worker that is killed in the middle of its work: the work is taken up again, ends, and nothing is there twice."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest
from asgiref.sync import async_to_sync
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app

from simpul.jobs import tasks
from tests import plugin

pytestmark = pytest.mark.slow
JOB = "SELECT state, attempts, done, total FROM jobs_job"
COUNTED = "SELECT count(*), count(DISTINCT detail) FROM audit_event WHERE act = 'tests.counted'"
TOLD = "SELECT count(*) FROM notices_notice WHERE code = 'job_done'"


def worker(database, *words):
    command = [sys.executable, "-m", "tests.jobs.worker", database, *words]
    return subprocess.run(command, cwd=plugin.ROOT, env=os.environ, check=False, timeout=120).returncode


def test_work_of_a_killed_worker_is_done_once(scratch_database):
    from simpul.database.server import server

    assert worker(scratch_database, "ask") == -signal.SIGKILL
    with plugin.superuser(scratch_database) as look:
        # What was told on the way stayed; what was done was undone with the transaction.
        assert look.execute(JOB).fetchone() == ("running", 1, 20, 40)
        assert look.execute(COUNTED).fetchone() == (0, 0)
        assert _rescue(scratch_database, server()) == 0, "its worker may still be alive"
        look.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '30 seconds'")
        assert _rescue(scratch_database, server()) == 1
        assert worker(scratch_database) == 0
        assert look.execute(JOB).fetchone() == ("done", 2, 40, 40)
        assert look.execute(COUNTED).fetchone() == (40, 40)
        assert look.execute(TOLD).fetchone() == (1,)


def _rescue(database, server):
    login = psycopg.conninfo.make_conninfo(**server.connection_info("simpul_app") | {"dbname": database})

    async def rescue():
        async with app.open_async():
            return await tasks.rescue_stalled_jobs.func(None, timestamp=0)

    with app.replace_connector(PsycopgConnector(conninfo=login)):
        return async_to_sync(rescue)()
