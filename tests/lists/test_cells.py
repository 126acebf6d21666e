"""Cells as clerks and spreadsheets leave them: dates, sexes, RT and RW, relations, names, villages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.lists.rules.dates import read_date, split_place
from simpul.lists.rules.names import are_alike, are_equal, read_name, says_dead, sound_alike
from simpul.lists.rules.neighbourhoods import in_address, read_both, read_one
from simpul.lists.rules.relations import read_relation
from simpul.lists.rules.sexes import read_sex
from simpul.lists.rules.villages import Gazetteer, Place, village_in_titles

ON = date(2026, 11, 24)
DAY = date(1974, 8, 17)


def codes(remarks):
    return [str(remark.code) for remark in remarks]


@pytest.mark.parametrize("text", [
    "17-08-1974", "17/08/1974", "17/8/1974", "17.8.1974", "17 8 1974", "1974-08-17", "1974/08/17", "1974-08-17 00:00:00", "1974-08-17T00:00:00",
    "17 Agustus 1974", "17 AGUSTUS 1974", "17 Agt 1974", "17-Agt-1974", "17 Aug 1974", "17-Aug-74", "17 Agust 1974", "17 Agus 1974", "17-VIII-1974",
    "Sabtu, 17 Agustus 1974", "17081974", "19740817", "17/08/74", "17-8-74", "17 Agt 74", "'17-08-1974", " 17-08-1974 ", "17 - 08 - 1974", "17Agustus1974",
])  # fmt: skip
def test_a_day_in_every_usual_form(text):
    assert read_date(text, on=ON)[0] == BirthDate(DAY)


@given(st.dates(date(1915, 1, 1), date(2026, 11, 24)))
def test_a_day_written_in_figures_is_read_back(day):
    for text in (f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        assert read_date(text, on=ON)[0] == BirthDate(day)


@given(st.dates(date(1915, 1, 1), date(2026, 11, 24)))
def test_the_number_that_a_spreadsheet_keeps_for_a_day(day):
    serial = (day - date(1899, 12, 30)).days
    if not 1900 <= serial <= 2026:
        assert read_date(str(serial), on=ON)[0] == BirthDate(day)
        assert read_date(f"{serial}.0", on=ON)[0] == BirthDate(day)


@pytest.mark.parametrize("year", range(1916, 2027, 7))
def test_a_year_is_no_number_of_a_day(year):
    assert read_date(str(year), on=ON) == (BirthDate(date(year, 1, 1), Precision.YEAR), read_date("1974", on=ON)[1])


@pytest.mark.parametrize(
    ("text", "precision"),
    [("1974", "year"), ("Agustus 1974", "month"), ("08-1974", "month"), ("8/1974", "month"), ("1974-08", "month")],
)
def test_as_far_as_it_is_known(text, precision):
    born, remarks = read_date(text, on=ON)
    assert born.precision == precision
    assert codes(remarks) == ["date_in_part"]


@pytest.mark.parametrize(("text", "code"), [
    ("31-02-1974", "date_impossible"), ("30/02/92", "date_impossible"), ("00-08-1974", "date_impossible"), ("32-01-1974", "date_impossible"),
    ("abc", "date_unreadable"), ("17 Agustusan 1974", "date_unreadable"), ("lahir 1974", "date_unreadable"),
])  # fmt: skip
def test_what_is_no_day(text, code):
    assert read_date(text, on=ON)[0] is None
    assert codes(read_date(text, on=ON)[1]) == [code]


@pytest.mark.parametrize(
    "text", ["", "-", "–", "0", "00-00-0000", "tidak tahu", "tdk tahu", "belum ada", "?", "N/A", "xxxx"]
)
def test_nothing_is_said(text):
    assert read_date(text, on=ON) == (None, ())


@pytest.mark.parametrize("text", ["1/1/26", "12/12/20", "3-4-22", "05/05/25"])
def test_two_figures_may_be_two_centuries(text):
    assert codes(read_date(text, on=ON)[1]) == ["date_in_two_centuries"]


@pytest.mark.parametrize(("text", "code"), [
    ("01-01-1950", "date_perhaps_filled_in"), ("31-12-1960", "date_perhaps_filled_in"), ("30-06-1955", "date_perhaps_filled_in"),
    ("08/17/1974", "date_month_first"), ("27258", "date_from_number"), ("12-03-2030", "birth_date_in_future"), ("12-03-1880", "birth_date_too_old"),
])  # fmt: skip
def test_days_worth_a_remark(text, code):
    assert code in codes(read_date(text, on=ON)[1])


@pytest.mark.parametrize(("text", "place", "born"), [
    ("Bandung, 17-08-1974", "Bandung", "17-08-1974"), ("BANDUNG 17 AGUSTUS 1974", "BANDUNG", "17 AGUSTUS 1974"), ("Bandung/17-8-1974", "Bandung", "17-8-1974"),
    ("Ujung Pandang,17-08-1974", "Ujung Pandang", "17-08-1974"), ("17-08-1974", "", "17-08-1974"), ("Bandung", "Bandung", ""), ("Bdg. 17-8-74", "Bdg", "17-8-74"),
])  # fmt: skip
def test_place_and_date_in_one_cell(text, place, born):
    assert split_place(text) == (place, born)


MALE = [
    "L",
    "l",
    "Lk",
    "LK.",
    "Laki-laki",
    "LAKI LAKI",
    "laki2",
    "Laki",
    "Pria",
    "M",
    "Male",
    "1",
    "L/",
    "cowok",
    "lelaki",
]
FEMALE = [
    "P",
    "p",
    "Pr",
    "PR.",
    "Perempuan",
    "PEREMPUAN",
    "Wanita",
    "W",
    "F",
    "Female",
    "2",
    "prmpn",
    "cewek",
    "prempuan",
]


@pytest.mark.parametrize(
    ("text", "sex"),
    [(t, "L") for t in MALE] + [(t, "P") for t in FEMALE] + [(t, "") for t in ("", "x", "3", "LP", "ya")],
)
def test_sex_in_any_wording(text, sex):
    assert read_sex(text) == sex


BOTH = ["001/002", "1/2", "01/02", "001/00 2".replace(" ", ""), "RT 01 RW 02", "RT.001/RW.002", "rt01/rw02", "RT 1/2", "Rt1 Rw2", "RT01RW02", "1-2", "001-002",
        "RT 001 / RW 002", "001002", "RT: 1, RW: 2", "R.T. 1 R.W. 2", "00I/002", "OO1/OO2", "RT.1 RW.2", "1 / 2", "rt 1 rw 2", "RT 01/RW 02", "1\\2", "1|2"]  # fmt: skip


@pytest.mark.parametrize("text", BOTH)
def test_rt_and_rw_in_any_shape(text):
    assert read_both(text) == ("001", "002", ())


@given(st.integers(1, 999), st.integers(1, 999))
def test_rt_and_rw_are_read_back(rt, rw):
    assert read_both(f"{rt:03}/{rw:03}")[:2] == (f"{rt:03}", f"{rw:03}")
    assert read_both(f"RT {rt} RW {rw}")[:2] == (f"{rt:03}", f"{rw:03}")


@pytest.mark.parametrize("text", ["2026-02-01", "01-Feb-2026", "1 Februari 2026"])
def test_a_spreadsheet_made_a_date_of_it(text):
    assert read_both(text)[:2] == ("001", "002")
    assert codes(read_both(text)[2]) == ["rt_became_date"]


@pytest.mark.parametrize("text", ["", "-", "0", "0/0", "000/000"])
def test_no_rt_at_all(text):
    assert read_both(text) == ("", "", ())


@pytest.mark.parametrize(
    ("text", "number"), [("1", "001"), ("01", "001"), ("RT 1", "001"), ("00I", "001"), ("12", "012"), ("-", "")]
)
def test_one_of_the_two(text, number):
    assert read_one(text) == (number, ())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Kp. Cibodas RT 01/02", "Kp. Cibodas"),
        ("KP CIBODAS RT 001 RW 002", "KP CIBODAS"),
        ("Jl. A No. 5 RT.1/RW.2 Blok B", "Jl. A No. 5 Blok B"),
    ],
)
def test_inside_an_address(text, rest):
    assert in_address(text) == ("001", "002", rest)


@pytest.mark.parametrize("text", ["Kp. Cibodas", "Jl. Kartini No. 5", "Artha Graha", ""])
def test_an_address_without_them(text):
    assert in_address(text) == ("", "", text)


@pytest.mark.parametrize(("text", "code"), [
    ("Kepala Keluarga", "1"), ("KEP. KELUARGA", "1"), ("KK", "1"), ("KRT", "1"), ("1", "1"), ("01", "1"), ("Suami", "2"), ("Istri", "3"), ("ISTERI", "3"), ("3", "3"),
    ("Anak", "4"), ("anak kandung", "4"), ("Anak ke-2", "4"), ("ANAK 3", "4"), ("Menantu", "5"), ("Cucu", "6"), ("Orang Tua", "7"), ("Mertua", "8"), ("Famili Lain", "9"),
    ("Keponakan", "9"), ("Pembantu", "10"), ("Lainnya", "11"), ("11", "11"), ("12", None), ("tetangga", None), ("", None),
])  # fmt: skip
def test_relation_to_the_head(text, code):
    assert read_relation(text) == code


@pytest.mark.parametrize(("text", "name", "said"), [
    ("BUDI SANTOSO", "BUDI SANTOSO", []), ("1. Budi", "Budi", []), ("Budi (ALM)", "Budi", ["name_says_dead"]), ("ALM. BUDI", "BUDI", ["name_says_dead"]),
    ("Siti Almh.", "Siti", ["name_says_dead"]), ("(Alm) Budi", "Budi", ["name_says_dead"]), ("BUDI, ALMARHUM", "BUDI", ["name_says_dead"]), ("ALMA", "ALMA", []), ("Almira", "Almira", []),
    ("Salman Alfarisi", "Salman Alfarisi", []), ("-", "", []), ("", "", []), ("12345", "", ["name_without_letters"]), ("Bud1", "Bud1", ["name_has_digits"]), ("  Budi   Santoso ", "Budi Santoso", []),
])  # fmt: skip
def test_names(text, name, said):
    assert (read_name(text)[0], codes(read_name(text)[1])) == (name, said)


@pytest.mark.parametrize("note", ["meninggal", "Sudah meninggal 2025", "MD", "alm", "wafat", "Almarhum"])
def test_a_note_that_says_somebody_died(note):
    assert says_dead(note)


@pytest.mark.parametrize("note", ["", "pindah", "almari", "layak", "SUKSES SPM", "mdr"])
def test_a_note_that_does_not(note):
    assert not says_dead(note)


@pytest.mark.parametrize(("name", "other"), [
    ("MUH. DJOKO SANTOSO", "Muhammad Joko Santoso"), ("Soekarno", "Sukarno"), ("Siti Nur Hayati", "SITI NURHAYATI"), ("Drs. H. Ahmad", "Achmad"), ("S. Rahayu", "Siti Rahayu"),
    ("Dedi Kurniawan", "Dedy Kurniawan"), ("Fatimah", "Patimah"), ("Zaenal", "Jaenal".replace("J", "Z")), ("Rizki", "Rizqi"), ("Asep Hidayat", "Asep Hidayah"), ("Yaya", "Iaya"),
    ("Budi Santoso", "Santoso Budi"), ("Taufik", "Taufiq"), ("Tjokro", "Cokro"), ("Sutrisno", "Soetrisno"),
])  # fmt: skip
def test_two_spellings_of_one_name(name, other):
    assert are_alike(name, other)
    assert are_alike(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Budi Santoso", "Agus Salim"),
        ("Siti Aminah", "Siti Rahayu"),
        ("Asep", "Ujang"),
        ("", "Budi"),
        ("Angga", "Rangga Saputra"),
    ],
)
def test_two_names(name, other):
    assert not are_alike(name, other)


@given(st.text(alphabet="abcdefghijklmnoprstuwy ", min_size=2, max_size=30).filter(str.strip))
def test_a_name_is_itself_however_it_is_written(name):
    assert are_equal(name, name.upper())
    assert sound_alike(name, f"  {name.title()}  ")


GAZETTEER = Gazetteer(
    [
        Place("32.04.05.2001", "Sukamaju", "Ciwidey"),
        Place("32.04.06.2001", "Sukamaju", "Pasirjambu"),
        Place("32.04.05.2002", "Panyocokan", "Ciwidey"),
        Place("32.04.05.2003", "Lebakmuncang", "Ciwidey"),
        Place("32.04.05.2004", "Ba'a", "Ciwidey"),
    ],
    bps={"3204052001": ("32.04.05.2003",), "3204050009": ("32.04.05.2002",)},
    former={"32.04.99.2001": ("32.04.05.2002",)},
)


@pytest.mark.parametrize(
    "text",
    [
        "Panyocokan",
        "PANYOCOKAN",
        "Desa Panyocokan",
        "DS. PANYOCOKAN",
        "Ds.Panyocokan",
        "Kel. Panyocokan",
        "Desa/Kel. Panyocokan",
        "panyo cokan",
        " Panyocokan ",
        "32.04.05.2002",
        "3204052002",
        "3204050009",
        "32.04.99.2001",
        "Panyocokan, Kec. Ciwidey",
        "Panyocokan (Ciwidey)",
    ],
)
def test_a_village_in_any_spelling_or_code(text):
    assert GAZETTEER.read(text).code == "32.04.05.2002"


@pytest.mark.parametrize(
    ("text", "subdistrict", "code"),
    [
        ("Sukamaju", "Ciwidey", "32.04.05.2001"),
        ("Sukamaju", "KEC. PASIRJAMBU", "32.04.06.2001"),
        ("Sukamaju Kec. Pasirjambu", "", "32.04.06.2001"),
        ("Ba`a", "", "32.04.05.2004"),
    ],
)
def test_of_two_villages_the_one_in_the_subdistrict(text, subdistrict, code):
    assert GAZETTEER.read(text, subdistrict).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sukamaju", "village_several"),
        ("3204052001", "village_code_ambiguous"),
        ("3204999999", "village_code_unknown"),
        ("Bogor", "village_unknown"),
    ],
)
def test_villages_that_nobody_can_tell(text, code):
    assert GAZETTEER.read(text).code is None
    assert codes(GAZETTEER.read(text).remarks) == [code]


def test_a_slip_of_the_pen_is_said():
    reading = GAZETTEER.read("Panyocoan")
    assert reading.code == "32.04.05.2002"
    assert codes(reading.remarks) == ["village_like"]


@given(st.integers(0, 40_000))
def test_no_number_is_a_day_in_the_future(serial):
    born, _ = read_date(str(serial), on=ON)
    assert born is None or born.date <= ON + timedelta(days=1) or "future" in str(read_date(str(serial), on=ON)[1])


@pytest.mark.parametrize(("title", "code"), [
    ("DAFTAR USULAN DESA PANYOCOKAN KECAMATAN CIWIDEY", "32.04.05.2002"), ("Pendataan warga Desa Lebakmuncang – semester I", "32.04.05.2003"), ("DESA : PANYOCOKAN", "32.04.05.2002"),
    ("DESA SUKAMAJU KEC. PASIRJAMBU TAHUN 2026", "32.04.06.2001"), ("DESA SUKAMAJU", None), ("DAFTAR PENERIMA BANTUAN", None), ("Dana Desa 2026", None),
])  # fmt: skip
def test_the_title_names_the_village(title, code):
    assert village_in_titles([title], GAZETTEER) == code
