"""After all journeys: what was told at the counter is where it belongs, sealed, and nowhere else."""

import subprocess
from urllib.parse import unquote_plus

import pytest

from tests.journeys.office import administrator
from tests.journeys.people import CHILD, MOTHER, NEEDLES
from tests.journeys.steps import signs_out

pytestmark = [pytest.mark.journey, pytest.mark.slow]
STORES = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


def found_in(text: str) -> list[str]:
    """The names of the needles in a text."""
    return [name for name, needle in NEEDLES.items() if needle in text]


def test_the_scan_would_notice():
    assert found_in(f"… {CHILD.number} … +62{MOTHER.phone[1:]} …") == ["national number", "phone"]


def test_nothing_stands_in_a_log(installation, registered):
    logs = [
        *installation.home.glob("log/**/*"),
        *installation.home.glob("*.log"),
        installation.home.with_name(f"{installation.home.name}.log"),
    ]
    read = {path: found_in(path.read_text(errors="replace")) for path in logs if path.is_file()}
    assert len(read) >= 2
    assert {path: found for path, found in read.items() if found} == {}


def test_nothing_stood_in_an_address(registered, addresses_seen):
    assert len(addresses_seen) > 100
    assert [address for address in addresses_seen if found_in(unquote_plus(address))] == []
    for name in (MOTHER.name, CHILD.name):
        assert [address for address in addresses_seen if name.split()[0] in unquote_plus(address)] == []


def test_nothing_stands_in_the_audit_in_notices_or_in_jobs(installation, registered):
    with administrator(installation) as connection:
        for table in ("audit_event", "audit_operation", "notices_notice", "procrastinate_jobs", "django_session"):
            rows = connection.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t").fetchone()[0] or ""
            assert found_in(rows) == [], table
        assert connection.execute("SELECT count(*) FROM audit_event").fetchone()[0] > 100


def test_nothing_stays_in_the_browser(open_page, registered):
    page = open_page("yuni")
    page.goto(registered.child)
    page.goto(registered.mother)
    signs_out(page)
    assert found_in(page.evaluate(STORES)) == []
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert page.evaluate("caches.keys().then(all => all.length)") == 0
    page.go_back()
    assert found_in(page.content()) == []
    assert MOTHER.name not in page.content()


def test_nothing_stands_in_a_dump(installation, registered):
    from simpul.database.home import ring_path
    from simpul.database.keys import Keyring
    from simpul.database.server import server

    running = server(Keyring(ring_path(installation.home)), installation.home)
    known = running.connection_info("simpul_backup")
    dump = subprocess.run(
        [str(running.programs / "pg_dump"), "-h", known["host"], "-p", str(known["port"]), "-U", known["user"], known["dbname"]],
        env={"PGPASSWORD": known["password"]}, capture_output=True, text=True, errors="replace", check=True,
    ).stdout  # fmt: skip
    assert MOTHER.name in dump  # a name is plain under row security: the dump is whole
    assert found_in(dump) == []
