"""An office: change_office and set_letterhead do, refuse, hide, are recorded; office and preview_letterhead show."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, PngImagePlugin

from simpul.directory.models import Letterhead, Office
from simpul.files.models import Attachment
from simpul.files.queries import content_of
from tests.desk.events import done_to

FACTS = {"name": "Dinas Sosial Kab. Bandung", "kind": "dinas", "area": "32.04", "time_zone": "Asia/Jakarta"}
HEAD = {"lines": "Pemerintah Kabupaten Bandung\nDinas Sosial\nJl. Contoh 1", "paper": "a4", "valid_from": "1-1-2026"}


def url(office, act):
    return f"/office/{office.pk}/{act}/"


def picture(kind="PNG", size=(900, 600), **options):
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


def upload(content, name="lambang.png", media_type="image/png"):
    return SimpleUploadedFile(name, content, media_type)


def test_office_shows_what_is_written_about_it(cast, sign_in):
    page = sign_in("rina").get("/office/")
    assert page.status_code == 200
    known = (cast.office.name, "Kab. Bandung, Jawa Barat", "Waktu Indonesia Barat (WIB)")
    for words in (*known, url(cast.office, "calendar")):
        assert words in page.content.decode()


def test_change_office_changes_and_is_recorded(cast, sign_in, recorded):
    version = cast.office.version
    changes = {"head_name": "  Dra.   Siti  ", "address": "Jl. Raya 1\n\nSoreang", "version": version}
    done = sign_in("rina").post(url(cast.office, "change"), {**FACTS, **changes})
    assert done.status_code == 302
    office = Office.objects.get(pk=cast.office.pk)
    assert (office.head_name, office.address, office.version) == ("Dra. Siti", "Jl. Raya 1\nSoreang", version + 1)
    (event,) = [event for event in done_to(recorded) if event.act == "directory.office_changed"]
    assert (event.actor, event.office) == (cast.rina.pk, cast.office.pk)
    assert event.detail["fields"] == ["name", "address", "head_name"]


def test_somebody_else_saved_first(cast, sign_in):
    client = sign_in("rina")
    client.post(url(cast.office, "change"), {**FACTS, "phone": "022-111", "version": cast.office.version})
    late = client.post(url(cast.office, "change"), {**FACTS, "phone": "022-222", "version": cast.office.version})
    assert late.status_code == 409
    assert "022-111" in late.content.decode()
    assert "022-222" in late.content.decode()
    assert Office.objects.get(pk=cast.office.pk).phone == "022-111"
    # The page offers to keep one's own: the form goes again, with the version that is there now.
    version = re.search(r'name="version" value="(\d+)[:"]', late.content.decode())[1]
    client.post(url(cast.office, "change"), {**FACTS, "phone": "022-222", "version": version})
    assert Office.objects.get(pk=cast.office.pk).phone == "022-222"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Isi"),
        ({"area": "99.99"}, "Tidak ada wilayah dengan kode 99.99."),
        ({"area": "sukamaju"}, "Ada beberapa. Tulis kodenya"),
        ({"area": "zzzzz"}, "Tidak ada wilayah bernama itu"),
        ({"time_zone": "Europe/Paris"}, "Europe/Paris"),
        ({"email": "bukan surel"}, "email"),
        ({"address": "\n".join("abcde")}, "Paling banyak 4 baris; ini 5."),
        ({"version": "banyak"}, "version"),
    ],
)
def test_bad_input_is_said_and_nothing_lost(cast, sign_in, wrong, sentence):
    answer = sign_in("rina").post(url(cast.office, "change"), {**FACTS, "phone": "022-333", "version": 1, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "022-333" in answer.content.decode()
    assert Office.objects.get(pk=cast.office.pk).phone == ""


def test_an_area_is_found_by_a_name_that_only_one_has(cast, sign_in):
    sign_in("rina").post(url(cast.office, "change"), {**FACTS, "area": "kota cimahi", "version": 1})
    assert Office.objects.get(pk=cast.office.pk).area_id == "32.77"


@pytest.mark.parametrize("act", ["change", "letterhead", "letterhead/preview"])
def test_an_office_out_of_reach_is_not_there(cast, sign_in, act):
    assert sign_in("rina").get(url(cast.other_office, act)).status_code == 404


@pytest.mark.parametrize("who", ["yuni", "sari", "cecep"])
def test_other_roles_are_refused(cast, sign_in, who):
    client = sign_in(who)
    addresses = ["/office/", *(url(cast.office, act) for act in ("change", "letterhead", "letterhead/preview"))]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert client.post(url(cast.office, "letterhead"), HEAD).status_code == 403
    assert not Letterhead.objects.filter(office=cast.office).exists()


def test_office_asked_for_by_nonsense(cast, sign_in):
    assert sign_in("rina").get("/office/?office=nonsense").status_code == 404
    assert sign_in("rina").get(f"/office/?office={cast.other_office.pk}").status_code == 404


def test_set_letterhead_with_a_logo(cast, sign_in, recorded):
    done = sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(picture())})
    assert done.status_code == 302
    head = Letterhead.objects.get(office=cast.office)
    assert (head.edition, head.paper, head.lines.splitlines()[1]) == (1, "a4", "Dinas Sosial")
    assert [event.act for event in done_to(recorded)] == ["directory.letterhead_set"]
    with Image.open(io.BytesIO(_logo(cast, head))) as kept:
        assert max(kept.size) == 640


def test_the_next_letterhead_keeps_the_logo_unless_told(cast, sign_in):
    client = sign_in("rina")
    client.post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(picture())})
    client.post(url(cast.office, "letterhead"), {**HEAD, "lines": "Dinas"})
    client.post(url(cast.office, "letterhead"), {**HEAD, "lines": "Dinas", "without_logo": "on"})
    first, second, third = Letterhead.objects.filter(office=cast.office).order_by("edition")
    assert first.logo_file == second.logo_file is not None
    assert third.logo_file is None


def test_a_look_first_keeps_nothing_and_loses_nothing(cast, sign_in):
    client = sign_in("rina")
    look = client.post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(picture()), "preview": "1"})
    assert look.status_code == 200
    assert "data:image/png;base64,iVBOR" in look.content.decode()
    assert not Letterhead.objects.filter(office=cast.office).exists()
    kept = re.search(r'name="logo_kept" value="([^"]+)"', look.content.decode())[1]
    client.post(url(cast.office, "letterhead"), {**HEAD, "logo_kept": kept})
    assert _logo(cast, Letterhead.objects.get(office=cast.office))


def test_a_logo_that_was_not_signed_here_is_left_out(cast, sign_in):
    sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, "logo_kept": "image/png:PHN2Zz4=:forged"})
    assert Letterhead.objects.get(office=cast.office).logo_file is None


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"%PDF-1.7", b"GIF89a" + b"\0" * 99, picture()[:300]])
def test_what_is_no_picture_is_refused(cast, sign_in, content):
    """Whatever its name says."""
    answer = sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(content)})
    assert answer.status_code == 422
    assert "Jl. Contoh 1" in answer.content.decode()
    assert not Letterhead.objects.filter(office=cast.office).exists()


def test_an_empty_file_is_said(cast, sign_in):
    assert sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(b"")}).status_code == 422


def test_too_large_a_picture_is_refused(cast, sign_in):
    client = sign_in("rina")
    heavy = client.post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(picture() + b"\0" * 500_000)})
    content = picture(size=(9000, 9000), optimize=True)
    wide = client.post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(content)})
    assert (heavy.status_code, wide.status_code) == (422, 422)
    assert "lebih besar dari 500 kB" in heavy.content.decode()
    assert "9000 × 9000 titik" in wide.content.decode()


def test_a_picture_leaves_behind_what_it_carried(cast, sign_in):
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "rumah Ibu Siti, -6.914,107.609")
    sent = picture(pnginfo=words)
    assert b"rumah Ibu Siti" in sent
    sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(sent + b"<script>")})
    kept = _logo(cast, Letterhead.objects.get(office=cast.office))
    assert b"rumah Ibu Siti" not in kept
    assert b"<script>" not in kept


def test_a_seen_through_logo_stays_so(cast, sign_in):
    target = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(target, "PNG")
    sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(target.getvalue())})
    with Image.open(io.BytesIO(_logo(cast, Letterhead.objects.get(office=cast.office)))) as kept:
        assert kept.getpixel((1, 1))[3] == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"lines": " \n "}, "Isi dahulu."),
        ({"lines": "a" * 91}, "Paling banyak 90 huruf sebaris."),
        ({"lines": "\n".join("abcdefghi")}, "Paling banyak 8 baris; ini 9."),
        ({"paper": "a3"}, "a3"),
        ({"valid_from": "31-2-2026"}, "Tulis tanggal"),
    ],
)
def test_a_bad_letterhead_is_said(cast, sign_in, wrong, sentence):
    answer = sign_in("rina").post(url(cast.office, "letterhead"), {**HEAD, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_preview_letterhead_is_a_letter(cast, sign_in):
    client = sign_in("rina")
    client.post(url(cast.office, "letterhead"), {**HEAD, "logo": upload(picture("JPEG"), "x.jpg")})
    shown = client.get(url(cast.office, "letterhead/preview"))
    assert shown["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(shown.content)) as page:
        assert page.height / page.width == pytest.approx(297 / 210, abs=0.01)
    import pypdfium2

    letter = client.get(url(cast.office, "letterhead/preview") + "?format=pdf")
    text = pypdfium2.PdfDocument(letter.content)[0].get_textpage().get_text_bounded()
    assert "DINAS SOSIAL" in text
    assert "Jl. Contoh 1" in text


def test_the_letter_is_indonesian_whatever_the_screen(cast, sign_in):
    import pypdfium2

    client = sign_in("rina")
    client.cookies["simpul-language"] = "en"
    with translation.override("en"):
        letter = client.get(url(cast.office, "letterhead/preview") + "?format=pdf")
    assert "hanya contoh" in pypdfium2.PdfDocument(letter.content)[0].get_textpage().get_text_bounded()


def _logo(cast, head):
    from simpul.database.context import acting_as

    with acting_as(cast.rina.pk):
        return content_of(Attachment.objects.get(pk=head.logo_file))
