"""Small files for the readers of lists, good and bad: workbooks from their parts, PDF files from their objects."""

import io
import struct
import zipfile
import zlib

import typst

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def relations(*targets: tuple[str, str], mode: str = "") -> str:
    """The relations of a part: sort and target, numbered rId1, rId2 and so on."""
    lines = (
        f'<Relationship Id="rId{number}" Type="{RELS}/{sort}" Target="{target}"{mode}/>'
        for number, (sort, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def sheet(rows: str, after: str = "", before: str = "") -> str:
    """A worksheet around its rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def book_of(*names: str, properties: str = "") -> str:
    """A workbook that lists its sheets."""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{properties}<sheets>{listed}</sheets></workbook>'


def styles(*formats: str) -> str:
    """Cell styles, one for each number format; style 0 is General."""
    codes = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(formats, start=164))
    cells = "".join(f'<xf numFmtId="{n}"/>' for n in range(164, 164 + len(formats)))
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'


def strings(*texts: str) -> str:
    """The shared texts of a workbook."""
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def parts(rows: str = "", **others: str | bytes) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet; `sheet`, `book`, `strings`, `styles`, `root`, `links` replace one."""
    return {
        "[Content_Types].xml": f"{HEAD}<Types/>",
        "_rels/.rels": others.get("root", relations(("officeDocument", "xl/workbook.xml"))),
        "xl/workbook.xml": others.get("book", book_of("Data")),
        "xl/_rels/workbook.xml.rels": others.get(
            "links",
            relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
            ),
        ),
        "xl/sharedStrings.xml": others.get("strings", strings("NIK", "NAMA")),
        "xl/styles.xml": others.get("styles", styles("yyyy-mm-dd", "000")),
        "xl/worksheets/sheet1.xml": others.get("sheet", sheet(rows)),
    }


def packed(entries: dict[str, str | bytes]) -> bytes:
    """A zip with these entries, of one date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return target.getvalue()


def xlsx(rows: str = "", **others: str | bytes) -> bytes:
    """A workbook with one sheet."""
    return packed(parts(rows, **others))


def cell(reference: str, value: object, **attributes: str) -> str:
    """A cell with a value."""
    given = "".join(f' {name}="{text}"' for name, text in attributes.items())
    return f'<c r="{reference}"{given}><v>{value}</v></c>'


def row(number: object, *cells: str) -> str:
    """A row."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def ods(body: str, **others: str | bytes) -> bytes:
    """An open spreadsheet around its tables."""
    content = (
        '<o:document-content xmlns:o="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:office="urn:f">'
        f"<o:body><o:spreadsheet>{body}</o:spreadsheet></o:body></o:document-content>"
    )
    entries = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, **others}
    return packed(entries)


def pdf(*objects: str | bytes, trailer: str = "") -> bytes:
    """A PDF file of these objects, numbered from 1; the first is its catalogue."""
    content, places = b"%PDF-1.7\n", []
    for number, given in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, given if isinstance(given, bytes) else given.encode())
    start = len(content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    content += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        content + f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def stream(content: bytes, entries: str = "") -> bytes:
    """A compressed stream."""
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (
        len(content),
        entries.encode(),
        content,
    )


def page(content: bytes, *, pages: str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", trailer: str = "") -> bytes:
    """A PDF file of one page that draws this (compressed) content."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        pages,
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 {font} >> >> >>",
        stream(content),
        trailer=trailer,
    )


def drawn_table(*rows: tuple[str, ...]) -> bytes:
    """A page with a ruled table."""
    drawing = ["0.5 w"]
    for line in range(len(rows) + 1):
        drawing.append(f"50 {800 - 20 * line} m {50 + 150 * len(rows[0])} {800 - 20 * line} l S")
    for line in range(len(rows[0]) + 1):
        drawing.append(f"{50 + 150 * line} 800 m {50 + 150 * line} {800 - 20 * len(rows)} l S")
    for down, cells in enumerate(rows):
        for across, text in enumerate(cells):
            drawing.append(f"BT /F1 10 Tf {54 + 150 * across} {786 - 20 * down} Td ({text}) Tj ET")
    return page(zlib.compress("\n".join(drawing).encode()))


def set_in_type(markup: str) -> bytes:
    """A PDF file as a word processor prints it, of this typst markup."""
    return typst.compile(f"#set page(width: 297mm, height: 210mm)\n#set text(size: 9pt)\n{markup}".encode())


def ole(*names: str, content: bytes = b"") -> bytes:
    """The wrapping of old Office files, with a directory that names these streams; the first holds the content."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    size = max(1, -(-len(content) // 512), 8)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 0, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    chain = [*range(3, size + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *chain, *[0xFFFFFFFF] * (126 - size))
    entries = b""
    for number, (name, sort) in enumerate((("Root Entry", 5), *((name, 2) for name in names))):
        text = name.encode("utf-16-le")
        child = 1 if sort == 5 else 0xFFFFFFFF
        place, length = (2, max(len(content), 4096)) if number == 1 else (0xFFFFFFFE, 0)
        entries += text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, sort, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        entries += bytes(36) + struct.pack("<IQ", place, length)
    return head.ljust(512, b"\0") + table + entries.ljust(512, b"\0")[:512] + content.ljust(size * 512, b"\0")


def biff(*rows: tuple[float | str, ...]) -> bytes:
    """An old workbook (BIFF8) with one sheet, its numbers and short texts, wrapped."""

    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    cells = b""
    for down, values in enumerate(rows):
        for across, value in enumerate(values):
            place = struct.pack("<HHH", down, across, 0)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                cells += record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
            else:
                cells += record(0x0203, place + struct.pack("<d", value))
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))
    end = record(0x000A)
    name = struct.pack("<BB", 4, 0) + b"Data"
    place = len(begin) + 4 + 6 + len(name) + len(end)
    globe = begin + record(0x0085, struct.pack("<IH", place, 0) + name) + end
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0x0DBB, 0x07CC, 0, 6)) + cells + end
    return ole("Workbook", content=globe + body)
