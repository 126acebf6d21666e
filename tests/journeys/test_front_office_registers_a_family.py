"""A newcomer at the counter registers a family; another office finds nothing; the auditor reads all of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.papers import text_of
from tests.journeys.people import CHILD, MOTHER
from tests.journeys.steps import looks_for
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_finds_nobody_then_registers_a_family_without_a_number(open_page, registered):
    # given a mother and her child who were registered at the counter, after nobody was found
    assert registered.found_before == "Tidak ditemukan di kantor dan wilayah Anda"
    page = open_page("yuni")
    # when the office looks for the mother again
    looks_for(page, "sukaesih wir")
    page.get_by_role("link", name=MOTHER.name).click()
    # then she is there without a number, which opened a task, and her family has two members
    expect(page.get_by_text("Belum punya NIK").first).to_be_visible()
    expect(page.get_by_role("heading", name="NIK dan KK yang perlu diurus")).to_be_visible()
    page.get_by_role("link", name="Buka keluarga").click()
    expect(page.get_by_role("link", name=CHILD.name, exact=True)).to_be_visible()
    assert MOTHER.family_number not in page.content()


def test_corrects_a_birth_date_and_prints_the_extract(open_page, registered):
    # given the child's page
    page = open_page("yuni")
    page.goto(registered.child)
    # when the birth date is corrected from a document
    page.get_by_role("link", name="Perbaiki data").click()
    page.get_by_label("Tanggal lahir").fill("18-5-2015")
    page.get_by_label("Dokumen baru").check()
    page.get_by_role("button", name="Simpan").click()
    # then the page says what it was and what it is
    expect(page.get_by_text("18 Mei 2015").first).to_be_visible()
    assert re.search(r"semula\s+17 Mei 2015\s+–\s+menjadi\s+18 Mei 2015", page.inner_text("main"))
    # and the extract on paper has the new date and the whole numbers, and nothing of the mother
    page.get_by_role("link", name="Cetak kutipan").click()
    page.get_by_label("Untuk apa?").select_option(label="Sekolah")
    page.get_by_label("Keterangan (boleh kosong)").fill("pendaftaran di SDN Legok")
    page.get_by_label("Aman", exact=True).check()
    # the paper opens in a tab of its own
    with page.context.expect_event("response", lambda answer: answer.url.endswith("/print-extract/")) as printed:
        page.get_by_role("main").get_by_role("button", name="Cetak kutipan").click()
    assert printed.value.headers["content-type"] == "application/pdf"
    words = text_of(_paper(page, registered.child))
    for word in (
        "Kutipan data warga",
        CHILD.name,
        CHILD.number,
        "18 Mei 2015",
        CHILD.family_number,
        "Sekolah: pendaftaran di SDN Legok",
    ):
        assert word in words, word
    assert MOTHER.name not in words


def test_a_colleague_of_another_office_finds_nothing_anywhere(open_page, registered, installation):
    # given a colleague with the same role at another office
    page = open_page("wati")
    # when she looks for the family by every way there is
    typed = (f"NIK {CHILD.number}", f"{CHILD.number} {CHILD.name}")  # as people copy it from a message
    for text in (MOTHER.name, MOTHER.phone, CHILD.number, CHILD.family_number, *typed):
        looks_for(page, text)
        # then nobody is found
        expect(page.get_by_text("Tidak ditemukan di kantor dan wilayah Anda")).to_be_visible()
        page.get_by_role("searchbox").first.fill(text)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Tidak ditemukan")).to_be_visible()
    for path in (registered.mother, registered.child, registered.family, registered.child + "print-extract/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1, name="Tidak ditemukan")).to_be_visible()
    # nor by the API, which answers as if there were nothing
    wati = Visitor(installation.url).sign_in("wati", installation.password)
    assert wati.get(f"/api{registered.mother}").status == 404
    assert wati.get(f"/api{registered.family}").status == 404
    wati.close()


def test_the_auditor_sees_all_of_it_in_sentences(open_page, registered):
    # given the auditor of the office
    page = open_page("sari")
    # when she asks who did what to the child
    page.goto(f"/audit/of/{registered.child.split('/')[3]}/")
    rows = page.locator("main tbody tr").all_inner_texts()
    # then every act stands there as a sentence, with who did it, and without a number or a date of birth
    told = "\n".join(rows)
    for words in ("Yuni Astuti", "mendaftarkan", CHILD.name):
        assert words in told, words
    assert not any(re.search(r"registry\.|person_|[a-z]+_[a-z]+", row) for row in rows)
    assert CHILD.number not in page.content()
    assert "2015" not in told


def _paper(page, child: str) -> bytes:
    """The paper that was printed last, as the browser gets it again."""
    page.goto(child + "print-extract/")
    link = page.locator("a[href*='/documents/papers/']").first.get_attribute("href")
    page.goto(link)
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    return page.request.post(link, form={"csrfmiddlewaretoken": token, "reason": "check"}).body()
