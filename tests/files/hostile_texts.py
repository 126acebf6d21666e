"""More files made to harm: text that is no list, markup, and files that are two things at once."""

from tests.files.hostile import BROKEN, GOOD, READ, WRONG, add, noise
from tests.files.making import packed

LOCK = "quote_not_closed"
# --- text --------------------------------------------------------------------------------------------------------------
add("nothing", b"", "table_empty")
add("one byte", b"x", READ)
add("only a mark", b"\xef\xbb\xbf", "table_empty")
add("only zeros", bytes(10_000), "table_empty", WRONG)
add("only lines", b"\n" * 300_000, "table_empty")
add("only blanks and commas", b" ,  , \r\n" * 50_000, "table_empty")
for _start in (
    "=cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1+1",
    "-1+1",
    "\t=1",
    "\r=1",
    "＝1+1",
    '=HYPERLINK("http://x.invalid";"x")',
    "=DDE()",
):
    add(f"formula {_start!r}", f"NIK;NAMA\n1;{_start}\n".encode(), READ)
add("zeros in between", b"NIK,NA\0MA\n1,\0SITI\n", READ)
add("hundred thousand columns in text", b"x," * 100_000, "table_too_many_columns", "line_too_long")
add("hundred thousand columns of a million", b"a,b\n" + b"," * 100_000 + b"x\n", "table_too_many_columns")
add("quote left open", b'NIK,NAMA\n1,"SITI\n2,UDIN\n3,ANI\n', LOCK)
add("quote left open for long", b'NIK,NAMA\n1,"' + b"SITI,AMINAH\n" * 30_000, LOCK)
add("quotes without end", b'"' * 3_000_000, READ, LOCK, "cell_too_long")
add("quotes and commas", b'",' * 500_000, LOCK, "cell_too_long", "table_too_many_columns")
add("one byte for long", b"A" * 30_000_000, "line_too_long", "cell_too_long")
add("broken letters", b"NIK,NAMA\n1,\xff\xfe\xc0\x80\xed\xa0\x80\n", READ)
add("half of UTF-16", b"\xff\xfeN\x00I\x00K\x00\n\x00\x00\xd8\n", READ, BROKEN)
add("UTF-32", "NIK,NAMA\n1,SITI\n".encode("utf-32"), READ, BROKEN, WRONG)
add("UTF-7", b"+ADw-script+AD4-,x\n1,2\n", READ)
add("turned and unseen letters", "NIK,NAMA\n1,\u202eITIS\u2066\u200b\ufeff\n".encode(), READ)
add("our own signs", b"NIK,NAMA\n1\x1f2\x1e3,SI\x1fTI\n" + b"2,UDIN\n" * 20, READ)
add("only returns", b"NIK,NAMA\r1,SITI\r2,UDIN\r", READ)
add("shell", b"#!/bin/sh\nrm -rf /\n", READ)
add("python", b"import os; os.system('id')\n", READ)
add("cell of forty thousand letters", b"NIK,NAMA\n1," + b"x" * 40_000 + b"\n", "cell_too_long", LOCK)
add("noise", lambda: noise(100_000), WRONG)
for _name, _signature in {
    "program of Linux": b"\x7fELF\x02\x01\x01\x00", "program of Windows": b"MZ\x90\x00\x03\x00", "gzip": b"\x1f\x8b\x08\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04", "rar": b"Rar!\x1a\x07\x01\x00", "database": b"SQLite format 3\x00",
    "columns": b"PAR1\x15\x04\x15\x00", "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00", "class": b"\xca\xfe\xba\xbe\x00\x00",
    "pickle": b"\x80\x04\x95\x00\x00\x00\x00\x00cos\nsystem\n",
}.items():  # fmt: skip
    add(_name, lambda signature=_signature: signature + noise(500), WRONG)

# --- markup ------------------------------------------------------------------------------------------------------------
add("page called a workbook", b"<html><script>alert(1)</script><table><tr><td>NIK<td onclick=x>NAMA</table>", READ)
add("picture of vectors", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', WRONG)
add("tables in tables", b"<table><tr><td>" * 20_000, READ, "table_empty")
add(
    "cell over a billion columns",
    b"<table><tr><td colspan=999999999>x<td colspan=1000>y<td>z</table>",
    "table_too_many_columns",
)
add("cell over many rows", b"<table>" + b"<tr><td rowspan=1000>x</tr>" * 300, READ, "table_too_many_columns")
add("million cells", b"<table><tr>" + b"<td>" * 300_000, "table_too_many_columns")
add("less than", b"<table>" + b"<" * 60_000, READ, "table_empty", "table_timed_out")
add("comments left open", b"<table>" + b"<!--" * 5_000, READ, "table_empty", "table_timed_out")
add("tag left open", b"<table><tr><td " + b"a=b " * 100_000, READ, "table_empty", "table_timed_out")
add("letters of nowhere", b"<table><tr><td>&#x110000;&#0;&#xD800;&#99999999999999999999;&bogus;x</table>", READ)
add("frame that fetches", b"<html><iframe src=http://127.0.0.1:9/></iframe><table><tr><td>x</table>", READ)
add("page without a table", b"<!doctype html><p>Halo</p>", "table_none")
add("XML of nowhere", b"<?xml version='1.0'?><a/>", WRONG)

# --- two things at once ------------------------------------------------------------------------------------------------
add("PDF and zip", lambda: b"%PDF-1.7\n" + GOOD, BROKEN, "pdf_scanned")
add("picture and zip", lambda: b"\xff\xd8\xff\xe0" + noise(100) + GOOD, "table_is_picture")
add("moving picture and archive", lambda: b"GIF89a\x01\x00\x01\x00" + GOOD, "table_is_picture")
add("picture and page", b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script><table>", "table_is_picture")
add("zip and PDF", lambda: GOOD + b"%PDF-1.7\n", READ, BROKEN)
add("page in a workbook", lambda: packed({"index.html": "<table><tr><td>x"}), WRONG)
add("shell and zip", lambda: b"#!/bin/sh\n" + GOOD, WRONG)
add("page and zip", lambda: b"<html><table><tr><td>x</table>" + GOOD, READ)
add("text and PDF", b"NIK,NAMA\n1,%PDF-1.7\n", READ)
