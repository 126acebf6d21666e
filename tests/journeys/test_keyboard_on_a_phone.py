"""With a phone, in English, and by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import CHILD, MOTHER

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MOST_TABS = 60


def test_finds_and_opens_a_family(open_page, registered):
    # given a phone that speaks English and nobody's finger on it
    page = open_page("yuni", language="en", phone=True)
    # when the family is looked for by the box at the top
    _tab_to(page, "#search")
    page.keyboard.type(MOTHER.name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?search=*")
    # then the mother is found and opens with Enter, and so does her family
    _tab_to(page, f"a[href='{registered.mother}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{registered.mother}")
    _tab_to(page, f"main a[href='{registered.family}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{registered.family}")
    expect(page.get_by_role("link", name=CHILD.name, exact=True)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    expect(
        page.get_by_role("heading", name="History").or_(page.get_by_role("heading", name="Members")).first
    ).to_be_visible()


def _tab_to(page, selector: str) -> None:
    """Press Tab until the element has the focus, and see that it shows."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
            )
            assert outline != "nonenone", f"the focus on {selector} cannot be seen"
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")
