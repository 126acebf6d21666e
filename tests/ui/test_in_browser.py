"""The components in Chromium: no policy broken, nothing asked outside, nothing for axe to find, keys that work."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = [pytest.mark.journey, pytest.mark.slow]
AXE = (Path(__file__).parent / "axe/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "/gallery/form": 200, "/gallery/wrong": 200, "/gallery/parts": 200, "/gallery/stale": 409, "/gallery/print": 200,
    "/write": 200, "/fail/404": 404, "/fail/500": 500,
}  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = [path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0] if found else None, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def home(browser: Client) -> Iterator[str]:
    """The same addresses and middleware behind a real port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, ipv6=False)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_page(chromium: Browser, home: str) -> Iterator[Callable[..., Page]]:
    """Open a page as someone who has signed in; anything unusual fails the test."""
    unusual, contexts = [], []

    def opened(path: str, *, width: int = 1366, height: int = 860, theme: str = "light") -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=theme, base_url=home)
        context.add_cookies([{"name": "simpul-session", "value": "x", "url": home}])
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda sent: unusual.append(sent.url) if not sent.url.startswith((home, "data:")) else None)
        page.on("pageerror", lambda error: unusual.append(str(error)))
        page.on("console", lambda said: unusual.append(said.text) if "Content Security Policy" in said.text else None)
        assert page.goto(path).status == PAGES.get(path, 200), path
        return page

    yield opened
    for context in contexts:
        context.close()
    assert unusual == []


def found_by_axe(page: Page) -> list[str]:
    """What axe calls a violation, with the place."""
    # Through the debugger, as an extension would: the page's own policy lets no other script in.
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": f"{AXE};1"})
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}}).then(result => result.violations)")
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize(("width", "theme"), [(1366, "light"), (1366, "dark"), (390, "dark"), (320, "light")])
def test_every_component_passes_axe_and_fits(open_page, width, theme):
    for path in PAGES:
        page = open_page(path, width=width, theme=theme)
        assert found_by_axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.close()


def test_axe_would_notice(open_page):
    page = open_page("/gallery/form")
    page.evaluate("document.querySelector('label[for=id_name]').remove()")
    assert [one for one in found_by_axe(page) if one.startswith("label:")]


def test_everything_can_be_pressed_on_a_phone(open_page):
    page = open_page("/gallery/parts", width=390)
    page.click(".foot summary")
    sizes = page.evaluate(
        """[...document.querySelectorAll('.btn, .foot a, .foot summary, .find, .menu summary, .brand')]
        .filter(one => one.checkVisibility())
        .map(one => [one.outerHTML.slice(0, 60), one.getBoundingClientRect().height])"""
    )
    assert len(sizes) > 8
    assert [one for one in sizes if one[1] < 44] == []


@pytest.mark.parametrize("width", [1366, 390])
def test_a_short_page_does_not_scroll(open_page, width):
    page = open_page("/fail/404", width=width)
    assert page.query_selector(".demo")  # the strip counts as well
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0


def test_a_phone_keeps_its_height_for_the_page(open_page):
    page = open_page("/gallery/parts", width=360, height=740)
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") <= 90


def test_hyphens_in_words_are_as_narrow_as_the_font_draws_them(open_page):
    page = open_page("/gallery/parts")
    widths = page.evaluate(
        """['', 'normal', 'tabular-nums'].map(figures => {
          const word = document.createElement('span');
          word.textContent = 'Laki-laki, KTP-el';
          word.style.fontVariantNumeric = figures;
          document.querySelector('main').append(word);
          return word.getBoundingClientRect().width;
        })"""
    )
    assert widths[0] == widths[1] < widths[2]


def test_keys(open_page):
    page = open_page("/gallery/parts")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    page.click(".menu summary")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.menu').open")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_tab_leads_past_the_navigation(open_page):
    page = open_page("/gallery/parts")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_errors_take_the_focus_and_lead_to_their_field(open_page):
    page = open_page("/gallery/wrong")
    assert "error-summary" in page.evaluate("document.activeElement.className")
    page.click(".error-summary a >> nth=2")
    assert page.evaluate("document.activeElement.id") == "id_sex_0"


def test_the_theme_is_chosen_in_the_menu_and_single_keys_can_be_switched_off(open_page):
    page = open_page("/gallery/parts")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(250, 249, 246)"
    page.click(".menu summary")
    with page.expect_navigation():
        page.get_by_role("button", name="Gelap").click()
    assert page.evaluate(ground) == "rgb(16, 25, 28)"
    page.click(".menu summary")
    with page.expect_navigation():
        page.get_by_role("button", name="Mati", exact=True).click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "search"


def test_who_leaves_the_choice_to_the_system_sees_dark_without_a_script(open_page):
    page = open_page("/gallery/parts", theme="dark")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "auto"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 25, 28)"


def test_what_was_typed_is_not_lost_by_leaving(open_page):
    page = open_page("/gallery/form")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#id_name", "Aminah")
    page.goto("/gallery/parts")
    assert asked == ["beforeunload"]


def test_after_signing_in_again_elsewhere_one_press_sends_what_was_typed(open_page):
    page = open_page("/write")
    page.context.clear_cookies(name="simpul-csrf")
    page.fill("#id_note", "Laporan kunjungan")
    page.click("main button")
    page.wait_for_selector("form[data-again]")
    page.context.clear_cookies(name="simpul-csrf")  # as signing in does: a new token
    page.context.new_page().goto(page.url)
    page.click("form[data-again] button")
    page.wait_for_selector("#id_note")
    assert page.input_value("#id_note") == "Laporan kunjungan"


def test_a_field_comes_and_goes_with_the_answer_that_calls_for_it(open_page):
    page = open_page("/gallery/form")
    page.evaluate(
        "document.querySelector('form .field').insertAdjacentHTML('afterend', "
        "'<div class=field id=when data-when=sex=P><input name=more></div>"
        "<div class=field id=next data-when=more><input name=next></div>')"
    )
    shown = "['when', 'next'].filter(id => document.getElementById(id).checkVisibility())"
    page.check("input[name=sex][value=L]")
    assert page.evaluate(shown) == []
    page.check("input[name=sex][value=P]")
    assert page.evaluate(shown) == ["when"]
    page.fill("input[name=more]", "a")
    assert page.evaluate(shown) == ["when", "next"]
    page.check("input[name=sex][value=L]")
    assert page.evaluate(shown) == []


def test_htmx_shows_an_error_where_messages_are(open_page):
    page = open_page("/gallery/parts")
    page.evaluate("htmx.ajax('GET', '/fail/403', '#main h1')")
    page.wait_for_selector("#notices .notice.late")
    assert "bukan untuk peran Anda" in page.inner_text("#notices")
    assert page.inner_text("#main h1") == "A"


def test_paper_is_light_and_bare(open_page):
    page = open_page("/gallery/parts", theme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    shown = page.evaluate(
        "['.bar', '.side', '.foot', '.pager'].filter(one => document.querySelector(one).checkVisibility())"
    )
    assert shown == []
    assert page.evaluate("getComputedStyle(document.querySelector('main')).borderLeftWidth") == "0px"
    assert "Dicetak oleh Rina Suryani, Dinas Sosial Kab. Bandung." in page.inner_text("main")
    page.emulate_media(media="screen")
    assert "Dicetak oleh" not in page.inner_text("main")
