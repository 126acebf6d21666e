"""What a file is, by its first bytes, never by its name."""

SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
)


def kind_of(start: bytes) -> str:
    """`zip`, `pdf`, `ole` (old Office), `jpeg`, `png`, or `text` for what none of these signatures begins."""
    for signature, kind in SIGNATURES:
        if start.startswith(signature):
            return kind
    return "text"
