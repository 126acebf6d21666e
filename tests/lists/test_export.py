"""A list goes back in the shape in which it came, with what became of its rows and whom of them the reader knows."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from simpul.database.context import acting_as
from simpul.documents.rules import exports as documents
from simpul.kit.ids import new_id
from simpul.lists import queries, services
from simpul.lists.forms.pages import page_of
from simpul.lists.forms.results import headings_of, sheet_of_list
from simpul.lists.rules.fields import Field
from simpul.registry.models import Membership
from simpul.registry.queries import aid_of_families
from simpul.registry.rules.facts import Told
from simpul.registry.services import record_facts
from tests.documents.test_export import made, opened, rows_in
from tests.factories import registry as make
from tests.lists.working import applied, received, row, undone

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NIK, OTHER, THIRD = "3204055208680001", "3204051708740001", "3204056509020003"
HEADERS = ["No", "N.I.K.", "Nama Lengkap", "Tgl Lahir", "=Kolom Desa", "Ket"]
VERIFY = {"purpose": "verification", "file_format": "xlsx"}
HEADERS_OF = {
    "peserta-opensid-pangalengan.xlsx": ["Peserta", "No. Peserta", "NIK", "Nama", "Tempat lahir", "Tanggal lahir", "Alamat"],
    "usulan-lebakmuncang.xlsx": [
        "NO", "NAMA LENGKAP", "NIK", "NO. KK", "L/P", "TEMPAT, TANGGAL LAHIR TEMPAT",
        "TGL LAHIR", "ALAMAT KAMPUNG/JALAN", "RT", "RW", "KET.",
    ],
}  # fmt: skip


@pytest.fixture
def known(cast):
    return make.person(
        cast.yuni,
        cast.office,
        "Aminah Sobari",
        national_number=NIK,
        sex="P",
        address_is_protected=True,
        area_code="32.04.05.2001",
    )


def told(incoming, viewer, **how):
    """The rows as the file has them, by their headings."""
    with acting_as(viewer.pk):
        sheet = sheet_of_list(viewer, {"list": str(incoming.pk)}, how.get("whole", False), "verification")
        return [
            dict(zip([column.heading for column in sheet.columns], cells, strict=True)) | {"all": list(cells)}
            for cells in sheet.rows
        ]


def times(cast, act, subject):
    """How often an auditor reads of it."""
    with acting_as(cast.sari.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE act = %s AND subject = %s", [act, subject])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", HEADERS_OF)
def test_the_list_keeps_its_columns_and_its_rows(cast, name):
    incoming = received(cast.bagus, cast.office, content=(EXAMPLES / name).read_bytes(), name=name)
    rows = told(incoming, cast.rina)
    width = len(HEADERS_OF[name])
    with acting_as(cast.rina.pk):
        assert headings_of(incoming) == HEADERS_OF[name]
        came = [one.content.cells for part in queries.result_parts(incoming, cast.rina) for one in part]
    assert len(rows) == sum(incoming.counts.values()) == len(came) > 100
    assert [[str(cell) for cell in one["all"][:width]] for one in rows] == [
        [*cells[:width], *[""] * (width - len(cells))] for cells in came
    ]


def test_what_became_of_each_row_is_said_in_words(cast, known):
    rows = [
        ["1", NIK, "AMINAH SOBARI", "12-08-1968", "Lebakmuncang", ""],
        ["2", OTHER, "Karto", "17-08-1974", "Lebakmuncang", "=HYPERLINK(\"http://x\")"],
        ["3", "320405170874", "Ujang", "17-08-1974", "Lebakmuncang", ""],
        ["4", OTHER, "Karto", "17-08-1974", "Lebakmuncang", ""],
    ]  # fmt: skip
    incoming = received(cast.bagus, cast.office, *rows, headers=HEADERS)
    told_then = told(incoming, cast.rina)
    assert [one["Hasil"].split(" – ")[0] for one in told_then] == ["siap", "siap", "tidak bisa dibaca", "terulang"]
    assert [one["Dikenal"] for one in told_then] == ["ya", "tidak", "", "tidak"]
    assert "kurang 4" in told_then[2]["Catatan"]
    applied(incoming, cast.bagus)
    told_now = told(incoming, cast.rina)
    assert told_now[3]["Catatan"] == f"Sama dengan baris {told_now[1]['Baris']}; tidak dicatat dua kali."
    assert told_now[1]["Hasil"] == "diterapkan – warga baru"
    assert [one["Dikenal"] for one in told_now] == ["ya", "ya", "", "ya"], "and whoever a repeated row repeats"
    undone(incoming, cast.bagus)
    told_after = told(incoming, cast.rina)
    assert (told_after[1]["Hasil"], told_after[1]["Dikenal"]) == ("dibatalkan", "tidak")


def test_a_hidden_place_is_not_told_and_numbers_only_on_purpose(cast, known):
    row_of_known = ["1", NIK, "AMINAH SOBARI", "", "", ""]
    incoming = received(cast.bagus, cast.office, row_of_known, headers=HEADERS, is_compared_only=True)
    [one] = told(incoming, cast.rina)
    office = cast.office.address or cast.office.name
    assert (one["Dikenal"], one["Desa tercatat"], one["Hasil"]) == ("ya", office, "sudah tercatat sama")
    assert one["NIK tercatat"] != NIK
    assert one["NIK tercatat"].endswith(NIK[-4:])
    assert one["N.I.K."] == NIK, "the office has the list"
    assert told(incoming, cast.rina, whole=True)[0]["NIK tercatat"] == NIK
    assert times(cast, "registry.number_revealed", known.pk) == 1
    with acting_as(cast.bagus.pk):
        assert queries.known_counts(incoming) == {"known": 1, "maybe": 0, "unknown": 0, "open": 0}


def test_who_is_closed_to_the_reader_is_not_known(cast, known):
    from simpul.accounts.services import give_grant

    line = ["1", NIK, "KARTO WIBOWO", "", "", ""]
    incoming = received(cast.bagus, cast.office, line, headers=HEADERS)
    assert "Aminah" in told(incoming, cast.rina)[0]["Catatan"]
    with acting_as(cast.rina.pk):
        give_grant(
            user=cast.rina, kind="person", subject=known.pk, effect="deny", relation="conflict", until=None, by=None
        )
    [one] = told(incoming, cast.rina)
    assert (one["Dikenal"], one["Desa tercatat"], one["Keluarga"], one["Hasil"]) == ("tidak", "", "", "perlu dilihat")
    assert "Aminah" not in one["Catatan"]


def test_what_stands_behind_a_list_is_not_read_as_its_own(cast, known):
    lines = [["1", "3204055208680001", "", "", "", ""]]
    incoming = received(cast.bagus, cast.office, *lines, headers=["No", "N.I.K.", "", "", "", ""])
    [one] = told(incoming, cast.rina)
    headers = [heading for heading in one if heading != "all"]
    again = received(cast.bagus, cast.office, [str(one[name]) for name in headers], headers=headers, name="Kembali.csv")
    assert set(again.columns) == {"national_number", "note"}


def test_a_mended_cell_stands_mended(cast):
    incoming = received(cast.bagus, cast.office, ["1", "320405170874", "Karto", "", "", ""], headers=HEADERS)
    found, _ = row(incoming, 2, cast.bagus)
    with acting_as(cast.bagus.pk):
        texts = {Field.NATIONAL_NUMBER: OTHER, Field.VILLAGE: "32.04.05.2001"}
        services.mend_row(incoming=incoming, row=found, version=found.version, texts=texts, by=cast.bagus)
    [one] = told(incoming, cast.rina)
    assert one["N.I.K."] == OTHER
    assert one["=Kolom Desa"] not in ("", "32.04.05.2001"), "a village is called by its name"


def test_export_list_from_the_page_to_the_file(cast, known, sign_in):
    hostile = ["1", NIK, "AMINAH SOBARI", "", "", "=1+1"]
    incoming = received(cast.bagus, cast.office, hostile, headers=HEADERS)
    rina, address = sign_in("rina"), f"/lists/{incoming.pk}/export/"
    assert f'href="{address}"' in rina.get(f"/lists/{incoming.pk}/").content.decode()
    assert "1 baris" in rina.get(address).content.decode()
    export = made(cast, rina, address)
    rows = rows_in(opened(rina, export))
    head = next(place for place, cells in enumerate(rows) if cells[0] == "No")
    assert rows[head][:6] == ["No", "N.I.K.", "Nama Lengkap", "Tgl Lahir", "'=Kolom Desa", "Ket"]
    assert rows[head + 1][:6] == ["1", NIK, "AMINAH SOBARI", "", "", "'=1+1"]
    assert documents.numbers_in(str(rows[head + 1][7])) == [export.number]
    assert export.kind == "lists.result"
    assert times(cast, "lists.list_exported", incoming.pk) == 1


def test_a_list_beyond_reach_is_not_there(cast, sign_in, settings):
    incoming = received(cast.bagus, cast.office, ["1", NIK, "AMINAH SOBARI", "", "", ""], headers=HEADERS)
    address = f"/lists/{incoming.pk}/export/"
    assert sign_in("asep").get(address).status_code == 404, "the whole office's, and he has a subdistrict"
    assert sign_in("bagus").get(address).status_code == 403
    assert "Unduh hasilnya" not in sign_in("bagus").get(f"/lists/{incoming.pk}/").content.decode()
    settings.EXPORT_ROWS = 0
    answer = sign_in("rina").post(address, VERIFY, follow=True).content.decode()
    assert "sekali unduh paling banyak 0" in answer


def test_what_the_families_of_those_known_receive_stands_beside_them(cast):
    mother = make.person(cast.yuni, cast.office, "Aminah Sobari", family=True, national_number=NIK)
    with acting_as(cast.rina.pk):
        family = Membership.objects.get(person=mother).family
        for code, receives, day in (
            ("receives_pkh", True, 1),
            ("receives_lpg_subsidy", False, 1),
            ("receives_pkh", True, 5),
        ):
            record_facts(
                subject=family, said={code: receives}, told=Told(date(2026, 9, day), "visit", "family"), version=None,
                act=new_id(), on=make.TODAY, by=cast.rina,
            )  # fmt: skip
    rows = [["1", NIK, "AMINAH SOBARI", "", "", ""], ["2", OTHER, "Karto", "17-08-1974", "Lebakmuncang", ""]]
    incoming = received(cast.bagus, cast.office, *rows, headers=HEADERS, is_compared_only=True)
    assert [one["Bantuan tercatat"] for one in told(incoming, cast.rina)] == ["Menerima PKH (5 September 2026)", ""]
    with acting_as(cast.rina.pk):
        page = page_of({"tab": "ready"}, incoming, cast.rina)
    assert [one.aid for one in page["rows"]] == ["Menerima PKH (5 September 2026)", ""]


def test_of_a_list_that_is_only_compared_no_row_says_that_it_will_be_applied(cast, sign_in, known):
    rows = [["1", NIK, "AMINAH SOBARI", "", "", ""], ["2", OTHER, "Karto", "17-08-1974", "Lebakmuncang", ""]]
    incoming = received(cast.bagus, cast.office, *rows, headers=HEADERS, is_compared_only=True)
    page = sign_in("rina").get(f"/lists/{incoming.pk}/?tab=ready").content.decode()
    assert "Sudah tercatat." in page
    assert "Belum tercatat." in page
    assert "akan didaftarkan" not in page
    with_card = ["No", "NIK", "Nama", "No KK"]
    incoming = received(
        cast.bagus, cast.office, ["1", OTHER, "Karto", make.KK], headers=with_card, is_compared_only=True
    )
    page = sign_in("rina").get(f"/lists/{incoming.pk}/?tab=ready").content.decode()
    assert "KARTO" in page.upper()
    assert "dicatat sebagai kepala keluarga" not in page


def test_of_whom_the_reader_does_not_see_no_aid_is_told(cast):
    mother = make.person(cast.yuni, cast.office, "Aminah Sobari", family=True, national_number=NIK)
    with acting_as(cast.wati.pk):
        assert aid_of_families([mother.pk], cast.wati, on=make.TODAY) == {}
