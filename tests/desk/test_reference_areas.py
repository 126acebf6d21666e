"""Areas: find_area finds by name and code, view_area goes from the province down to the village."""

from datetime import date

import pytest

from simpul.directory.models import Area
from simpul.directory.services import record_area_change


@pytest.mark.parametrize("who", ["yuni", "cecep", "maria", "agus"])
def test_everybody_who_has_signed_in_finds_areas(cast, sign_in, who):
    page = sign_in(who).get("/areas/")
    assert page.status_code == 200
    assert page.content.decode().count('class="line"') == 38


def test_nobody_else_does(client, db):
    assert client.get("/areas/").status_code == 302
    assert client.get("/areas/32/").status_code == 302


@pytest.mark.parametrize(
    ("text", "found"),
    [("ciwidey bandung", "32.04.39"), ("32.04.05", "32.04.05"), ("kota cimahi", "32.77"), ("3277", "32.77")],
)
def test_find_area(cast, sign_in, text, found):
    answer = sign_in("yuni").post("/areas/", {"q": text}, follow=True)
    assert f"/areas/{found}/" in answer.content.decode()
    assert answer.redirect_chain  # an address that can be kept and sent


def test_digits_are_read_as_each_scheme_reads_them(cast, sign_in):
    """32 is Jawa Barat to both, and the page says whose number it is."""
    page = sign_in("yuni").get("/areas/", {"q": "32"}).content.decode()
    assert "Kode Kemendagri" in page
    assert "Kode BPS" in page


def test_many_are_cut_and_said(cast, sign_in):
    assert "Hanya 50 yang pertama" in sign_in("yuni").get("/areas/", {"q": "suka"}).content.decode()


@pytest.mark.parametrize("text", ["zzzz", "99.99", "3204010", "<script>", "%", "'; --"])
def test_nothing_found_says_what_to_do(cast, sign_in, text):
    page = sign_in("yuni").get("/areas/", {"q": text})
    assert page.status_code == 200
    assert "Tidak ada wilayah yang cocok" in page.content.decode()


def test_the_number_of_a_person_never_stands_in_an_address(cast, sign_in):
    answer = sign_in("yuni").post("/areas/", {"q": "3204051708450001"})
    assert answer.status_code == 200
    assert "Location" not in answer
    assert "Tidak ada wilayah yang cocok" in answer.content.decode()


def test_too_long_a_text_is_said(cast, sign_in):
    assert sign_in("yuni").post("/areas/", {"q": "a" * 101}).status_code == 422


def test_view_area_goes_down_to_the_village(cast, sign_in):
    client = sign_in("yuni")
    for code, below in (("32", "32.04"), ("32.04", "32.04.05"), ("32.04.05", "32.04.05.2001")):
        page = client.get(f"/areas/{code}/").content.decode()
        assert f"/areas/{below}/" in page
    village = client.get("/areas/32.04.05.2001/").content.decode()
    for words in ("Kepmendagri 300.2.2-2138/2025", "40621", "/areas/32.04.05/", "/areas/32/"):
        assert words in village


def test_the_number_of_bps_is_shown_where_it_is_known(cast, sign_in):
    page = sign_in("yuni").get("/areas/32/").content.decode()
    assert "Kode BPS" in page
    assert "belum diverifikasi" in page


def test_an_area_that_is_no_more_leads_to_those_of_today(cast, sign_in):
    village = Area.objects.get(pk="32.04.05.2001")
    after, on = ["32.04.05.2002"], date(2026, 1, 1)
    record_area_change(kind="merge", former_code=village.pk, successors=after, on=on, source="Perda 1", by=None)
    client = sign_in("yuni")
    page = client.get(f"/areas/{village.pk}/").content.decode()
    assert "tidak berlaku lagi" in page
    assert "/areas/32.04.05.2002/" in page
    assert "Perda 1" in page
    assert "/areas/32.04.05.2002/" in client.get("/areas/", {"q": village.pk}).content.decode()


@pytest.mark.parametrize("code", ["00", "32.99", "abc", "32.04.05.2001.1", "%00"])
def test_what_does_not_exist(cast, sign_in, code):
    assert sign_in("yuni").get(f"/areas/{code}/").status_code == 404
