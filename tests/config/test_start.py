"""`simpul start` and `simpul demo`: one word to a running program, another to end all of it."""

import os
import re
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.config.running import DEMO_PASSWORD, Installation, Visitor

pytestmark = [pytest.mark.slow]


def first_password(installation: Installation) -> str:
    found = re.search(r"First administrator: admin  password: (\S+)", installation.said())
    assert found, installation.said()
    return found[1]


def test_the_first_administrator_signs_in_and_must_set_up_a_second_factor(made_office, places):
    password = first_password(made_office)
    office = places(of=made_office)
    office.start()
    visitor = Visitor(office.url)
    page = visitor.sign_in("admin", password)
    assert page.status_code == 200
    assert page.url.startswith(office.url + "/sign-in/"), "nothing opens before the second factor is set up"
    for path in ("/", "/notices/", "/accounts/me/"):
        assert "/sign-in/" in visitor.get(path).url, path
    assert visitor.get("/api/openapi.json").json() == {"code": "second_factor"}
    assert "First administrator" not in office.said(), "the password is shown once, at the very first start"


def test_demo_people_sign_in_without_a_second_factor(shared_demo):
    visitor = Visitor(shared_demo.url)
    page = visitor.sign_in("yuni", DEMO_PASSWORD)
    assert page.url == shared_demo.url + "/"
    assert re.search(r"yuni +Petugas loket", shared_demo.said())


def test_a_second_start_keeps_the_data_and_is_quick(demo):
    visitor = Visitor(demo.url)
    visitor.sign_in("yuni", DEMO_PASSWORD)
    registered = visitor.register_person(uuid.uuid4(), "Sumiyati Kembali").json()["id"]
    assert demo.stop() == 0
    seconds = demo.start()
    assert visitor.get(f"/api/registry/people/{registered}/").json()["name"] == "Sumiyati Kembali"
    assert seconds < 30, "5 s on a machine with nothing else to do; this one may be busy"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_of_it(made_demo, places, number):
    demo = places(of=made_demo)
    demo.start()
    assert {"postgres", "gunicorn", "run_worker"} <= {
        name for name in ("postgres", "gunicorn", "run_worker") for words in demo.pids().values() if name in words
    }
    assert demo.stop(number) == 0
    assert demo.pids() == {}
    assert demo.status("/health/live") == 0
    assert "Traceback" not in demo.said()


def test_a_signal_while_it_is_being_made_ends_all_of_it_and_the_next_start_goes_on(places):
    demo = places(None, "demo", "--families", "1")
    demo.begin()
    demo.wait(lambda: any("simpul.config.upgrade" in words for words in demo.pids().values()))
    time.sleep(1)
    assert demo.stop() == 0
    assert demo.pids() == {}
    assert "Traceback" not in demo.said()
    demo.start()
    assert Visitor(demo.url).sign_in("yuni", DEMO_PASSWORD).url == demo.url + "/"


def test_a_request_in_progress_ends_before_the_program_does(demo, guard_is_off):
    visitor = Visitor(demo.url)
    visitor.sign_in("yuni", DEMO_PASSWORD)
    with demo.server().connect({**demo.server().administrator(), "dbname": "simpul"}) as connection:
        connection.execute("BEGIN; LOCK TABLE notices_notice IN ACCESS EXCLUSIVE MODE")
        with ThreadPoolExecutor() as pool:
            answer = pool.submit(visitor.get, "/notices/")
            demo.wait(lambda: waits_for_lock(demo))
            if guard_is_off("graceful_stop"):
                os.kill(demo.pid_of("gunicorn"), signal.SIGKILL)
            assert demo.process
            demo.process.terminate()
            time.sleep(1)
            connection.execute("ROLLBACK")
            assert answer.result().status_code == 200
    assert demo.process.wait(60) == 0


def waits_for_lock(demo: Installation) -> bool:
    with demo.server().connect(demo.server().administrator()) as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()
        return bool(row and row[0])
