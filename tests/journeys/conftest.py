"""A running installation, as `make demo` starts it, and a browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys import steps
from tests.journeys.looking import listen
from tests.journeys.people import CHILD, MOTHER

ROOT = Path(__file__).resolve().parent.parent.parent
READY_SECONDS = 240


@dataclass(frozen=True)
class Installation:
    """A demo office that answers at `url`; everybody's password is `password`."""

    url: str
    password: str
    home: Path
    process: subprocess.Popen[bytes]
    seconds_to_first_page: float


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, *, families: int = 24, second_factor: bool = False) -> Installation:
    """`simpul demo` in the foreground of its own process, waited for until the first page answers."""
    from simpul.demo.rules.staff import PASSWORD

    port = free_port()
    began = time.monotonic()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SIMPUL_", "DJANGO_", "PYTEST_"))},
        "SIMPUL_HOME": str(home),
        "SIMPUL_SECOND_FACTOR": "1" if second_factor else "0",
    }
    log = home.parent / f"{home.name}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "simpul.config.cli", "demo", "--port", str(port), "--families", str(families)],
            cwd=ROOT, env=environment, stdout=file, stderr=file,
        )  # fmt: skip
    url = f"http://localhost:{port}"
    while not _answers(url):
        if process.poll() is not None or time.monotonic() - began > READY_SECONDS:
            process.kill()
            raise RuntimeError(f"The demo did not start:\n{log.read_text()[-4000:]}")
        time.sleep(0.2)
    return Installation(url, PASSWORD, home, process, time.monotonic() - began)


def stop(installation: Installation) -> None:
    """As Ctrl-C does."""
    installation.process.terminate()
    installation.process.wait(60)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health/live", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """One demo office for all journeys and the crawl of this run."""
    home = Path(f"/tmp/simpul-journeys-{os.getuid()}-{os.getpid()}")
    running = start(home)
    yield running
    stop(running)
    shutil.rmtree(home, ignore_errors=True)


def chromium() -> str | None:
    """The machine's own Chromium, or None for the one that Playwright brought."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


@pytest.fixture(scope="session")
def browser():
    """One Chromium; each test opens its own context."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(),
            args=[*(["--no-sandbox"] if os.getuid() == 0 else []), "--disable-gpu", "--disable-quic", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield launched
        launched.close()


ADDRESSES: list[str] = []


@pytest.fixture(scope="session")
def addresses_seen() -> list[str]:
    """Every address that the browser asked for in this run."""
    return ADDRESSES


@pytest.fixture
def open_page(browser, installation: Installation) -> Iterator[Callable]:
    """Open a page as somebody, in a language and size; fails the test on any console error or foreign request."""
    contexts, troubles = [], []

    def opened(username: str | None = None, *, language: str = "id", phone: bool = False, script: bool = True):
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 860}
        context = browser.new_context(
            base_url=installation.url, viewport=size, has_touch=phone, is_mobile=phone, java_script_enabled=script
        )
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": "simpul-language", "value": language, "url": installation.url}])
        contexts.append(context)
        page = context.new_page()
        listen(page, installation.url, troubles)
        page.on("request", lambda request: ADDRESSES.append(request.url))
        if username:
            sign_in(page, username, installation.password)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def sign_in(page, username: str, password: str, *, lands_on: str = "**/") -> None:
    """Through the form, as people do."""
    page.goto("/sign-in/")
    page.get_by_label("Nama pengguna").or_(page.get_by_label("Username")).fill(username)
    page.locator("input[type=password]").fill(password)
    page.locator("main button[type=submit], form button[type=submit]").first.click()
    page.wait_for_url(lands_on)


@dataclass(frozen=True)
class Registered:
    """The family of the journeys: the paths of its pages, and what the search said before it was there."""

    mother: str
    child: str
    family: str
    found_before: str


@pytest.fixture(scope="session")
def registered(browser, installation: Installation) -> Registered:
    """Registered at the counter by the pages, once for all journeys."""
    context = browser.new_context(base_url=installation.url)
    page = context.new_page()
    page.on("request", lambda request: ADDRESSES.append(request.url))
    sign_in(page, "yuni", installation.password)
    steps.looks_for(page, MOTHER.name)
    found = page.locator(".empty h2").inner_text()
    steps.registers(page, MOTHER, place="Kepala keluarga baru")
    mother = urlsplit(page.url).path
    steps.registers(page, CHILD, place="Anggota keluarga yang sudah tercatat", relation="Anak")
    child = urlsplit(page.url).path
    family = urlsplit(page.locator("main a[href*='/registry/families/']").first.get_attribute("href")).path
    context.close()
    return Registered(mother, child, family, found)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What must hold after everything comes last."""
    items.sort(key=lambda item: "test_left_nothing_behind" in item.nodeid)
