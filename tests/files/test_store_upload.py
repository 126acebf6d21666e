"""What people send is kept by what it is: too large, of another kind or found by the scanner is refused in words."""

import io

import pytest
from django.http import StreamingHttpResponse
from PIL import Image

from simpul.database.context import acting_as
from simpul.files.queries import content_of, pieces_of
from simpul.files.rules.uploads import DOCUMENT, LIST, PDF, PICTURE, refusal_of_upload, sort_of_upload
from simpul.files.services import FileRefused, store_upload
from simpul.ui.downloads import file_response
from simpul.ui.sentences import sentence
from tests.files.making import biff, drawn_table, ods, ole, packed, xlsx

ALL = (PICTURE, PDF, LIST, DOCUMENT)
PLACE = b"GPS: Kp. Cibeureum"


def photo(width=3000, height=2000, sort="JPEG"):
    """A photo that knows where and with what it was taken."""
    picture = Image.effect_mandelbrot((width, height), (-2, -1, 1, 1), 10).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x0112], exif[0x010E] = "Camera", 6, PLACE.decode()  # maker, turned by 90°, description
    target = io.BytesIO()
    picture.save(target, sort, exif=exif)
    return target.getvalue()


def store(cast, content, accept=ALL):
    with acting_as(cast.yuni.pk):
        return store_upload(content=content, accept=accept, office=cast.office, by=cast.yuni)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(20), (PICTURE, "image/jpeg")),
        (drawn_table(("a", "b")), (PDF, "application/pdf")),
        (xlsx(), (LIST, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        (ods(""), (LIST, "application/vnd.oasis.opendocument.spreadsheet")),
        (biff(("a",)), (LIST, "application/vnd.ms-excel")),
        (ole("WordDocument"), (DOCUMENT, "application/msword")),
        (
            packed({"word/document.xml": "x"})[:],
            (DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ),
        (b"NIK,NAMA\n", (LIST, "text/csv")),
        ("NIK,NAMA\n".encode("utf-16"), (LIST, "text/csv")),
        (b"<html><table><tr><td>x</table>", (LIST, "application/vnd.ms-excel")),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', ("", "")),
        (packed({"evil.exe": "x"}), ("", "")),
        (b"MZ\x90\x00\x03", ("", "")),
        (b"\x00\x01\x02\x03", ("", "")),
        (b"  \n", ("", "")),
    ],
)
def test_content_says_what_it_is(content, kept):
    assert sort_of_upload(content) == kept


def test_limits_are_exact():
    assert refusal_of_upload(b"a,b\n" * 25, accept=ALL, limit=100) is None
    assert refusal_of_upload(b"a,b\n" * 25 + b"x", accept=ALL, limit=100).code == "upload_too_large"
    assert refusal_of_upload(b"", accept=ALL, limit=100).code == "upload_empty"
    assert refusal_of_upload(b"a,b\n", accept=(PDF,), limit=100).code == "upload_wrong_type"


def test_photo_loses_its_place_and_stays_readable(cast):
    sent = photo()
    assert PLACE in sent
    attachment = store(cast, sent, (PICTURE,))
    kept = content_of(attachment)
    assert PLACE not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (1600, 2400)  # turned upright
        assert not picture.getexif()
    assert attachment.media_type == "image/jpeg"
    assert attachment.size == len(kept)


@pytest.mark.parametrize("side", [5_001, 20_000])
def test_picture_of_too_many_pixels_is_refused(cast, side):
    target = io.BytesIO()
    Image.new("1", (side, side)).save(target, "PNG")
    with pytest.raises(FileRefused) as refused:
        store(cast, target.getvalue())
    assert refused.value.refusal.code == ("picture_too_many_pixels" if side < 10_000 else "not_a_picture")


def test_list_is_kept_as_it_was(cast):
    sent = xlsx()
    attachment = store(cast, sent, (LIST,))
    assert content_of(attachment) == sent
    assert attachment.office == cast.office


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["sh", "-c", 'grep -q EICAR "$0" && exit 1 || exit 0'], "upload_infected"),
        (["sh", "-c", "exit 2"], "upload_not_scanned"),
        (["/no/such/scanner"], "upload_not_scanned"),
    ],
)
def test_scanner_is_asked_and_its_failure_is_no_yes(cast, settings, command, code):
    settings.UPLOAD_SCANNER = command
    with pytest.raises(FileRefused) as refused:
        store(cast, b"NIK,NAMA\n1,EICAR\n")
    assert refused.value.refusal.code == code
    assert "maka" in sentence(refused.value.refusal)
    if code == "upload_infected":
        assert content_of(store(cast, b"NIK,NAMA\n1,SITI\n")) == b"NIK,NAMA\n1,SITI\n"


def test_given_out_to_be_saved_and_never_run(cast):
    attachment = store(cast, b"NIK,NAMA\n1,SITI\n")
    answer = file_response(
        pieces_of(attachment), size=attachment.size, media_type=attachment.media_type, name="Daftar Désa ‮/../a.csv"
    )
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.getvalue() == b"NIK,NAMA\n1,SITI\n"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Daftar%20D%C3%A9sa%20__.._a.csv"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Length"] == str(attachment.size)


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/pdf", "text/csv"])
def test_only_pictures_drawn_here_are_shown(media_type):
    with pytest.raises(ValueError, match=r"only saved"):
        file_response([b""], size=0, media_type=media_type, name="x", is_shown=True)
    assert file_response([b"x"], size=1, media_type="image/png", name="", is_shown=True)["Content-Disposition"] == (
        'inline; filename="berkas"'
    )
