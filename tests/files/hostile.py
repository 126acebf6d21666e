"""Files made to harm whoever reads them, small and always the same: the folder of what a reader has to survive.

Each says what has to come of it: the code of a refusal, several where any of them is right, or `read`.
"""

import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.files.making import cell, ods, ole, packed, page, parts, pdf, relations, row, sheet, stream, strings, xlsx

READ, BROKEN, WRONG = "read", "table_broken", "table_wrong_type"


@dataclass(frozen=True)
class Hostile:
    """A file, and what has to come of it."""

    name: str
    make: Callable[[], bytes]
    outcome: frozenset[str]


FILES: dict[str, Hostile] = {}


def add(name: str, make: Callable[[], bytes] | bytes, *outcome: str) -> None:
    """Into the folder."""
    assert name not in FILES
    FILES[name] = Hostile(name, make if callable(make) else lambda: make, frozenset(outcome))


def noise(size: int) -> bytes:
    """The same bytes every time, that nothing can pack."""
    return random.Random(7).randbytes(size)


def zeros(megabytes: int) -> bytes:
    """A packed stream of as many zeros, made without packing them all: a full flush makes every megabyte the same."""
    packer = zlib.compressobj(9)
    head = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    total = struct.pack(">HH", megabytes * 1_000_000 % 65_521, 1)  # Adler-32 of zeros
    return head + again * (megabytes - 1) + b"\3\0" + total


# --- cells that are where no cell is -----------------------------------------------------------------------------------
add("far cell", lambda: xlsx(row(1, cell("A1", 1)) + row(1_048_576, cell("XFD1048576", 1))), "far_cell")
add("far column", lambda: xlsx(row(1, cell("A1", 1), cell("XFD1", 1))), "far_cell")
add("far row", lambda: xlsx(row(1, cell("A1", 1)) + row(1_048_576, cell("A1048576", 1))), READ)
add("far and empty", lambda: xlsx(row(1, cell("A1", 1)) + row(1_048_576, '<c r="XFD1048576" s="1"/>')), READ)
for _number in ("0", "-5", "99999999999", "1048577", "abc", "１", ""):
    add(f"row numbered {_number!r}", lambda number=_number: xlsx(row(number, cell("A1", 1))), BROKEN, READ)
for _reference in ("ZZZZZ1", "XFE1", "a1", "A-1", "Ａ1", "\u0410\u0031", "1", "&#88;FE1"):
    add(f"cell at {_reference}", lambda at=_reference: xlsx(row(1, cell(at, 1))), BROKEN, READ, "far_cell")
add("cells without a place", lambda: xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>"), READ)
add(
    "hundred thousand columns",
    lambda: xlsx("<row>" + "<c><v>1</v></c>" * 100_000 + "</row>"),
    "far_cell",
    "archive_bomb",
)
add(
    "lying dimension", lambda: xlsx(sheet=sheet(row(1, cell("A1", 1)), before='<dimension ref="A1:XFD1048576"/>')), READ
)
add(
    "all of it merged", lambda: xlsx(sheet=sheet(row(1, cell("A1", 1)), after='<mergeCell ref="A1:XFD1048576"/>')), READ
)
add("many merged", lambda: xlsx(sheet=sheet(row(1, cell("A1", 1)), after="".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 30_000)))), READ)  # fmt: skip
add("rows of nothing", lambda: xlsx("".join(f'<row r="{n}"/>' for n in range(1, 50_000))), "table_empty")
add("backward rows", lambda: xlsx("".join(row(n, cell(f"A{n}", n)) for n in range(900, 0, -1))), READ)
add("same cell a thousand times", lambda: xlsx(row(1, *[cell("A1", n) for n in range(1_000)])), READ)

# --- values ------------------------------------------------------------------------------------------------------------
for _index in ("-1", "999999999", "4294967296", "x", "1.5", "1e9"):
    add(f"text number {_index}", lambda index=_index: xlsx(row(1, cell("A1", index, t="s"))), BROKEN)
for _value in ("1E999999", "-1E999999", "NaN", "Infinity", "1e-999999", "0x10", "1_000", "--1", "１２", "1" * 400):
    add(f"number {_value[:12]}", lambda value=_value: xlsx(row(1, cell("A1", value))), READ)
for _value in ("1e300", "-1", "99999999999", "60", "0.5", "NaN"):
    add(f"day {_value}", lambda value=_value: xlsx(row(1, cell("A1", value, s="1"))), READ)
add("number of a megabyte", lambda: xlsx(row(1, cell("A1", "1" * 900_000))), "cell_too_long")
add("style of nowhere", lambda: xlsx(row(1, cell("A1", 1, s="99999"))), READ)
add("type of nowhere", lambda: xlsx(row(1, cell("A1", 1, t="evil"))), READ)
add(
    "text of a megabyte",
    lambda: xlsx(row(1, f'<c r="A1" t="inlineStr"><is><t>{"x" * 900_000}</t></is></c>')),
    "cell_too_long",
)
add(
    "zero byte escaped",
    lambda: xlsx(strings=strings("A_x0000_B_x001F_C_x001E_D"), sheet=sheet(row(1, cell("A1", 0, t="s")))),
    READ,
)
add("half a character", lambda: xlsx(strings=strings("A_xD800_B"), sheet=sheet(row(1, cell("A1", 0, t="s")))), READ)
add("zero byte in XML", lambda: xlsx(row(1, cell("A1", "1\0"))), BROKEN, READ)
add("formula", lambda: xlsx(row(1, "<c r=\"A1\" t=\"str\"><f>cmd|'/C calc'!A0</f><v>=cmd|'/C calc'!A0</v></c>")), READ)
add("formula that fetches", lambda: xlsx(row(1, '<c r="A1"><f>WEBSERVICE("http://x.invalid/")</f><v>1</v></c>')), READ)

# --- XML ---------------------------------------------------------------------------------------------------------------
LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
ENTITIES = {
    "billion laughs": LAUGHS + "]>",
    "file fetched": "<!DOCTYPE l [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>",
    "address fetched": "<!DOCTYPE l SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY j 'x'>]>",
    "parameter entity": "<!DOCTYPE l [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
}
for _name, _type in ENTITIES.items():
    for _part in ("sheet", "strings", "book", "links", "styles", "root"):
        _whole = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml"} | {
            "links": "xl/_rels/workbook.xml.rels", "styles": "xl/styles.xml", "root": "_rels/.rels"
        }  # fmt: skip

        def _made(place: str = _whole[_part], kind: str = _type) -> bytes:
            entries = parts(row(1, cell("A1", 1)))
            entries[place] = kind + str(entries[place]).partition("\n")[2].replace("</", "&j;</", 1)
            return packed(entries)

        if _part in ("sheet", "strings") or _name == "billion laughs":
            add(f"{_name} in {_part}", _made, "table_with_doctype")
add("laughs in an open spreadsheet", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": LAUGHS + "]><l>&j;</l>"}), "table_with_doctype")  # fmt: skip
add("laughs in XML of 2003", (LAUGHS + "]><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>&j;</Workbook>").encode(), "table_with_doctype")  # fmt: skip
add("deep elements", lambda: xlsx(sheet=sheet("", before="<a>" * 60_000 + "</a>" * 60_000)), "table_empty", BROKEN)
add("deep elements left open", lambda: xlsx(sheet="<a>" * 60_000), BROKEN)
add("endless attribute", lambda: xlsx(sheet=f'<worksheet a="{"x" * 900_000}"/>'), "table_empty")
add(
    "many attributes",
    lambda: xlsx(sheet="<worksheet " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"),
    "table_empty",
)
add("same attribute twice", lambda: xlsx('<row r="1" r="2"><c r="A1"><v>1</v></c></row>'), BROKEN, READ)
add(
    "encoding of nowhere",
    lambda: xlsx(sheet='<?xml version="1.0" encoding="evil"?><worksheet/>'),
    BROKEN,
    "table_empty",
)
add(
    "broken UTF-8",
    lambda: xlsx(sheet=b"<worksheet><sheetData><row><c><v>\xff\xfe</v></c></row></sheetData></worksheet>"),
    BROKEN,
)
add("sheet in UTF-16", lambda: xlsx(sheet=sheet(row(1, cell("A1", 1))).partition("\n")[2].encode("utf-16")), READ)
add("rows in a comment", lambda: xlsx(f"<!-- {row(1, cell('XFD1', 1))} -->{row(2, cell('A2', 1))}"), READ, "far_cell")
add("rows in CDATA", lambda: xlsx(f"<![CDATA[{row(1, cell('A1', 1))}]]>"), READ, "table_empty")
add("page left open", lambda: xlsx(sheet=f"<worksheet><sheetData>{row(1, cell('A1', 1))}"), BROKEN)
add("no sheet at all", lambda: xlsx(sheet=""), BROKEN)
add(
    "stylesheet fetched", lambda: xlsx(sheet='<?xml-stylesheet href="http://127.0.0.1:9/"?><worksheet/>'), "table_empty"
)
add(
    "texts without end",
    lambda: xlsx(row(1, cell("A1", 1, t="s")), strings=strings(*(f"{n:x}" for n in range(150_000)))),
    READ,
)
add("text of ten thousand pieces", lambda: xlsx(row(1, cell("A1", 0, t="s")), strings=f"<sst><si>{'<r><t>x</t></r>' * 10_000}</si></sst>"), READ)  # fmt: skip
add(
    "row without end",
    lambda: xlsx(sheet=b"<worksheet><sheetData><row r='1'>" + noise(2_000_000).hex().encode()),
    BROKEN,
)


# --- the zip around it -------------------------------------------------------------------------------------------------
GOOD = xlsx(row(1, cell("A1", 1), cell("B1", 2)))


def with_entry(name: str, content: bytes = b"x", **changes: int) -> bytes:
    """A good workbook with one more entry, as its directory describes it."""
    import io
    import zipfile

    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = changes.pop("attributes", 0)
        archive.writestr(entry, content)
        for field, value in changes.items():
            setattr(archive.NameToInfo[entry.filename], field, value)
    return target.getvalue()


def patched(mark: bytes, offset: int, value: bytes, content: bytes = GOOD) -> bytes:
    """The good workbook with bytes changed behind the last occurrence of a mark."""
    place = content.rfind(mark) + offset
    return content[:place] + value + content[place + len(value) :]


def overlapping() -> bytes:
    """Two entries of one piece of packed bytes."""
    return patched(b"PK\x01\x02", 42, b"\0\0\0\0")


DIRECTORY, TAIL = b"PK\x01\x02", b"PK\x05\x06"
add("one byte a million times", lambda: xlsx(sheet=sheet(" " * 60_000_000)), "archive_bomb")
add("tight texts", lambda: xlsx(strings="<sst>" + "<si/>" * 3_000_000 + "</sst>"), "archive_bomb")
add("zip in a zip", lambda: packed({"a.zip": packed({"b.zip": bytes(1_000_000)})}), WRONG)
add("workbook in a workbook", lambda: xlsx(sheet=GOOD), BROKEN)
add("shared bytes", overlapping, BROKEN)
add("three hundred parts", lambda: packed({f"xl/{n}.xml": "x" for n in range(300)}), "archive_too_many_parts")
add("claims five gigabytes", lambda: with_entry("xl/big", file_size=4_000_000_000), "archive_too_large")
add("claims less than it holds", lambda: patched(DIRECTORY, 24, struct.pack("<I", 10)), BROKEN)
add("claims more than it holds", lambda: patched(DIRECTORY, 24, struct.pack("<I", 99_999)), BROKEN, READ)
add("wrong sum", lambda: patched(DIRECTORY, 16, b"\1\2\3\4"), BROKEN)
add("method of nowhere", lambda: patched(DIRECTORY, 10, struct.pack("<H", 14)), BROKEN)
add("locked part", lambda: patched(DIRECTORY, 8, struct.pack("<H", 1)), "table_encrypted")
add("directory elsewhere", lambda: patched(TAIL, 16, struct.pack("<I", 4_000_000_000)), BROKEN)
add("directory of a gigabyte", lambda: patched(TAIL, 12, struct.pack("<I", 1_000_000_000)), BROKEN)
add("sixty thousand entries claimed", lambda: patched(TAIL, 8, struct.pack("<HH", 60_000, 60_000)), BROKEN, READ)
for _tenth in range(1, 10):
    add(f"cut at {_tenth} tenths", lambda tenth=_tenth: GOOD[: len(GOOD) * tenth // 10], BROKEN)
add("bytes lost in the middle", lambda: GOOD[:300] + GOOD[340:], BROKEN)
add("noise in the middle", lambda: GOOD[:900] + noise(200) + GOOD[1100:], BROKEN)
add("only a tail", TAIL + bytes(18), WRONG)
add("no workbook", lambda: packed({"a.txt": "x"}), WRONG)
add("word document", lambda: packed({"_rels/.rels": relations(("officeDocument", "word/document.xml")), "word/document.xml": "<w/>"}), "table_is_document")  # fmt: skip
for _path in ("../../etc/cron.d/x", "/etc/passwd", "..\\..\\x", "C:/x", "a/../../x"):
    add(f"part at {_path}", lambda path=_path: with_entry(path), "archive_with_paths")
add("link out", lambda: with_entry("xl/link", b"/etc/passwd", attributes=0o120777 << 16), "archive_with_paths")
add("sheet outside", lambda: xlsx(links=relations(("worksheet", "../../../../etc/passwd"))), "table_empty")
add("sheet at an address", lambda: xlsx(links=relations(("worksheet", "http://127.0.0.1:9/"), mode=' TargetMode="External"')), "table_empty")  # fmt: skip
add("workbook that is its own sheet", lambda: xlsx(links=relations(("worksheet", "workbook.xml"))), "table_empty")
add("five thousand sheets of one part", lambda: xlsx(row(1, cell("A1", 1)), book=parts()["xl/workbook.xml"].replace("</sheets>", '<sheet name="x" r:id="rId1"/>' * 5_000 + "</sheets>")), "table_too_many_sheets")  # fmt: skip
add("macros", lambda: with_entry("xl/vbaProject.bin", b"Attribute VB_Name"), READ)
add(
    "locked open spreadsheet",
    lambda: ods("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    "table_encrypted",
)
_repeated = '<table:table table:name="x"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
add("cell repeated sixteen thousand times", lambda: ods(_repeated.format(16384)), "far_cell")
add("rows repeated without end", lambda: ods(_repeated.format(900)), "table_too_many_cells", "table_timed_out")
add("spaces without end", lambda: ods('<table:table><table:table-row><table:table-cell><text:p><text:s text:c="99999999"/>x</text:p></table:table-cell></table:table-row></table:table>'), READ)  # fmt: skip
add("locked workbook", lambda: ole("EncryptedPackage", "EncryptionInfo"), "table_encrypted")
add("old word document", lambda: ole("WordDocument"), "table_is_document")
add("old workbook of nothing", lambda: ole("Workbook"), BROKEN, "table_empty")
add("old workbook of noise", lambda: ole("Workbook", content=noise(4096)), BROKEN)
add("old workbook cut", lambda: ole("Workbook")[:700], BROKEN)
add(
    "old workbook in a circle",
    lambda: ole("Workbook")[:512] + bytes(4096),
    BROKEN,
    "table_timed_out",
    "table_too_heavy",
)

# --- PDF ---------------------------------------------------------------------------------------------------------------
_square = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
add("page full of nothing", lambda: page(zeros(600)), "table_too_heavy", "table_timed_out")
add(
    "page in a page of itself",
    lambda: page(b"", pages="<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"),
    "pdf_scanned",
    BROKEN,
)
add(
    "a million pages claimed",
    lambda: page(b"", pages="<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"),
    "pdf_scanned",
    BROKEN,
)
add("thousand pages", lambda: pdf("<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count 1000 /Kids [{'3 0 R ' * 1000}] >>", _square), "pdf_too_many_pages", "pdf_scanned")  # fmt: skip
add("deep lists", lambda: pdf("<< /Type /Catalog /Pages 2 0 R /X " + "[" * 50_000 + "]" * 50_000 + " >>", "<< >>"), BROKEN, "pdf_scanned", "table_timed_out")  # fmt: skip
add("script in a page", lambda: pdf("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", _square), "pdf_scanned")  # fmt: skip
add("map of letters outside", lambda: page(zlib.compress(b"BT /F1 9 Tf (x) Tj ET")).replace(b"/Helvetica", b"/Helvetica /Encoding /..#2f..#2f..#2ftmp#2fevil"), "pdf_no_table", BROKEN)  # fmt: skip
add("table of places in a circle", lambda: page(b"x", trailer="/Prev 9"), "pdf_scanned", BROKEN)
add("locked PDF", lambda: pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< >>", trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32 + ") /P -4 >> /ID [(a) (b)]"), "table_encrypted")  # fmt: skip
add("PDF of noise", lambda: b"%PDF-1.7\n" + noise(50_000), BROKEN, "pdf_scanned")
add("packed objects without end", lambda: pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< >>", stream(zlib.compress(bytes(9_000_000)), "/Type /ObjStm /N 100000000 /First 9")), BROKEN, "pdf_scanned")  # fmt: skip
