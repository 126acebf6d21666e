"""A village's list goes in, is mended on the screen, applied, found by a misspelt name, sent again, and undone."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SOON = 60_000  # milliseconds: work in the background, on a machine that has other work


@dataclass(frozen=True)
class Words:
    """What the pages say in one language, and the people of its list."""

    language: str
    is_phone: bool
    rows: tuple[tuple[str, str, str, str], ...]
    misspelt: str
    short: str
    same: str
    nobody: str

    @property
    def file(self) -> dict[str, str | bytes]:
        """The list as a village sends it: the last digit of a number is missing."""
        lines = ["NIK;Nama Lengkap;L/P;Tgl Lahir;Desa", *(";".join([*row, "Majalaya"]) for row in self.rows)]
        return {"name": f"usulan-{self.language}.csv", "mimeType": "text/csv", "buffer": "\r\n".join(lines).encode()}


INDONESIAN = Words(
    "id", False,
    (("3204051205900931", "Wirakusumah Tanuwijaya", "L", "12/05/1990"), ("320405520591093", "Ratnaningrum Tanuwijaya", "P", "12/05/1991")),
    "wirakusuma tanuwijaja", "kurang 1", "Tidak ada yang berubah", "Tidak ditemukan",
)  # fmt: skip
ENGLISH = Words(
    "en", True,
    (("3204050307850932", "Danoesoebroto Prawirayuda", "L", "03/07/1985"), ("320405430787093", "Koesoemaningsih Prawirayuda", "P", "03/07/1987")),
    "danusubrata prawirajuda", "1 too few", "Nothing changes", "Not found",
)  # fmt: skip


@pytest.mark.parametrize("words", [INDONESIAN, ENGLISH], ids=lambda words: words.language)
def test_goes_in_is_mended_found_and_undone(open_page, words):
    page = open_page("rina", language=words.language, phone=words.is_phone)
    # given a list that arrived: one row is ready, of one a digit is missing, and the page says so beside the cell
    first = _receives(page, words)
    expect(page.locator("#summary")).to_contain_text(re.compile(r"\b2\b.*\b1\b", re.DOTALL), timeout=SOON)
    page.goto(f"{first}?tab=unreadable")
    expect(page.locator(".said")).to_contain_text(words.short)
    # when the digit is added in its place
    box = page.locator("input.fix[name=national_number]")
    box.fill(words.rows[1][0] + "4")
    box.press("Enter")
    expect(page.locator("tr.done")).to_be_visible()
    # and the ready rows are applied
    page.goto(first)
    page.locator("form[action$='/apply/'] button").click()
    expect(page.locator("a[href$='/undo/']")).to_be_visible(timeout=SOON)
    # then somebody of the list is found by a name written otherwise
    _looks_for(page, words.misspelt)
    expect(page.get_by_role("link", name=words.rows[0][1])).to_be_visible()
    # and the same list again changes nothing
    _receives(page, words)
    expect(page.get_by_role("status").filter(has_text=words.same)).to_be_visible(timeout=SOON)
    # when the list is undone
    page.goto(first)
    page.locator("a[href$='/undo/']").click()
    page.get_by_role("main").locator("form button.btn-primary").click()
    expect(page.locator(f"#summary a[href$='tab=undone'], a[href*='{first}?tab=undone']").first).to_be_visible(
        timeout=SOON
    )
    # then nobody of it is there any more
    _looks_for(page, words.rows[0][1])
    expect(page.get_by_role("heading", name=words.nobody).first).to_be_visible()


def _receives(page, words: Words) -> str:
    """Send the file; the address of the list."""
    page.goto("/lists/receive/")
    page.locator("input[type=file]").set_input_files(words.file)
    page.get_by_role("main").locator("form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/lists/[0-9a-f-]{36}/$"))
    return page.url


def _looks_for(page, text: str) -> None:
    page.goto("/")
    page.locator("#search").fill(text)
    page.locator("#search").press("Enter")
    page.wait_for_url("**/search/?search=*")
