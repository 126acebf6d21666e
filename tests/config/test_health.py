"""Alive is not ready: without its database or its worker the program answers, and says that it cannot work."""

import os
import signal
import time

import pytest
import requests

from tests.config.running import Installation, Visitor

pytestmark = [pytest.mark.slow]


def readiness(demo: Installation) -> tuple[int, dict]:
    answer = requests.get(f"{demo.url}/health/ready", timeout=20)
    return answer.status_code, answer.json()


READY = (200, {"database": True, "worker": True})


def test_live_and_ready_need_nobody_to_sign_in(shared_demo):
    shared_demo.wait(lambda: readiness(shared_demo) == READY)
    live = requests.get(f"{shared_demo.url}/health/live", timeout=20)
    assert (live.status_code, live.json(), dict(live.cookies)) == (200, {"live": True}, {})


def test_without_its_database_it_is_alive_and_not_ready_until_it_comes_back(demo):
    demo.wait(lambda: readiness(demo) == READY)
    supervisor = demo.process.pid
    os.kill(supervisor, signal.SIGSTOP)  # or the database would be back within a second
    try:
        demo.server().stop()
        assert requests.get(f"{demo.url}/health/live", timeout=20).status_code == 200
        assert readiness(demo) == (503, {"database": False, "worker": False})
        page = requests.get(f"{demo.url}/sign-in/", timeout=20)
        assert page.status_code == 503
        assert page.headers["Retry-After"]
        assert "Simpul sedang sibuk" in page.text
    finally:
        os.kill(supervisor, signal.SIGCONT)
    demo.wait(lambda: readiness(demo) == READY, seconds=60)
    assert Visitor(demo.url).get("/sign-in/").status_code == 200


def test_a_worker_that_hangs_is_noticed_though_nothing_happens(demo):
    demo.wait(lambda: readiness(demo) == READY)
    worker = demo.pid_of("run_worker")
    os.kill(worker, signal.SIGSTOP)
    try:
        demo.wait(lambda: readiness(demo) == (503, {"database": True, "worker": False}), seconds=60)
    finally:
        os.kill(worker, signal.SIGCONT)
    demo.wait(lambda: readiness(demo) == READY, seconds=60)


def test_the_worker_seals_within_seconds(demo):
    def seals() -> int:
        with demo.server().connect(demo.server().connection_info("simpul_auditor")) as connection:
            return connection.execute("SELECT coalesce(max(number), 0) FROM audit_seal").fetchone()[0]

    before, began = seals(), time.monotonic()
    Visitor(demo.url).sign_in("yuni", "not the password at all")
    demo.wait(lambda: seals() > before, seconds=30)
    assert time.monotonic() - began < 30
