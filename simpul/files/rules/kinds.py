"""What a file is, by its first bytes, never by its name."""

SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "picture"), (b"BM", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"RIFF", "picture"),
    (b"PK", "other"), (b"\x7fELF", "other"), (b"MZ", "other"), (b"{\\rtf", "other"), (b"\x1f\x8b", "other"),
    (b"Rar!", "other"), (b"7z\xbc\xaf", "other"), (b"PAR1", "other"), (b"SQLite format 3", "other"),
)  # fmt: skip
EXCEL_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
TABLE_MARKUP = (b"<table", b"<html", b"<!doctype html", b"<tr")


def kind_of(start: bytes) -> str:
    """`zip`, `pdf`, `ole` (old Office), `jpeg`, `png`, `picture`, `markup`, `spreadsheetml`, `text`, or `other`.

    `start` is the first two thousand bytes. Text is what no signature begins; a reader of text judges it further.
    """
    for signature, kind in SIGNATURES:
        if start.startswith(signature) and (len(signature) > 2 or b"\x00" in start[:64]):
            return kind
    visible = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not visible.startswith(b"<"):
        return "text"
    if EXCEL_2003 in visible:
        return "spreadsheetml"
    return "markup" if any(mark in visible for mark in TABLE_MARKUP) else "other"
