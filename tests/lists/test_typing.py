"""The pages start_typing, type_rows and view_picture: a list on paper or photographed, typed beside its picture."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.database.home import home
from simpul.files.queries import content_of
from simpul.files.services import FileRefused
from simpul.kit.ids import new_id
from simpul.kit.refusals import StaleRefused
from simpul.lists.models import IncomingList
from simpul.lists.rules import typed
from simpul.lists.rules.fields import Field
from simpul.lists.rules.headers import find_headers
from simpul.lists.services import ListRefused, change_mapping, finish_typing, save_typing, stage, start_typing
from tests.lists.working import AtOnce, fresh, received, row, rows_of

PEOPLE = [
    ("IBU SITI", "", "", "", "P", "", "Kp. Cikadu", "", "", "Panyocokan"),
    ("BUDI SANTOSO", "3204051708740001", "", "17-08-1974", "L", "", "Kp. Cikadu 3", "1", "2", "Panyocokan"),
    ("KARTO", "320405170874", "", "", "L", "", "", "", "", "Panyocokan"),
]


def photo():
    """A picture as a telephone takes it: with a place and a time in it."""
    target = io.BytesIO()
    told = Image.Exif()
    told[0x9C9B], told[0x0132] = "Kampung Cikadu".encode("utf-16-le"), "2026:11:24 08:00:00"
    Image.new("RGB", (600, 800), "white").save(target, "JPEG", exif=told)
    return target.getvalue()


def scanned(*, pages=1, side=(600, 800)):
    """A PDF file as a scanner makes it: a picture a page, and no text."""
    target = io.BytesIO()
    sheets = [Image.new("RGB", side, (255 - 20 * page, 255, 255)) for page in range(pages)]
    sheets[0].save(target, "PDF", save_all=True, append_images=sheets[1:])
    return target.getvalue()


def started(by, office, *, pages=(), village=None):
    with acting_as(by.pk):
        return start_typing(id=new_id(), name="RW 03", pages=pages, office=office, village=village, by=by)


def sent(rows, version, act="save"):
    """What the form of the grid sends."""
    cells = {field.value: [one[at] for one in rows] for at, field in enumerate(typed.COLUMNS)}
    return {"version": version, "act": act, **cells}


def texts(incoming, number, by):
    """What a row of a list says, by field."""
    columns = {Field(name): place for name, place in incoming.columns.items()}
    return {field: text for field, text in row(incoming, number, by)[1].texts(columns).items() if text}


def test_rows_are_tidied_and_empty_ones_left_out():
    cells = {Field.NAME: [" BUDI\tSANTOSO\n", "", "SITI"], Field.RT: ["1"]}
    assert [one[0] for one in typed.typed_rows(cells)] == ["BUDI SANTOSO", "SITI"]
    assert [typed.rows_to_show(count) for count in (0, 9, 10, 299, 300, 301)] == [10, 10, 20, 300, 300, 301]
    assert typed.rows_to_show(3, asked=900) == 300
    assert typed.put_together([("A",), ("B",)], [("B",), ("C",)]) == [("A",), ("B",), ("C",)]


def test_the_first_person_is_no_second_line_of_headers():
    lines = [line.split("\t") for line in typed.as_pasted(PEOPLE, has_village=True).splitlines()]
    assert lines[0] == ["No", *typed.HEADERS[:-1]]
    lines[1] = ["001", "IBU SITI", "", "", "", "", "", "Kp. Cikadu", "", ""]
    assert find_headers(lines).last == 0
    without_numbers = [line[1:] for line in lines]
    assert find_headers(without_numbers).last == 1, "the number before each row is what keeps them apart"


def test_a_photographed_list_is_typed_and_checked(cast, sign_in):
    client, pk = sign_in("bagus"), new_id()
    form = {"id": pk, "name": "Usulan RW 03", "village": ""}
    answer = client.post("/lists/type/", {**form, "pages": SimpleUploadedFile("IMG_1.jpg", photo())})
    assert answer.status_code == 302
    assert answer.url == f"/lists/{pk}/type/"
    assert client.post("/lists/type/", {**form, "name": "Lain"}).url == answer.url, "twice is once"
    page = client.get(answer.url).content.decode()
    assert page.count('name="national_number"') == 10
    picture = client.get(f"/lists/{pk}/picture/")
    assert picture["Content-Type"] == "image/jpeg"
    assert "no-store" in picture["Cache-Control"]
    assert not Image.open(io.BytesIO(picture.content)).getexif()
    more = client.post(answer.url, sent(PEOPLE, 1, "more") | {"name": [*(one[0] for one in PEOPLE), *[""] * 7]})
    assert more.url == f"{answer.url}?rows=20"
    page = client.get(more.url).content.decode()
    assert page.count('name="national_number"') == 20
    assert "BUDI SANTOSO" in page
    assert client.get(f"/lists/{pk}/").url == client.get(f"/lists/{pk}/change-mapping/").url == answer.url
    assert answer.url in client.get("/lists/").content.decode()
    assert client.post(answer.url, sent(PEOPLE, 2, "finish")).url == f"/lists/{pk}/"
    assert client.get(answer.url).url == f"/lists/{pk}/"
    with acting_as(cast.bagus.pk):
        stage(pk=str(pk), progress=AtOnce(cast.bagus))
    with acting_as(cast.sari.pk):
        told = set(AuditEvent.objects.filter(subject=pk).values_list("act", flat=True))
    assert {"lists.typing_started", "lists.picture_viewed", "lists.rows_typed", "lists.typing_finished"} <= told
    assert f"/lists/{pk}/picture/" in client.get(f"/lists/{pk}/").content.decode()


def test_finishing_gives_the_rows_that_pasting_gives(cast):
    incoming = started(cast.bagus, cast.office)
    with acting_as(cast.bagus.pk):
        finish_typing(incoming=incoming, version=1, rows=PEOPLE, by=cast.bagus)
        stage(pk=str(incoming.pk), progress=AtOnce(cast.bagus))
    incoming = fresh(incoming, cast.bagus)
    lines = [
        "\t".join(one) for one in (("No", *typed.HEADERS), *((str(n), *one) for n, one in enumerate(PEOPLE[1:], 1)))
    ]
    pasted = received(cast.bagus, cast.office, content="\n".join(lines).encode(), is_pasted=True)
    typed_rows, pasted_rows = rows_of(incoming, cast.bagus), rows_of(pasted, cast.bagus)
    assert list(typed_rows) == [1, 2, 3], "numbered as in the grid"
    assert [typed_rows[2], typed_rows[3]] == [pasted_rows[2], pasted_rows[3]]
    for number in (2, 3):
        assert texts(incoming, number, cast.bagus) == texts(pasted, number, cast.bagus)


def test_what_was_typed_is_sealed_at_rest(cast):
    incoming = started(cast.bagus, cast.office)
    with acting_as(cast.bagus.pk):
        save_typing(incoming=incoming, version=1, rows=PEOPLE, by=cast.bagus)
        kept = IncomingList.objects.filter(pk=incoming.pk).values().get()
        assert b"BUDI" not in repr(kept).encode() + bytes(kept["sample"])
        assert kept["attachment_id"] is None
        finish_typing(incoming=incoming, version=2, rows=PEOPLE, by=cast.bagus)
        attachment = fresh(incoming, cast.bagus).attachment
        assert b"BUDI" in content_of(attachment)
    on_disk = (home() / "files" / attachment.sha256[:2] / attachment.sha256).read_bytes()
    assert b"BUDI" not in on_disk


def test_two_typists_keep_what_both_typed(cast, sign_in):
    incoming = started(cast.bagus, cast.office)
    client, url = sign_in("bagus"), f"/lists/{incoming.pk}/type/"
    with acting_as(cast.bagus.pk):
        save_typing(incoming=incoming, version=1, rows=PEOPLE[:1], by=cast.bagus)
        with pytest.raises(StaleRefused):
            save_typing(incoming=incoming, version=1, rows=PEOPLE[1:], by=cast.bagus)
    answer = client.post(url, sent(PEOPLE[1:2], 1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.index("IBU SITI") < page.index("BUDI SANTOSO"), "both are on the page"
    assert "BUDI SANTOSO" not in client.get(url).content.decode(), "and only one is kept"
    assert client.post(url, sent(PEOPLE[:2], 2)).status_code == 302
    assert "BUDI SANTOSO" in client.get(url).content.decode()


def test_what_is_refused_says_why_and_loses_nothing(cast, sign_in):
    incoming = started(cast.bagus, cast.office)
    client, url = sign_in("bagus"), f"/lists/{incoming.pk}/type/"
    answer = client.post(url, sent([("",) * 10], 1, "finish"))
    assert answer.status_code == 422
    assert "Belum ada yang diketik" in answer.content.decode()
    answer = client.post(url, sent([("SARI", *[""] * 9)] * 301, 1))
    assert "Paling banyak 300 baris" in answer.content.decode()
    assert answer.content.count(b'value="SARI"') == 301
    assert client.post(url, {"version": 1, "act": "burn", "name": ["SARI"]}).content.count(b'value="SARI"') == 1
    for content, said in (
        (b"GIF89a nothing", "Jenis berkas ini tidak diterima"),
        (b"%PDF-1.7 nothing", "rusak"),
        (b"\x89PNG\r\n\x1a\nnothing", "bukan gambar"),
        (scanned(pages=13), "lebih dari 12 halaman"),
    ):
        form = {"id": new_id(), "name": "X", "village": "", "pages": SimpleUploadedFile("x", content)}
        answer = client.post("/lists/type/", form)
        assert answer.status_code == 422
        assert said in answer.content.decode(), content[:20]
    with acting_as(cast.bagus.pk), pytest.raises(ListRefused):
        change_mapping(incoming=incoming, version=1, columns={}, sheet=0, village=None, by=cast.bagus)
    with acting_as(cast.bagus.pk):
        finish_typing(incoming=incoming, version=1, rows=PEOPLE, by=cast.bagus)
        with pytest.raises(ListRefused):
            save_typing(incoming=incoming, version=2, rows=PEOPLE, by=cast.bagus)


def test_the_pages_of_a_scan_stand_one_below_the_other(cast, sign_in):
    client, form = sign_in("bagus"), {"id": new_id(), "name": "Usulan RW 03", "village": ""}
    pages = [SimpleUploadedFile("b.pdf", scanned(pages=3)), SimpleUploadedFile("a.jpg", photo())]
    assert client.post("/lists/type/", form | {"pages": pages}).status_code == 302
    whole = Image.open(io.BytesIO(client.get(f"/lists/{form['id']}/picture/").content))
    assert whole.size == (1500, 8000)
    reds = [whole.getpixel((750, height))[0] for height in (1000, 3000, 5000, 7000)]
    assert reds == sorted(reds, reverse=True), "the photo comes first by its name, then the pages in their order"
    assert reds[0] == 255
    assert reds[1] - reds[3] == pytest.approx(40, abs=3)


def test_twelve_pages_however_they_are_sent(cast):
    assert started(cast.bagus, cast.office, pages=[scanned(pages=11), photo()]).picture.media_type == "image/jpeg"
    with pytest.raises(FileRefused):
        started(cast.bagus, cast.office, pages=[scanned(pages=12), photo()])


def test_whoever_does_not_see_the_list_sees_neither_rows_nor_picture(cast, sign_in):
    incoming = started(cast.bagus, cast.office, pages=[photo()])
    without = started(cast.bagus, cast.office)
    assert sign_in("bagus").get(f"/lists/{without.pk}/picture/").status_code == 404
    for username, status in (("cecep", 404), ("asep", 404), ("wati", 403)):
        client = sign_in(username)
        for page in ("type", "picture"):
            assert client.get(f"/lists/{incoming.pk}/{page}/").status_code == status, (username, page)


def test_who_supervises_the_village_goes_on_with_what_its_operator_began(cast, sign_in):
    incoming = started(cast.cecep, cast.office, pages=[photo()])
    client = sign_in("asep")
    assert client.get(f"/lists/{incoming.pk}/picture/").status_code == 200
    assert client.post(f"/lists/{incoming.pk}/type/", sent(PEOPLE, 1)).status_code == 302
    assert "BUDI SANTOSO" in sign_in("cecep").get(f"/lists/{incoming.pk}/type/").content.decode()
