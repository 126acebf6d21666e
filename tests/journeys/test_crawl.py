"""Every page as every role and as nobody, in both languages, on a desk and on a phone."""

from collections.abc import Iterator

import pytest

from tests.journeys.addresses import all_addresses
from tests.journeys.looking import Look, Window, window
from tests.journeys.office import administrator, furnish, things_of
from tests.journeys.pictures import write_sheets
from tests.journeys.visitor import Visitor
from tests.journeys.walk import LANGUAGES, Step, Walk, faults_of, walk

pytestmark = [pytest.mark.crawl, pytest.mark.slow]
NEW_SHAPES = 3  # kinds of elements not seen on another picture of the same page, to be worth another look


@pytest.fixture(scope="module")
def walked(installation) -> Walk:
    yuni, rina = (Visitor(installation.url).sign_in(name, installation.password) for name in ("yuni", "rina"))
    code = furnish(yuni, rina, installation)
    yuni.close()
    rina.close()
    return walk(installation, all_addresses(), things_of(installation, code))


def test_every_address_answers_everybody_as_declared(walked):
    assert walked.faulty() == []
    assert {step.status for step in walked.steps} >= {200, 302, 403, 404, 405}


def test_every_address_with_an_object_was_asked_for(walked):
    asked = {step.name for step in walked.steps if step.username == "rina"}
    without = {address.name for address in all_addresses()} - asked
    # A demo has no passkey, and its sessions stand in addresses that only their own page knows.
    assert without <= {"mfa_edit_webauthn", "mfa_remove_webauthn", "accounts:end_session"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_passes_axe_and_fits(walked, browser, installation, language):
    looks: list[Look] = []
    for username, steps in _worth_a_look(walked.steps, language).items():
        with window(browser, installation.url, walked.cookies[username, "any"], language) as opened:
            looks += [look for step in steps for look in _look(opened, step)]
    sheets = write_sheets(looks, language)
    assert all(sheet.stat().st_size > 100_000 for sheet in sheets)
    assert [f"{look.name} ({look.size}): {'; '.join(look.faults)}" for look in looks if look.faults] == []
    assert len(looks) > 80


def test_every_refusal_and_fault_has_the_headers_too(installation):
    visitor = Visitor(installation.url).sign_in("yuni", installation.password)
    answers = {
        200: visitor.get("/health/live"),
        400: visitor.get("/", {"Host": "somewhere.else"}),
        403: visitor.post("/language/", {"csrfmiddlewaretoken": "forged"}),
        404: visitor.get("/nothing/here/"),
        405: visitor.get("/notices/read/"),
        413: visitor.post("/registry/people/", {"text": "x" * 2_100_000}),
    }
    with administrator(installation) as connection:
        connection.execute("ALTER TABLE notices_notice RENAME TO notices_away")
        try:
            answers[500] = visitor.get("/")
        finally:
            connection.execute("ALTER TABLE notices_away RENAME TO notices_notice")
    assert {status: answer.status for status, answer in answers.items()} == {status: status for status in answers}
    faults = {
        status: [fault for fault in faults_of(answer) if "of the program" not in fault]
        for status, answer in answers.items()
    }
    assert faults == {status: [] for status in answers}
    assert visitor.get("/").status == 200


def test_axe_would_notice(walked, browser, installation):
    with window(browser, installation.url, walked.cookies["yuni", "any"], "id") as opened:
        opened.page.route("**/registry/people/", lambda route: _spoiled(route))
        found = [fault for look in opened.look("/registry/people/", "spoiled") for fault in look.faults]
    assert any(fault.startswith("axe label") for fault in found)
    assert any("scrolls sideways" in fault for fault in found)


def _spoiled(route) -> None:
    response = route.fetch()
    broken = response.text().replace('<label for="id_text">', "<label>").replace("<h1", "<hr width=3000><h1")
    route.fulfill(response=response, body=broken)


def _look(opened: Window, step: Step) -> Iterator[Look]:
    yield from opened.look(step.path, f"{step.name} {step.username or 'nobody'}", expected=step.status)


def _worth_a_look(steps: list[Step], language: str) -> dict[str, list[Step]]:
    """Of every page, the fewest versions that together show every kind of element on it; by whose they are."""
    pages: dict[tuple[str, int], list[Step]] = {}
    for step in steps:
        if step.page and step.language == language:
            key = step.name.removeprefix("link:") if step.status == 200 else ""
            pages.setdefault((key, step.status), []).append(step)
    chosen: dict[str, list[Step]] = {}
    for versions in pages.values():
        seen: set[str] = set()
        while versions:
            best = max(versions, key=lambda step: len(step.page.shapes - seen))
            if seen and len(best.page.shapes - seen) < NEW_SHAPES:
                break
            seen |= best.page.shapes
            chosen.setdefault(best.username, []).append(best)
    return chosen
