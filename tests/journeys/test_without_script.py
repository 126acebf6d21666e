"""A browser that runs no script: registering somebody works all the same."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Told
from tests.journeys.steps import looks_for, registers

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_registers_a_person(open_page):
    # given a browser without script
    page = open_page("yuni", script=False)
    # when somebody is registered, who came alone
    registers(page, Told("Onang Tanpaskrip", "Laki-laki", "1950"), place="Belum dicatat dengan keluarga")
    # then they are found, born in a year of which no day is known
    looks_for(page, "onang")
    page.get_by_role("link", name="Onang Tanpaskrip").click()
    expect(page.get_by_text("1950").first).to_be_visible()
    expect(page.get_by_text("Belum punya NIK").first).to_be_visible()
