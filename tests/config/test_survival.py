"""Whatever part is killed, the program works again within seconds, and nobody has to do anything."""

import os
import signal
import time

import pytest

from simpul.database.postmaster import postmaster_pid
from tests.config.running import DEMO_PASSWORD, Installation, Visitor

pytestmark = [pytest.mark.slow]


@pytest.fixture
def visitor(demo) -> Visitor:
    """Yuni, signed in."""
    yuni = Visitor(demo.url)
    yuni.sign_in("yuni", DEMO_PASSWORD)
    return yuni


def home_page(visitor: Visitor) -> int:
    """What she sees; 0 when nobody answers."""
    try:
        return visitor.get("/", allow_redirects=False).status_code
    except OSError:
        return 0


def kill(demo: Installation, part: str) -> int:
    pid = demo.pid_of(part)
    os.kill(pid, signal.SIGKILL)
    return pid


def test_postgres_is_killed(demo, visitor):
    for victim in (postmaster_pid(demo.home / "pgdata"), None):
        if victim is None:  # a child of it: PostgreSQL starts all its children anew
            with demo.server().connect(demo.server().administrator()) as connection:
                victim = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE usename = 'simpul_app' LIMIT 1"
                ).fetchone()[0]
        os.kill(victim, signal.SIGKILL)
        began = time.monotonic()
        demo.wait(lambda: home_page(visitor) == 200, seconds=60)
        demo.wait(lambda: demo.status("/health/ready") == 200, seconds=60)
        assert time.monotonic() - began < 60


def test_the_worker_is_killed(demo, visitor):
    demo.wait(lambda: demo.status("/health/ready") == 200)
    dead = kill(demo, "run_worker")
    demo.wait(lambda: any("run_worker" in words and pid != dead for pid, words in demo.pids().items()), seconds=60)
    assert home_page(visitor) == 200
    demo.wait(lambda: demo.status("/health/ready") == 200, seconds=60)


def test_the_web_server_is_killed(demo, visitor):
    kill(demo, "gunicorn")
    demo.wait(lambda: "the web process ended; starting it again" in demo.said(), seconds=60)
    demo.wait(lambda: home_page(visitor) == 200, seconds=60)
    assert demo.stop() == 0
    assert demo.pids() == {}, "what the killed one had started ended too"


def test_the_supervisor_is_killed_and_its_children_with_it(demo, visitor):
    assert demo.process
    demo.process.kill()
    demo.process.wait()
    demo.process = None
    demo.wait(lambda: not any("gunicorn" in w or "run_worker" in w for w in demo.pids().values()), seconds=30)
    check_next_start(demo, visitor)


def check_next_start(demo: Installation, visitor: Visitor) -> None:
    demo.start()
    assert home_page(visitor) == 200
    assert demo.stop() == 0
    assert demo.pids() == {}


def test_at_once_after_a_kill_the_next_start_waits_for_the_port(demo, visitor):
    assert demo.process
    demo.process.kill()
    demo.process.wait()
    check_next_start(demo, visitor)
