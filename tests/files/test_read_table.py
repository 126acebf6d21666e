"""Lists as offices get them, read cell by cell: workbooks of every program, text of every country, pages, the clipboard."""

import datetime
import io
import random

import pytest
import xlsxwriter

from simpul.files.rules.tables import Area, Limits, spread
from simpul.files.services import read_pasted, read_table
from simpul.kit.refusals import Refusal
from tests.files.making import MAIN, biff, book_of, cell, drawn_table, ods, relations, row, set_in_type, sheet, xlsx


def read(content, sheet=0):
    """The rows of a sheet as number, texts and kinds."""
    answer = read_table(content)
    assert not isinstance(answer, Refusal), answer
    with answer:
        return [(row.number, row.cells, row.kinds) for row in answer.rows(sheet)]


def described(content, name=""):
    """What the file is said to be."""
    with read_table(content, name=name) as table:
        return table.file


def inline(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_workbook_of_a_spreadsheet_program():
    """Title rows, a number of sixteen digits, a day, zeros in front, text with breaks, an empty row, a second sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet("DESA MEKARSARI")
        page.merge_range("A1:D1", "DAFTAR PENERIMA")
        page.write_row("A3", ["NIK", "NAMA", "TGL LAHIR", "RT"])
        page.write_number("A4", 3204051708740001)
        page.write_string("B4", "SITI\nAMINAH & co")
        page.write_datetime("C4", datetime.date(1974, 8, 17), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_number("D4", 1, book.add_format({"num_format": "000"}))
        page.write_string("A6", "3204051708740002")
        page.write_boolean("B6", True)
        page.write_formula("C6", "=1+1", None, 2)
        hidden = book.add_worksheet("Lama")
        hidden.write("A1", "x")
        hidden.hide()
    content = target.getvalue()
    assert read(content) == [
        (1, ("DAFTAR PENERIMA",), "t"),
        (3, ("NIK", "NAMA", "TGL LAHIR", "RT"), "tttt"),
        (4, ("3204051708740001", "SITI\nAMINAH & co", "1974-08-17", "001"), "ntdn"),
        (6, ("3204051708740002", "TRUE", "2"), "tbn"),
    ]
    file = described(content)
    assert file.sort == "xlsx"
    assert [(one.name, one.rows, one.columns, one.is_hidden) for one in file.sheets] == [
        ("DESA MEKARSARI", 4, 4, False), ("Lama", 1, 1, True),
    ]  # fmt: skip
    assert file.sheets[0].merged == (Area(1, 0, 1, 3),)


def test_number_that_lost_its_digits_says_so():
    with read_table(xlsx(row(1, cell("A1", "3.20405E+15"), cell("B1", "3204051708740001")))) as table:
        lost, kept = (next(table.rows()).cell(column) for column in (0, 1))
    assert (lost.text, lost.kind, lost.rounded) == ("3204050000000000", "number", True)
    assert (kept.text, kept.kind, kept.rounded) == ("3204051708740001", "number", False)


PLAIN = row(1, cell("A1", 0, t="s"), cell("C1", "3204051708740001"), inline("D1", "SITI")) + row(
    3,
    cell("A3", 46251, s="1"),
    cell("B3", 7, s="2"),
    cell("C3", "0.5"),
    cell("D3", 1, t="b"),
    cell("E3", "#REF!", t="e"),
)
MEANT = [
    (1, ("NIK", "", "3204051708740001", "SITI"), "tent"),
    (3, ("2026-08-17", "007", "0.5", "TRUE", "#REF!"), "dnnbt"),
]


@pytest.mark.parametrize(
    "rows",
    [
        PLAIN,
        PLAIN.replace("<row ", "\n  <row ").replace("</c>", "</c>\n"),  # by the parser
        PLAIN.replace('r="1">', 'spans="1:4" r="1">', 1),
        PLAIN.replace("</row>", "</row >"),
        f"<!-- kosong -->{PLAIN}",
        PLAIN.replace("SITI", "<![CDATA[SITI]]>"),
        PLAIN.replace('t="b"', "t='b'"),
    ],
)
def test_pattern_and_parser_read_alike(rows):
    assert read(xlsx(rows)) == MEANT


def test_prefixed_names_and_utf_16_read_alike():
    prefixed = PLAIN.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    whole = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>'
    assert read(xlsx(sheet=whole)) == MEANT
    assert read(xlsx(sheet=sheet(PLAIN).partition("\n")[2].encode("utf-16"))) == MEANT


def test_generated_sheets_read_alike_both_ways():
    """The pattern against the parser, on random rows."""
    rng = random.Random(11)
    rows = ""
    for number in range(1, 200):
        cells = [
            rng.choice([cell(f"{c}{number}", rng.randrange(10**rng.randrange(1, 18))), inline(f"{c}{number}", "É &amp; B"),
                        cell(f"{c}{number}", rng.randrange(2), t="s"), cell(f"{c}{number}", rng.random(), s=str(rng.randrange(3)))])
            for c in "ABCDEFGH" if rng.random() < 0.7
        ]  # fmt: skip
        rows += row(number, *cells)
    assert read(xlsx(rows)) == read(xlsx(rows.replace("<row ", "<row a='1' ")))


def test_calendar_of_1904():
    properties = '<workbookPr date1904="1"/>'
    assert read(xlsx(row(1, cell("A1", 44789, s="1")), book=book_of("A", properties=properties))) == [
        (1, ("2026-08-17",), "d")
    ]


def test_rich_text_and_reading_aids():
    texts = "<sst><si><r><t>SI</t></r><r><t>TI</t></r><rPh><t>aid</t></rPh></si><si><t>A_x000D_B</t></si></sst>"
    assert read(xlsx(row(1, cell("A1", 0, t="s"), cell("B1", 1, t="s")), strings=texts)) == [
        (1, ("SITI", "A\nB"), "tt")
    ]


def test_merged_cells_are_spread_over_headers():
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    rows = row(1, inline("A1", "NO"), inline("B1", "ALAMAT")) + row(2, inline("B2", "RT"), inline("C2", "RW"))
    with read_table(xlsx(sheet=sheet(rows, after=merged))) as table:
        header = list(spread(list(table.rows()), table.file.sheets[0].merged))
    assert [one.cells for one in header] == [("NO", "ALAMAT", "ALAMAT"), ("NO", "RT", "RW")]


def test_sheets_in_the_order_of_the_book_and_charts_left_out():
    links = relations(
        ("chartsheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
    )
    file = described(xlsx(row(1, cell("A1", 1)), book=book_of("Grafik", "Isi"), links=links))
    assert [one.name for one in file.sheets] == ["Isi"]


def test_old_workbook():
    assert read(biff(("NIK", "NAMA"), (3204051708740001.0, "SITI"), (9471011234560001.0, 3.20405e15))) == [
        (1, ("NIK", "NAMA"), "tt"), (2, ("3204051708740001", "SITI"), "nt"), (3, ("9471011234560000", "3204050000000000"), "rr"),
    ]  # fmt: skip


def test_open_spreadsheet():
    body = """<table:table table:name="Desa"><table:table-row><table:table-cell office:value-type="string"
      table:number-columns-spanned="2"><text:p>NIK</text:p><text:p>asli</text:p></table:table-cell>
      <table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="3"/>
      <table:table-row><table:table-cell office:value-type="float" office:value="9471011234560001"><text:p>9,4E+15</text:p>
      </table:table-cell><table:table-cell office:value-type="float" office:value="1"><text:p>001</text:p></table:table-cell>
      <table:table-cell office:value-type="date" office:date-value="2026-08-17"><text:p>17/08/26</text:p></table:table-cell>
      <table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>"""
    assert read(ods(body)) == [(1, ("NIK\nasli",), "t"), (5, ("9471011234560001", "001", "2026-08-17"), "nnd")]
    assert described(ods(body)).sheets[0].merged == (Area(1, 0, 1, 1),)


def test_page_called_a_workbook():
    content = b"""<html><head><meta charset="utf-8"><style>td{}</style></head><body><table>
      <tr><th colspan="3">DAFTAR</th></tr><tr><td rowspan="2">3204<td>SITI<br>AMINAH<td>Kp. A &amp; B</tr>
      <tr><td>UDIN</td><td></td></tr></table><table><tr><td>lain</table>"""
    assert read(content) == [
        (1, ("DAFTAR",), "t"), (2, ("3204", "SITI\nAMINAH", "Kp. A & B"), "ttt"), (3, ("", "UDIN"), "et"),
    ]  # fmt: skip
    assert read(content, sheet=1) == [(1, ("lain",), "t")]
    assert described(content).sort == "html"


def test_workbook_of_2003():
    content = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row ss:Index="3">
      <Cell ss:Index="2"><Data ss:Type="Number">3204051708740001</Data></Cell><Cell><Data ss:Type="String">SITI</Data></Cell>
      <Cell><Data ss:Type="DateTime">2026-08-17T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>"""
    assert read(content.encode()) == [(3, ("", "3204051708740001", "SITI", "2026-08-17"), "entd")]


TABLE = [(1, ("NIK", "NAMA"), "tt"), (2, ("3204051708740001", "José\nÉ"), "tt"), (4, ("'3204", 'A "B"'), "tt")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_of_every_country(encoding, delimiter):
    text = 'NIK;NAMA\r\n3204051708740001;"José\nÉ"\r\n;\r\n\'3204;"A ""B"""\r\n'.replace(";", delimiter)
    assert read(text.encode(encoding)) == TABLE
    assert described(text.encode(encoding)).delimiter == delimiter


def test_text_that_announces_its_delimiter():
    assert read(b"sep=|\nNIK|A,B,C\n1|x,y,z\n") == [(1, ("NIK", "A,B,C"), "tt"), (2, ("1", "x,y,z"), "tt")]


def test_text_with_a_title_above_and_digits_lost():
    content = b"DAFTAR PENERIMA, DESA A\n\nNIK;NAMA;RT\n3,20405E+15;SITI;001\n3204051708740001;UDIN;2\n3;ANI;3\n"
    assert read(content)[2] == (4, ("3,20405E+15", "SITI", "001"), "rtt")


def test_pasted_from_a_sheet():
    with read_pasted('NIK\tNAMA, gelar\n3204051708740001\t"Kp. A\nRT 1"\n') as table:
        assert [one.cells for one in table.rows()] == [("NIK", "NAMA, gelar"), ("3204051708740001", "Kp. A\nRT 1")]
        assert table.file.sort == "pasted"
    assert read_pasted("  \n ").code == "table_empty"


def test_table_of_a_page():
    content = drawn_table(("NIK", "NAMA"), ("3204051708740001", "SITI AMINAH"), ("3204051708740002", "UDIN"))
    assert [cells for _, cells, _ in read(content)] == [
        ("NIK", "NAMA"), ("3204051708740001", "SITI AMINAH"), ("3204051708740002", "UDIN"),
    ]  # fmt: skip
    assert described(content, name="daftar").sheets[0].name == "daftar"


HEADER = ("NO", "NIK", "NAMA", "ALAMAT", "RT/RW", "KET")
PEOPLE = [
    (
        str(number), "" if number % 7 == 0 else f"32040517087400{number:02d}",
        ("SITI AMINAH", "Udin", "Neneng Kurniasih Rahayu")[number % 3], f"Kp. Cibeureum No. {number}", "001/002",
        "" if number % 4 else "lansia",
    )
    for number in range(1, 61)
]  # fmt: skip


def in_columns(*rows, stroke="none", columns="(9mm, 38mm, 45mm, 50mm, 20mm, 1fr)", align="left"):
    cells = ",".join(f"[{text}]" for row in rows for text in row)
    return f"#table(columns: {columns}, stroke: {stroke}, align: {align}, {cells})"


@pytest.mark.parametrize(
    "layout",
    [
        {}, {"align": "(right, center, left, left, center, left)"}, {"columns": "6"}, {"stroke": "(x: none, y: 0.5pt)"},
        {"columns": "(9mm, 38mm, 22mm, 26mm, 20mm, 1fr)"},
    ],
    ids=["left", "aligned", "close together", "lines across", "narrow cells"],
)  # fmt: skip
def test_columns_of_a_page_without_lines(layout):
    title = "#align(center)[*DAFTAR USULAN* \\ DESA SUKAMAJU KECAMATAN CIWIDEY]\n"
    signed = "\n#align(right)[Kepala Desa Sukamaju \\ H. Dadang]"
    found = [cells for _, cells, _ in read(set_in_type(title + in_columns(HEADER, *PEOPLE, **layout) + signed))]
    assert found[:2] == [("DAFTAR USULAN",), ("DESA SUKAMAJU KECAMATAN CIWIDEY",)]
    assert [(*cells, "")[:6] for cells in found[2:63]] == [HEADER, *PEOPLE]
    assert ["".join(cells) for cells in found[63:]] == ["Kepala Desa Sukamaju", "H. Dadang"]


def test_two_columns_of_a_page_are_enough():
    rows = [row[1:3] for row in (HEADER, *PEOPLE) if row[1]]
    assert [cells for _, cells, _ in read(set_in_type(in_columns(*rows, columns="(60mm, 1fr)")))] == rows


def test_a_letter_is_no_list():
    said = "Dengan hormat kami sampaikan bahwa bantuan disalurkan kepada keluarga yang berhak. " * 20
    form = "#table(columns: (40mm, 6mm, 1fr), stroke: none, [Nama], [:], [SITI], [NIK], [:], [3204051708740001])"
    assert read_table(set_in_type(f"#set par(justify: true)\n{said}\n{form}\n{said}")).code == "pdf_no_table"


def test_given_out_as_often_as_asked_and_in_batches(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("".join(f"{number},SITI {number}\n" for number in range(2_500)))
    with read_table(path) as table:
        batches = list(table.batches(size=1_000))
        assert [len(batch) for batch in batches] == [1_000, 1_000, 500]
        assert [one.cells[0] for batch in batches for one in batch] == [str(number) for number in range(2_500)]
        assert sum(1 for _ in table.rows()) == 2_500


def limited(content, **limits):
    """What comes of it under these limits: a code, or how many rows were read."""
    answer = read_table(content, limits=Limits(**limits))
    if isinstance(answer, Refusal):
        return answer.code
    with answer:
        return answer.file.sheets[0].rows


def test_limits_are_exact():
    three = xlsx(row(1, cell("A1", 1), cell("B1", 2), cell("C1", 3)))
    assert limited(three, columns=3) == 1
    assert limited(three, columns=2) == "far_cell"
    assert limited(b"1,2,3\n" * 3, cells=9) == 3
    assert limited(b"1,2,3\n" * 3, cells=8) == "table_too_many_cells"
    assert limited(b"a,b\n", bytes=4) == 1
    assert limited(b"a,b\n", bytes=3) == "table_too_large"
