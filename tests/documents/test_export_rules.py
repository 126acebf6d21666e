"""Lists that leave: nothing in them is worked out, and each copy says whose it is, seen and unseen."""

import csv
import io

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from simpul.documents import engine
from simpul.documents.rules import exports as rules
from simpul.kit.texts import normalise

NUMBER = "K7QF-2M9X"
HOSTILE = [
    "=1+1", "+62812", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "|calc", "%0A", "\u22121", "\uff1d1+1", "\uff0b1",
    "\uff0d1", "\uff20SUM(A1)", "\uff5ccalc", "\ufe661", "  =1+1", "\u200b=1+1", "\ufeff=1+1",
    "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")", "\n@x",
]  # fmt: skip
BEGINS = tuple("=+-@|%\u2212\uff1d\uff0b\uff0d\uff20\uff5c\t\r\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_a_formula(text):
    assert rules.neutral(text).startswith("'")


@given(st.text(max_size=40))
def test_neutral_texts_stay_neutral(text):
    neutral = rules.neutral(text)
    assert neutral == "-" or not neutral.startswith(BEGINS)
    assert neutral.removeprefix("'") == normalise(text).removeprefix("'")


@pytest.mark.parametrize("text", ["Aminah binti Sobari", "", "-", "3204055208680001", "Kp. Cikadu 7"])
def test_ordinary_texts_are_left_alone(text):
    assert rules.neutral(text) == text


@given(st.integers(min_value=0, max_value=2**40 - 1))
def test_every_number_is_read_back(value):
    number = rules._read(rules.unseen(_number(value)))
    assert number == _number(value)


def _number(value):
    signs = "".join(rules._ALPHABET[value >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def test_the_unseen_number_is_found_in_a_copied_part_and_by_chance_in_nothing():
    hidden = rules.unseen(NUMBER)
    cell = rules.marked("Ciwidey, Kabupaten Bandung", hidden)
    assert rules.numbers_in(f"x {cell} y {cell}") == [NUMBER]
    assert normalise(cell) == "Ciwidey, Kabupaten Bandung", "our own reading takes it away"
    assert rules.numbers_in(cell.replace("\u200b", "\u200c")) == []
    assert rules.numbers_in("Ciwidey") == []


def sheet():
    columns = [rules.Column("Nama", 30), rules.Column("NIK", 20), rules.Column("Desa", 30, is_marked=True)]
    rows = [(text, "3204055208680001", "Ciwidey") for text in HOSTILE]
    return rules.Sheet("Daftar warga", ["Keperluan: =x"], columns, rows)


def test_a_workbook_tells_whose_it_is_and_holds_texts_only():
    content = engine.workbook(sheet(), hidden=rules.unseen(NUMBER), foot=f"Diunduh oleh Yuni & Rina. {NUMBER}")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[:2]] == ["Daftar warga", "Keperluan: =x"]
    body = rows[4:]
    assert all(row[0].startswith("'") and row[1] == "3204055208680001" for row in body)
    assert rules.numbers_in(body[0][2]) == [NUMBER]
    import zipfile

    page = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "Yuni &amp;&amp; Rina" in page


def test_a_csv_file_is_one_too():
    content = engine.delimited(sheet(), hidden=rules.unseen(NUMBER), foot=NUMBER).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 4 + len(HOSTILE)
    assert not [row for row in rows for cell in row if cell.startswith(BEGINS)]
    assert rules.numbers_in(content) == [NUMBER]


@pytest.mark.parametrize("how", ["whole", "csv", "copied", "utf-16", "entities"])
def test_a_file_tells_its_number_however_it_was_kept(tmp_path, how):
    hidden, path = rules.unseen(NUMBER), tmp_path / "found"
    book = engine.workbook(sheet(), hidden=hidden, foot="x")
    row = rules.marked("Ciwidey", hidden)
    path.write_bytes({
        "whole": book, "csv": engine.delimited(sheet(), hidden=hidden, foot="x"), "copied": row.encode(),
        "utf-16": row.encode("utf-16"), "entities": "".join(f"&#{ord(sign)};" for sign in row).encode(),
    }[how])  # fmt: skip
    assert NUMBER in [number for text in engine.texts_in(path) for number in rules.numbers_in(text)]


def test_the_zip_is_aes_256_and_opens_with_the_password_only():
    content = engine.locked(b"Aminah", name="daftar.csv", password="ABCDE")
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        (info,) = archive.infolist()
        assert (info.wz_aes_strength, info.flag_bits & 1) == (3, 1)
        archive.setpassword(b"ABCDE")
        assert archive.read("daftar.csv") == b"Aminah"
        archive.setpassword(b"ABCDF")
        with pytest.raises(RuntimeError):
            archive.read("daftar.csv")
    assert b"Aminah" not in content


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, None), ({"purpose": "party"}, "export_purpose_unknown"), ({"purpose": "other"}, "export_note_missing"),
        ({"purpose": "other", "note": "Rapat"}, None), ({"with_numbers": True}, "export_numbers_not_needed"),
        ({"with_numbers": True, "purpose": "assistance"}, None), ({"rows": 0}, "export_empty"),
        ({"rows": 10}, None), ({"rows": 11}, "export_too_large"),
    ],
)  # fmt: skip
def test_what_may_leave(given, code):
    usual = {"rows": 3, "most": 10, "purpose": "meeting", "note": "", "with_numbers": False}
    refusal = rules.refusal_to_export(**usual | given)
    assert (refusal and refusal.code) == code
