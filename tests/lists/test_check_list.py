"""The pages: incoming_lists, receive_list, check_list, mend_row, accept_finding, decide_row, drop_row, restore_row,
change_mapping, download_rows, return_rows, undo_list."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.lists.models import IncomingList, ListRow
from simpul.registry.models import Person
from tests.factories import registry as make
from tests.files.making import set_in_type
from tests.lists.working import HEADERS, AtOnce, applied, as_csv, fresh, received, row, rows_of, undone

VILLAGE = "Panyocokan"
NIK = "3204051708740001"
ROWS = [
    ["1", NIK, "BUDI SANTOSO", "L", "17-08-1974", VILLAGE, "1/2", "", ""],
    ["2", "320405520868000", "SITI AMINAH", "P", "12-08-1968", VILLAGE, "1/2", "", ""],
    ["3", "3204051203660003", "DEDI (ALM)", "L", "12-03-1966", VILLAGE, "1/2", "", ""],
    ["4", "3204055208680009", "AMINAH BINTI SOBARI", "P", "12-08-1968", VILLAGE, "", "", ""],
]


@pytest.fixture
def incoming(cast):
    """One row ready, one unreadable, one marked as dead, one that looks like somebody recorded."""
    village = _village()
    make.person(cast.yuni, cast.office, national_number=make.NIK, area_code=village)
    return received(cast.bagus, cast.office, *ROWS)


def _village():
    from simpul.directory.models import Area

    return Area.objects.get(level=4, name=VILLAGE, code__startswith="32.04.").pk


def post(client, incoming, number, act, **told):
    with acting_as(incoming.received_by):
        one = ListRow.objects.get(incoming_list=incoming, place=number)
    version = told.pop("version", one.version)
    return client.post(
        f"/lists/{incoming.pk}/rows/{one.pk}/{act}/", {"version": version, **told}, headers={"HX-Request": "true"}
    )


def test_a_file_is_received_read_and_shown(cast, sign_in):
    client, pk = sign_in("bagus"), new_id()
    sent = SimpleUploadedFile("Usulan.csv", as_csv(*ROWS))
    answer = client.post("/lists/receive/", {"id": pk, "file": sent, "village": ""})
    assert answer.status_code == 302
    assert answer.url == f"/lists/{pk}/"
    assert b"Memeriksa daftar" in client.get(answer.url).content
    with acting_as(cast.bagus.pk):
        from simpul.lists.services import stage

        stage(pk=str(pk), progress=AtOnce(cast.bagus))
    page = client.get(answer.url).content.decode()
    assert "4 baris" in page
    assert "Usulan.csv" in client.get("/lists/").content.decode()
    again = client.post("/lists/receive/", {"id": pk, "file": SimpleUploadedFile("x.csv", b"x"), "village": ""})
    assert again.url == f"/lists/{pk}/"


def test_a_printed_list_without_lines_is_a_list(cast):
    cells = ",".join(f"[{text}]" for one in (HEADERS, *ROWS) for text in one)
    content = set_in_type(f"DAFTAR USULAN DESA PANYOCOKAN\n\n#table(columns: 9, stroke: none, {cells})")
    incoming = received(cast.bagus, cast.office, content=content, name="Usulan.pdf")
    assert (incoming.sheets[0][1], incoming.counts) == (6, {"look": 1, "ready": 2, "unreadable": 1})
    assert [row(incoming, place, cast.bagus)[1].person.name for place in (3, 6)] == [
        "BUDI SANTOSO",
        "AMINAH BINTI SOBARI",
    ]


def test_nothing_or_an_empty_file_is_said_at_once(sign_in):
    client = sign_in("bagus")
    assert client.get("/lists/receive/").status_code == 200
    assert client.post("/lists/receive/", {"id": new_id()}).status_code == 422
    empty = SimpleUploadedFile("x.xlsx", b"")
    assert "kosong" in client.post("/lists/receive/", {"id": new_id(), "file": empty}).content.decode()


def test_what_is_no_list_says_why(cast, sign_in):
    incoming = received(cast.bagus, cast.office, content=b"\x89PNG\r\n\x1a\nnothing")
    page = sign_in("bagus").get(f"/lists/{incoming.pk}/").content.decode()
    assert incoming.state == "refused"
    assert "notice late" in page


def test_every_tab_shows_its_rows_and_what_to_do(incoming, sign_in):
    client, url = sign_in("bagus"), f"/lists/{incoming.pk}/"
    assert incoming.counts == {"ready": 1, "unreadable": 1, "look": 2}
    assert "BUDI SANTOSO" in client.get(url + "?tab=ready").content.decode()
    unreadable = client.get(url + "?tab=unreadable").content.decode()
    assert "NIK 15 angka, kurang 1." in unreadable
    assert 'value="320405520868000"' in unreadable
    look = client.get(url).content.decode()
    assert "Di data kita" in look
    assert "Ditulis meninggal" in look
    assert "nama sama" in look.casefold()
    assert look.count("<mark>") == 2, "the digit that differs is marked in both numbers"
    narrowed = client.get(url + "?tab=look&code=name_says_dead").content.decode()
    assert "DEDI" in narrowed
    assert "AMINAH" not in narrowed


def test_a_cell_written_anew_makes_the_row_ready(incoming, cast, sign_in):
    client = sign_in("bagus")
    answer = post(client, incoming, 3, "mend", national_number="3204055208680001", tab="unreadable")
    assert answer.status_code == 200
    assert rows_of(incoming, cast.bagus)[3][0] == "look", "the number is that of somebody with another name"
    post(client, incoming, 3, "mend", national_number="belum punya")
    outcome, act, _ = rows_of(incoming, cast.bagus)[3]
    _, content = row(incoming, 3, cast.bagus)
    assert (outcome, act, content.person.number_state) == ("ready", "new", "none_yet")
    assert content.cells[1] == "320405520868000", "what the file said stays"


def test_without_script_the_page_comes_back(incoming, cast, sign_in):
    one, _ = row(incoming, 3, cast.bagus)
    answer = sign_in("bagus").post(
        f"/lists/{incoming.pk}/rows/{one.pk}/mend/",
        {"version": one.version, "national_number": "belum punya", "tab": "unreadable"},
    )
    assert answer.status_code == 302
    assert answer.url == f"/lists/{incoming.pk}/?tab=unreadable#row-{one.pk}"


def test_a_doubt_is_laid_to_rest(incoming, cast, sign_in):
    post(sign_in("bagus"), incoming, 4, "accept", field="name", code="name_says_dead")
    assert rows_of(incoming, cast.bagus)[4][:2] == ("ready", "new")


def test_a_row_seen_in_an_older_version_is_shown_as_it_is(incoming, cast, sign_in):
    client = sign_in("bagus")
    post(client, incoming, 4, "accept", field="name", code="name_says_dead")
    answer = post(client, incoming, 4, "mend", version=1, name="LAIN")
    assert "diubah orang lain" in answer.content.decode()
    assert row(incoming, 4, cast.bagus)[1].person.name == "DEDI"


@pytest.mark.parametrize(
    ("decision", "outcome", "act"),
    [("same", "ready", "same"), ("different", "ready", "new"), ("family", "ready", "new"), ("unsure", "look", "")],
)
def test_who_is_who(incoming, cast, sign_in, decision, outcome, act):
    post(sign_in("bagus"), incoming, 5, "decide", decision=decision, shape="card")
    assert rows_of(incoming, cast.bagus)[5][:2] == (outcome, act)


def test_a_value_taken_from_the_list_is_written(incoming, cast, sign_in):
    post(sign_in("bagus"), incoming, 5, "decide", decision="same", take=["national_number"])
    applied(incoming, cast.bagus)
    with acting_as(cast.bagus.pk):
        assert Person.objects.get(name="Aminah binti Sobari").national_number == "3204055208680009"
    undone(incoming, cast.bagus)
    with acting_as(cast.bagus.pk):
        assert Person.objects.get(name="Aminah binti Sobari").national_number == make.NIK


def test_a_row_is_left_out_and_taken_back_in(incoming, cast, sign_in):
    client = sign_in("bagus")
    assert "Tidak dipakai" in post(client, incoming, 3, "drop", tab="unreadable").content.decode()
    assert rows_of(incoming, cast.bagus)[3][0] == "dropped"
    post(client, incoming, 3, "restore")
    assert rows_of(incoming, cast.bagus)[3][0] == "unreadable"


def test_columns_chosen_anew_are_remembered(cast, sign_in):
    odd = received(cast.bagus, cast.office, ["x", NIK, "BUDI"], headers=["No", "Kode A", "Kode B"])
    client, url = sign_in("bagus"), f"/lists/{odd.pk}/change-mapping/"
    assert odd.columns["national_number"] == 1
    page = client.get(url)
    assert page.status_code == 200
    assert "BUDI" in page.content.decode()
    chosen = {
        "version": odd.version,
        "column_0": "note",
        "column_1": "national_number",
        "column_2": "name",
        "sheet": 0,
        "village": "",
    }
    doubled = client.post(url, {**chosen, "column_0": "name"})
    assert doubled.status_code == 422
    assert client.post(url, chosen).status_code == 302
    again = received(cast.bagus, cast.office, ["y", "3204051708740002", "ANI"], headers=["NO", "KODE A", "KODE B"])
    assert again.columns == {"note": 0, "national_number": 1, "name": 2}
    assert set(again.because.values()) == {"remembered"}


def test_columns_that_nobody_can_tell_are_asked_for(cast, sign_in):
    odd = received(cast.bagus, cast.office, ["5", "6"], headers=["a", "b"])
    assert odd.refusal["code"] == "columns_unknown"
    assert "Pilih kolom" in sign_in("bagus").get(f"/lists/{odd.pk}/").content.decode()


def test_bad_rows_go_out_and_come_back_mended(incoming, cast, sign_in):
    client = sign_in("bagus")
    answer = client.get(f"/lists/{incoming.pk}/download-rows/")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0] == [*HEADERS, "Yang perlu diperbaiki", "ID BARIS SIMPUL"]
    assert len(sheet) == 4
    mended = [list(line) for line in sheet]
    mended[1][1] = "3204055208680123"
    mended[2][2] = "DEDI"
    text = as_csv(*mended[1:], headers=mended[0])
    back = client.post(
        f"/lists/{incoming.pk}/return-rows/", {"file": SimpleUploadedFile("perbaikan.csv", text)}, follow=True
    )
    assert "2 baris diperbaiki." in back.content.decode()
    assert {place: told[0] for place, told in rows_of(incoming, cast.bagus).items()} == {
        2: "ready",
        3: "ready",
        4: "ready",
        5: "look",
    }
    other = SimpleUploadedFile("lain.csv", as_csv(*ROWS))
    assert (
        "ID BARIS SIMPUL"
        in client.post(f"/lists/{incoming.pk}/return-rows/", {"file": other}, follow=True).content.decode()
    )


def test_no_formula_leaves_the_house(cast, sign_in):
    evil = received(cast.bagus, cast.office, ["1", "12", "=HYPERLINK(1)", "L", "", "", "", "", ""])
    sheet = sign_in("bagus").get(f"/lists/{evil.pk}/download-rows/").content
    cells = [
        str(cell)
        for line in CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
        for cell in line
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "'=HYPERLINK(1)" in cells


def test_the_same_list_again_changes_nothing(incoming, cast, sign_in):
    applied(incoming, cast.bagus)
    again = received(cast.bagus, cast.office, *reversed(ROWS), name="lagi.csv")
    assert again.state == "same"
    assert again.same_as_id == incoming.pk
    assert "sudah diterapkan" in sign_in("bagus").get(f"/lists/{again.pk}/").content.decode()


def test_what_undoing_would_do_is_said_first(incoming, cast, sign_in):
    client = sign_in("bagus")
    assert client.post(f"/lists/{incoming.pk}/apply/").status_code == 302
    assert fresh(incoming, cast.bagus).state == "applying"
    with acting_as(cast.bagus.pk):
        from simpul.lists.services import apply

        apply(pk=str(incoming.pk), progress=AtOnce(cast.bagus))
    assert "1 orang" in client.get(f"/lists/{incoming.pk}/undo/").content.decode()
    assert "Buka datanya" in client.get(f"/lists/{incoming.pk}/?tab=applied").content.decode()
    assert client.post(f"/lists/{incoming.pk}/undo/").status_code == 302
    assert fresh(incoming, cast.bagus).state == "undoing"


def test_a_village_sees_its_own_lists_and_nobody_else_s(incoming, cast, sign_in):
    client = sign_in("cecep")
    assert client.get(f"/lists/{incoming.pk}/").status_code == 404
    own = received(cast.cecep, cast.office, ["1", NIK, "BUDI", "L", "", "", "", "", ""])
    page = client.get(f"/lists/{own.pk}/").content.decode()
    assert own.counts == {"ready": 1}
    assert "Terapkan" not in page
    assert client.post(f"/lists/{own.pk}/apply/").status_code in (403, 404)
    with acting_as(cast.bagus.pk):
        assert IncomingList.objects.count() == 2
    with acting_as(cast.cecep.pk):
        assert IncomingList.objects.count() == 1
        assert ListRow.objects.count() == 1
    with acting_as(cast.wati.pk):
        assert not IncomingList.objects.exists()
