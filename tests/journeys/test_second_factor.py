"""An installation that asks for two factors: nothing opens before the second is set up, then both are needed."""

import base64
import hmac
import os
import shutil
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Installation, sign_in, start, stop

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def strict() -> Iterator[Installation]:
    home = Path(f"/tmp/simpul-strict-{os.getuid()}-{os.getpid()}")
    running = start(home, families=1, second_factor=True)
    yield running
    stop(running)
    shutil.rmtree(home, ignore_errors=True)


def test_sets_up_an_app_and_signs_in_with_it(strict, browser):
    # given somebody who has a password and no second factor yet
    context = browser.new_context(base_url=strict.url)
    page = context.new_page()
    sign_in(page, "yuni", strict.password, lands_on="**/second-factor/")
    # when they try to work, they are led back; so they set up an app
    page.goto("/registry/people/")
    assert page.url.endswith("/sign-in/second-factor/")
    page.goto("/sign-in/second-factor/app/")
    if page.locator("input[type=password]").count():
        page.locator("input[type=password]").fill(strict.password)
        page.locator("main button").first.click()
    secret = page.locator(".totp-secret").inner_text()
    page.locator("input[name=code]").fill(_code(secret))
    page.get_by_role("button", name="Aktifkan").click()
    page.wait_for_load_state()
    # then the work opens
    page.goto("/registry/people/")
    expect(page.get_by_role("heading", level=1, name="Warga")).to_be_visible()
    context.close()
    # and the next time the password alone opens nothing, nor does a wrong code; the app's next code does
    context = browser.new_context(base_url=strict.url)
    page = context.new_page()
    sign_in(page, "yuni", strict.password, lands_on="**/sign-in/code/**")
    page.goto("/registry/people/")
    assert "/sign-in/" in page.url
    page.goto("/sign-in/code/")
    for code, lands_on in (("000000", "/sign-in/code/"), (_fresh(secret), "/")):
        page.locator("input[name=code]").fill(code)
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        assert page.url.partition("?")[0] == strict.url + lands_on
    context.close()


def test_the_api_opens_as_little_as_the_pages(strict):
    from tests.journeys.visitor import Visitor

    visitor = Visitor(strict.url).sign_in("rina", strict.password)
    assert visitor.get("/api/openapi.json").status == 403
    assert visitor.get("/").status == 302
    visitor.close()


def _fresh(secret: str) -> str:
    """The next code: each opens once."""
    spent = _code(secret)
    while _code(secret) == spent:
        time.sleep(0.5)
    return _code(secret)


def _code(secret: str) -> str:
    """What the app on a phone would show now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
