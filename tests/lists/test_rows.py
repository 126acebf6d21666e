"""A row becomes a person with findings; rows that speak of nobody are left out; what is kept is read back."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.lists.rules.content import Applied, Difference, Match, RowContent, from_text, to_text
from simpul.lists.rules.fields import Field, Weight, found, heaviest, weight_of
from simpul.lists.rules.headers import find_headers
from simpul.lists.rules.people import ListPerson, Reader, read_row
from simpul.lists.rules.tables import keeps_sixteen_digits, number_of, place_of, sheet_of, table_rows, why_left_out
from simpul.lists.rules.villages import Gazetteer, Place

F = Field
NIK, KK = "3204051708740001", "3204051208150071"
READER = Reader(
    date(2026, 11, 24),
    Gazetteer([Place("32.04.05.2001", "Sukamaju", "Ciwidey"), Place("32.04.06.2002", "Cukanggenteng", "Pasirjambu")]),
)


def read(reader=READER, accepted=(), is_rounded=False, **texts):
    return read_row({F(name): text for name, text in texts.items()}, reader, accepted, is_rounded=is_rounded)


def said(row):
    return {(finding.field.value, finding.code) for finding in row.findings}


def test_a_whole_row():
    row = read(
        national_number=NIK,
        name="BUDI",
        birth_date="17/08/74",
        sex="Lk",
        rt_rw="1/2",
        village="DS. SUKA MAJU",
        address="Kp. A",
        relation="Kep. Keluarga",
        family_number=KK,
        birth_place="Bandung",
        phone="0812-3456-7890",
    )
    assert row.findings == ()
    assert row.person == ListPerson(
        name="BUDI", sex="L", birth=BirthDate(date(1974, 8, 17)), birth_place="Bandung", national_number=NIK, number_state="known", family_number=KK,
        relation="1", area_code="32.04.05.2001", address="Kp. A", rt="001", rw="002", phone="+6281234567890",
    )  # fmt: skip


def test_number_and_name_suffice():
    row = read(national_number=NIK, name="BUDI")
    assert row.findings == ()
    assert row.person.national_number == NIK


@pytest.mark.parametrize(("written", "number", "state", "code"), [
    (NIK, NIK, "known", None), (f"'{NIK}", NIK, "known", None), ("3204 0517 0874 0001", NIK, "known", None), ("3204.05.170874.0001", NIK, "known", None),
    ("320405170874001", None, "not_shown", "number_wrong_length"), (f"{NIK}1", None, "not_shown", "number_wrong_length"), ("3,20405E+15", None, "not_shown", "number_digits_lost"),
    ("3.20405E+15", None, "not_shown", "number_digits_lost"), ("32O4O517O874OOO1", None, "not_shown", "number_letters_for_digits"), ("0", None, "not_shown", "number_filler"),
    ("9999999999999999", None, "not_shown", "number_filler"), ("", None, "not_shown", None), ("-", None, "not_shown", None), ("belum ada", None, "none_yet", None),
    ("Belum punya", None, "none_yet", None), ("tidak ada", None, "none_yet", None), (f"{NIK}a", NIK, "known", "number_letters_left_out"),
    ("3204051708740000", "3204051708740000", "known", "number_serial_zero"),
])  # fmt: skip
def test_a_number_in_every_state(written, number, state, code):
    row = read(national_number=written, name="BUDI")
    assert (row.person.national_number, row.person.number_state) == (number, state)
    assert {finding.code for finding in row.findings if finding.weight > Weight.NOTE} >= ({code} if code else set())
    assert bool([f for f in row.findings if f.weight > Weight.NOTE]) == bool(code)


def test_a_rounded_cell_has_lost_its_last_digit():
    row = read(national_number="3204051708740010", name="BUDI", is_rounded=True)
    assert row.person.national_number is None
    assert ("national_number", "number_digits_lost") in said(row)


@pytest.mark.parametrize(("texts", "weight", "code"), [
    ({"name": "", "national_number": ""}, Weight.STOP, "nothing_to_know_by"), ({"name": "", "national_number": NIK}, Weight.STOP, "name_missing"),
    ({"name": "123", "national_number": NIK}, Weight.STOP, "name_without_letters"), ({"name": "BUDI", "birth_date": "31-02-1974"}, Weight.STOP, "date_impossible"),
    ({"name": "BUDI", "birth_date": "kapan"}, Weight.STOP, "date_unreadable"), ({"name": "BUDI (ALM)", "national_number": NIK}, Weight.LOOK, "name_says_dead"),
    ({"name": "BUDI", "note": "sudah meninggal"}, Weight.LOOK, "note_says_dead"), ({"name": "BUDI", "sex": "x"}, Weight.LOOK, "sex_unreadable"),
    ({"name": "BUDI", "village": "Bogor"}, Weight.LOOK, "village_unknown"), ({"name": "BUDI", "relation": "tetangga"}, Weight.LOOK, "relation_unknown"),
    ({"name": "BUDI", "national_number": NIK, "birth_date": "17-09-1974"}, Weight.LOOK, "number_birth_date_differs"), ({"name": "A" * 300}, Weight.STOP, "text_too_long"),
    ({"name": "BUDI", "national_number": "3204051708740001", "birth_date": "08-17-1974"}, Weight.NOTE, "date_month_first"), ({"name": "BUDI", "national_number": NIK, "sex": "P"}, Weight.LOOK, "number_sex_differs"),
    ({"name": "BUDI", "birth_date": "1/1/26"}, Weight.LOOK, "date_in_two_centuries"), ({"name": "BUDI", "birth_date": "1974"}, Weight.NOTE, "date_in_part"),
    ({"name": "BUDI", "family_number": "320405120815"}, Weight.LOOK, "number_wrong_length"), ({"name": "BUDI", "birth_date": "1-1-2030"}, Weight.LOOK, "birth_date_in_future"),
])  # fmt: skip
def test_what_a_row_needs(texts, weight, code):
    row = read(**texts)
    assert heaviest(row.findings) is weight
    assert code in {finding.code for finding in row.findings}


def test_the_number_settles_the_century():
    assert read(name="SITI", national_number="3204055708200001", birth_date="17/8/20", sex="P").findings == ()
    old = read(name="SITI", national_number="3204055708200001", birth_date="17/8/1920", sex="P")
    assert old.findings == ()
    assert old.person.birth.date.year == 1920


def test_day_and_month_swapped():
    row = read(name="BUDI", national_number="3204051105740001", birth_date="05-11-1974")
    assert {code for _, code in said(row)} == {"number_day_and_month_swapped"}


def test_what_is_right_all_the_same_is_only_noted():
    accepted = [("name", "name_says_dead")]
    assert heaviest(read(name="BUDI (ALM)", accepted=accepted).findings) is Weight.NOTE
    assert (
        heaviest(read(name="BUDI", birth_date="31-02-1974", accepted=[("birth_date", "date_impossible")]).findings)
        is Weight.STOP
    )


def test_head_of_a_list_with_one_row_a_family():
    row = read(head_name="BUDI", family_number=KK)
    assert (row.person.name, row.person.relation) == ("BUDI", "1")


def test_place_and_date_together_and_rt_in_the_address():
    row = read(name="BUDI", birth="Bandung, 17-08-1974", address="Kp. Cibodas RT 01/02")
    assert (row.person.birth_place, row.person.birth.date, row.person.rt, row.person.rw, row.person.address) == (
        "Bandung",
        date(1974, 8, 17),
        "001",
        "002",
        "Kp. Cibodas",
    )


def test_a_village_beyond_the_list():
    reader = replace(READER, within="32.04.05")
    assert ("village", "village_outside") in said(read(reader, name="BUDI", village="Cukanggenteng"))
    assert read(reader, name="BUDI", village="Sukamaju").person.area_code == "32.04.05.2001"


def test_rows_that_name_no_village_have_the_list_s():
    reader = replace(READER, village="32.04.05.2001")
    assert read(reader, name="BUDI").person.area_code == "32.04.05.2001"


@given(st.dictionaries(st.sampled_from(list(F)), st.text(max_size=40), max_size=8))
def test_no_cell_breaks_the_reader(texts):
    row = read_row(texts, READER)
    assert all(
        finding.weight is weight_of(finding.code) or finding.field is F.FAMILY_NUMBER for finding in row.findings
    )


@dataclass
class Row:
    number: int
    cells: tuple[str, ...]
    kinds: str = ""


HEAD = ("No", "No KK", "NIK", "Nama", "Hub Keluarga", "Alamat")
COLUMNS = {F.FAMILY_NUMBER: 1, F.NATIONAL_NUMBER: 2, F.NAME: 3, F.RELATION: 4, F.ADDRESS: 5}


def rows_of(*cells):
    rows = [Row(number, row, "t" * len(row)) for number, row in enumerate([HEAD, *cells], start=1)]
    left_out = {}
    return list(table_rows(rows, find_headers([row.cells for row in rows]), COLUMNS, left_out)), left_out


PERSON = ("1", KK, NIK, "BUDI", "Kepala Keluarga", "Kp. A")


@pytest.mark.parametrize(("cells", "reason"), [
    (("", "", "", "", "", ""), "empty"), (HEAD, "header"), (("1", "2", "3", "4", "5", "6"), "header"), (("Jumlah", "", "12", "", "", ""), "total"), (("", "TOTAL", "", "120", "", ""), "total"),
    (("JML", "", "", "3 orang", "", ""), "total"), (("RT 01 RW 02", "", "", "", "", ""), "section"), (("Dusun Cibodas", "", "", "", "", ""), "section"), (("", "", "", "", "Mengetahui,", ""), "signature"),
    (("", "", "", "Kepala Desa Sukamaju", "", ""), "signature"), (("", "", "", "", "", "NIP. 19740817"), "signature"),
])  # fmt: skip
def test_rows_that_speak_of_nobody(cells, reason):
    found_rows, left_out = rows_of(PERSON, cells, PERSON)
    assert len(found_rows) == 2
    assert left_out == {reason: 1}


@pytest.mark.parametrize(
    "cells",
    [
        PERSON,
        ("1", "", NIK, "", "", ""),
        ("2", "", "", "SITI", "", ""),
        ("3", "", "", "TOTAL SUSANTO", "Anak", "Kp. A"),
        ("", "", NIK, "JUMLAHWATI", "", ""),
    ],
)
def test_rows_that_speak_of_somebody(cells):
    headers = find_headers([HEAD, PERSON])
    assert why_left_out(cells, headers, COLUMNS) is None


def test_a_merged_cell_speaks_for_the_whole_family():
    found_rows, _ = rows_of(
        PERSON,
        ("2", "", "", "SITI", "Istri", ""),
        ("3", "", "", "DEDI", "Anak", ""),
        ("4", "", "", "UDIN", "Kepala Keluarga", ""),
    )
    assert [row.texts.get(F.FAMILY_NUMBER) for row in found_rows] == [KK, KK, KK, None]
    assert found_rows[1].texts[F.ADDRESS] == "Kp. A"
    assert found_rows[1].carried == {
        F.FAMILY_NUMBER: KK,
        F.ADDRESS: "Kp. A",
    }


def test_a_file_that_keeps_sixteen_digits_rounds_none():
    assert keeps_sixteen_digits([Row(1, (NIK,), "n"), Row(2, ("3204051708740010",), "r")], 0)
    assert not keeps_sixteen_digits([Row(1, ("3204051708740010",), "r"), Row(2, (NIK,), "t")], 0)


@given(st.integers(0, 1000), st.integers(1, 1_048_576))
def test_sheet_and_row_are_one_number_in_order(sheet, number):
    place = place_of(sheet, number)
    assert (sheet_of(place), number_of(place)) == (sheet, number)
    assert place < place_of(sheet + 1, 1)


def test_what_is_kept_is_read_back():
    content = RowContent(
        cells=("1", NIK, "BUDI (ALM)"), carried={F.FAMILY_NUMBER: KK}, mended={F.NAME: "BUDI"}, accepted=(("name", "name_says_dead"),),
        findings=(found(F.NATIONAL_NUMBER, "number_birth_date_differs", in_number=date(1974, 8, 17)), found(F.RT, "rt_became_date", rt=1, rw=2)),
        person=ListPerson(name="BUDI", birth=BirthDate(date(1974, 1, 1), Precision.YEAR), national_number=NIK, number_state="known"),
        family=UUID(int=7), is_new_family=True, match=Match(UUID(int=8), 3, True, ("same_number",), ("rt",), (Difference("rw", "001", "002"),), (Difference("name", "A", "B"),), 2),
        same_as=UUID(int=9), not_the_same=(UUID(int=10),), kin=UUID(int=11), is_rounded=True, take=("name",), applied=Applied(UUID(int=8), 4, {"rt": None}),
    )  # fmt: skip
    assert from_text(to_text(content)) == content
    assert from_text(to_text(RowContent(cells=("a",)))) == RowContent(cells=("a",))


def test_what_was_written_since_stands_before_the_cell():
    content = RowContent(cells=("", KK, "320405", "BUDI", "", ""), mended={F.NATIONAL_NUMBER: NIK, F.NAME: ""})
    assert content.texts(COLUMNS) == {F.FAMILY_NUMBER: KK, F.NATIONAL_NUMBER: NIK}
