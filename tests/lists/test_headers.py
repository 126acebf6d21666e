"""Headers in whatever words: what they mean, and in which row they stand."""

import itertools

import pytest

from simpul.lists.rules.columns import propose, signature
from simpul.lists.rules.fields import Field
from simpul.lists.rules.headers import find_headers, is_numbering, is_repeat, meaning_of

F = Field
MEANINGS = {
    F.NATIONAL_NUMBER: ["NIK", "N.I.K", "N I K", "No. NIK", "No KTP", "NO.KTP", "Nomor Induk Kependudukan", "e-KTP", "National ID", "NIK KTP", "nik penerima", "No Identitas"],
    F.FAMILY_NUMBER: ["No KK", "NO. KK", "No.KK", "NKK", "NOKK", "KK", "K.K.", "No. Kartu Keluarga", "Nomor Kartu Keluarga", "Kartu Keluarga", "Family number", "NOMOR KK"],
    F.NAME: ["Nama", "NAMA", "Nm. Lengkap", "Nama Lengkap", "NAMALENGKAP", "Nama Penerima", "Nama Penerima Manfaat", "NAMA KPM", "Nama PM", "Nama sesuai KTP", "Nama Warga", "nama calon penerima", "Name", "Full name", "NM PENERIMA", "Nama Anggota Keluarga", "Nama Pengurus", "Penerima"],
    F.HEAD_NAME: ["NAMA KRT", "Nama Kepala Keluarga", "Kepala Keluarga", "Nama KK", "Nm. Kepala Rumah Tangga", "nama kepala"],
    F.SEX: ["L/P", "P/L", "JK", "J.K", "Jns Kelamin", "Jenis Kelamin", "JENIS KEL", "Kelamin", "Gender", "Sex", "L / P", "LK/PR"],
    F.BIRTH_DATE: ["TGL LHR", "Tgl. Lahir", "Tanggal Lahir", "TANGGALLAHIR", "Tgl Lhr", "DOB", "Birth date", "Date of birth", "Tahun Lahir", "Lahir"],
    F.BIRTH_PLACE: ["Tempat Lahir", "TMP LAHIR", "Tmpt Lhr", "Kota Lahir", "Place of birth"],
    F.BIRTH: ["TTL", "Tempat, Tgl Lahir", "Tempat/Tanggal Lahir", "TEMPAT TGL LAHIR", "Tempat dan Tanggal Lahir", "T.T.L", "Tmp/Tgl Lahir"],
    F.RELATION: ["SHDK", "Hub. Keluarga", "Hubungan dg KK", "Hubungan Dalam Keluarga", "Status Hubungan", "Status Hubungan Dalam Keluarga", "Hub Kel", "Relation", "Status Keluarga"],
    F.MOTHER: ["Nama Ibu Kandung", "Ibu Kandung", "Nama Ibu", "IBU", "Nm Ibu", "Mother name"],
    F.ADDRESS: ["Alamat", "ALAMAT", "Almt", "Alamat/Kampung", "Kp/Dusun", "Dusun", "Kampung", "Address", "Alamat Lengkap", "Alamat Rumah"],
    F.RT: ["RT", "R.T", "No. RT", "rt"],
    F.RW: ["RW", "R.W.", "No RW"],
    F.RT_RW: ["RT/RW", "RT / RW", "RT-RW", "RTRW", "RT dan RW", "Rt. / Rw."],
    F.VILLAGE: ["Desa", "Desa/Kel", "DESA/KELURAHAN", "Kelurahan", "Nama Desa", "Kode Desa", "Kel.", "Village", "Nagari", "Gampong", "Kel/Desa"],
    F.SUBDISTRICT: ["Kecamatan", "KEC.", "Nama Kecamatan", "Distrik"],
    F.PHONE: ["No HP", "HP", "No. Telp", "Telepon", "No WA", "Nomor HP/WA", "Phone", "NOHP", "Handphone"],
    F.NOTE: ["Ket.", "Keterangan", "KET", "Catatan", "Notes", "Status"],
    F.ALIAS: ["Alias", "Nama Panggilan", "Nama Lain"],
    F.AID: ["Bantuan", "Jenis Bantuan", "Program", "Nominal", "Nama Bantuan"],
    None: ["No", "No.", "NO URUT", "Nomor Urut", "Nama Bank", "No Rekening", "Nama Suami/Istri", "Nama Ayah", "Kabupaten", "Provinsi", "Usia", "Desil", "Pekerjaan", "Agama", "Peserta", "No. Peserta", "ID", "Nama Petugas", "Kode Pos", "xyz", ""],
}  # fmt: skip
CASES = [(words, field) for field, many in MEANINGS.items() for words in many]


@pytest.mark.parametrize(("words", "field"), CASES)
def test_a_header_in_any_words(words, field):
    assert meaning_of(words) is field


@pytest.mark.parametrize(
    "write", [str.upper, str.lower, str.title, lambda t: f" {t} ", lambda t: f"{t} :", lambda t: t.replace(" ", "  ")]
)
def test_case_and_spaces_change_nothing(write):
    wrong = [(words, field) for words, field in CASES if words and meaning_of(write(words)) is not field]
    assert wrong == []


TITLE = [["DAFTAR USULAN PENERIMA BANTUAN"], ["DESA SUKAMAJU KECAMATAN CIWIDEY TAHUN 2026"], []]
ROW = ["1", "3204051708740001", "BUDI", "17-08-1974"]


@pytest.mark.parametrize("above", range(6))
@pytest.mark.parametrize("numbered", [False, True])
def test_the_header_stands_below_titles(above, numbered):
    rows = [*itertools.islice(itertools.cycle(TITLE), above), ["No", "NIK", "Nama", "Tgl Lahir"]]
    rows += [["1", "2", "3", "4"]] if numbered else []
    found = find_headers([*rows, ROW, ROW])
    assert found.names == ("No", "NIK", "Nama", "Tgl Lahir")
    assert found.last == above + numbered


def test_two_lines_of_headers_under_merged_cells():
    rows = [
        ["No", "NIK", "Nama", "Alamat", "Alamat", "Alamat"],
        ["", "", "", "Kampung", "RT", "RW"],
        ["1", "3204051708740001", "A", "Cibodas", "1", "2"],
    ]
    found = find_headers(rows)
    assert found.names == ("No", "NIK", "Nama", "Alamat Kampung", "Alamat RT", "Alamat RW")
    assert [meaning_of(name) for name in found.names[3:]] == [F.ADDRESS, F.RT, F.RW]


def test_two_lines_where_only_the_first_cell_of_a_merge_is_filled():
    rows = [
        ["No", "NIK", "Nama", "Tempat Tanggal Lahir", "", "L/P"],
        ["", "", "", "Tempat", "Tanggal", ""],
        ["1", "3204051708740001", "A", "Bandung", "17-08-1974", "L"],
    ]
    found = find_headers(rows)
    assert (found.first, found.last) == (0, 1)
    assert [meaning_of(name) for name in found.names[3:5]] == [F.BIRTH_PLACE, F.BIRTH_DATE]


def test_a_list_without_headers():
    found = find_headers([["3204051708740001", "BUDI SANTOSO"], ["3204055208760002", "SITI"]])
    assert not found.is_there
    assert found.last == -1


def test_a_first_person_is_no_header():
    assert find_headers([["NIK", "NAMA"], ["3204051708740001", "NAMAH"]]).last == 0


@pytest.mark.parametrize("row", [["1", "2", "3"], ["(1)", "(2)", "(3)"], ["a)", "b)", "c)"], ["", "1", "2"]])
def test_numbered_columns(row):
    assert is_numbering(row)


@pytest.mark.parametrize("row", [["1", "BUDI"], ["1", "5", "9"], ["12"], ["001", "002"], []])
def test_what_is_no_numbering(row):
    assert not is_numbering(row)


def test_a_header_on_every_page():
    names = ("No", "NIK", "Nama Lengkap", "Desa")
    assert is_repeat(["No", "NIK", "Nama Lengkap", "Desa"], names)
    assert is_repeat(["NO.", "N.I.K", "NM LENGKAP", "DESA"], names)
    assert not is_repeat(["1", "3204051708740001", "Nama", "Desa"], names)


def columns_of(*rows, village="Cibodas"):
    return propose(
        find_headers(rows), rows[1:] if find_headers(rows).is_there else rows, is_village=lambda text: text == village
    ).columns


def test_content_tells_what_no_header_does():
    row = ["3204051708740001", "Budi Santoso", "L", "17-08-1974", "001/002", "Cibodas", "081234567890", "Anak"]
    assert columns_of(row, row) == {
        F.NATIONAL_NUMBER: 0, F.NAME: 1, F.SEX: 2, F.BIRTH_DATE: 3, F.RT_RW: 4, F.VILLAGE: 5, F.PHONE: 6, F.RELATION: 7,
    }  # fmt: skip


def test_two_columns_suffice():
    assert columns_of(["NIK", "NAMA"], ["3204051708740001", "BUDI"]) == {F.NATIONAL_NUMBER: 0, F.NAME: 1}
    assert columns_of(["3204051708740001", "BUDI"], ["3204051708740002", "ANI"]) == {F.NATIONAL_NUMBER: 0, F.NAME: 1}


def test_names_under_a_header_that_says_kk():
    found = columns_of(["No", "KK", "NIK", "L/P"], ["1", "BUDI SANTOSO", "3204051708740001", "L"])
    assert found[F.HEAD_NAME] == 1
    assert F.FAMILY_NUMBER not in found


def test_numbers_of_people_and_of_cards_without_headers():
    card = "3204051208150071"
    rows = [[card, "3204051708740001", "BUDI"], [card, "3204055208760002", "SITI"], [card, "3204051708010003", "DEDI"]]
    found = columns_of(*rows)
    assert found[F.NATIONAL_NUMBER] == 1
    assert found[F.FAMILY_NUMBER] == 0


def test_nothing_is_read_twice():
    found = columns_of(["Nama", "Nama", "NIK"], ["BUDI", "SANTOSO", "3204051708740001"])
    assert found[F.NAME] == 0
    assert len(set(found.values())) == len(found)


def test_lists_of_one_source_are_known_again():
    assert signature(["No.", "Nm. Lengkap"]) == signature(["NO", "NAMA LENGKAP"]) != signature(["No", "NIK"])


def test_headers_in_words_that_nobody_knows():
    found = find_headers([["DAFTAR"], ["X", "Kode A", "Kode B"], ["1", "3204051708740001", "BUDI"]])
    assert found.names == ("X", "Kode A", "Kode B")
    assert find_headers([["DAFTAR WARGA"], ["3204051708740001", "BUDI"]]).last == -1
