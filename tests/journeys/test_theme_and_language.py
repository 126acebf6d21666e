"""What somebody chooses stays chosen: dark pages, another language."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.slow]
GROUND = "getComputedStyle(document.body).backgroundColor"


def test_dark_and_english_stay(open_page, registered):
    # given a page in Indonesian, by daylight
    page = open_page("yuni")
    page.goto(registered.mother)
    light = page.evaluate(GROUND)
    # when dark and English are chosen in the menu
    page.locator(".menu summary").first.click()
    page.get_by_role("button", name="Gelap").click()
    page.wait_for_load_state()
    page.locator(".menu summary").first.click()
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    # then the same page comes back dark and in English, and so do all others
    assert page.url.endswith(registered.mother)
    for path in (registered.mother, "/", "/registry/families/", "/nothing/"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "en", path
        assert page.evaluate(GROUND) != light, path
    # and after signing out and in again on this browser
    page.context.cookies()
    page.goto("/sign-in/out/")
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/sign-in/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate(GROUND) != light
