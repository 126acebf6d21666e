"""Two people correct the same person at once: nobody's work is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import MOTHER

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_the_second_sees_both_texts_and_chooses(open_page, registered):
    # given Yuni and Rina, who both opened the form of the same person
    yuni, rina = open_page("yuni"), open_page("rina")
    for page in (yuni, rina):
        page.goto(registered.mother + "correct/")
    # when Yuni saves first, and Rina saves another birth place and a house of her own
    yuni.get_by_label("RW (boleh kosong)").fill("8")
    _writes(yuni, "Cimahi")
    expect(yuni.get_by_text("Perubahan disimpan.")).to_be_visible()
    rina.get_by_label("RT (boleh kosong)").fill("9")
    with rina.expect_response("**/correct/") as answered:
        _writes(rina, "Majalaya")
    # then Rina is told who was faster, and is asked only what both changed
    assert answered.value.status == 409
    versions = rina.locator("table.versions").inner_text()
    assert "Majalaya" in versions
    assert "Cimahi" in versions
    expect(rina.get_by_text("Disimpan oleh Yuni Astuti")).to_be_visible()
    expect(rina.get_by_text("hanya diubah orang lain")).to_have_count(1)
    expect(rina.get_by_text("hanya Anda ubah")).to_have_count(1)
    # and when she chooses hers, all is saved without typing it again, with Yuni's in the history and in force
    rina.get_by_label("Majalaya").check()
    rina.get_by_role("button", name="Simpan gabungannya").click()
    rina.get_by_role("heading", level=1, name=MOTHER.name).wait_for()
    page = " ".join(rina.inner_text("main").split())
    assert "semula Cimahi – menjadi Majalaya" in page
    assert "RT 9/RW 8" in page


def _writes(page, birth_place: str) -> None:
    page.get_by_label("Tempat lahir").fill(birth_place)
    page.get_by_label("Laporan warga").check()
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_load_state()
