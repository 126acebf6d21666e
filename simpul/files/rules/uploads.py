"""What may be kept of what people send, and as what. By content, never by name."""

from collections.abc import Collection

from simpul.files.rules.kinds import kind_of
from simpul.kit.refusals import Refusal

PICTURE, PDF, LIST, DOCUMENT = "picture", "pdf", "list", "document"
SHEET, WORD = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
OLD_SHEET, OPEN_SHEET = "application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet"
HEAD = 2_048


def sort_of_upload(content: bytes) -> tuple[str, str]:
    """What it is to us, and its media type; two empty texts where it is nothing that an office keeps."""
    kind = kind_of(content[:HEAD])
    if kind in ("jpeg", "png"):
        return PICTURE, f"image/{kind}"
    if kind == "pdf":
        return PDF, "application/pdf"
    if kind == "zip":
        return _of_package(content)
    if kind == "ole":
        is_word = "WordDocument".encode("utf-16-le") in content
        return (DOCUMENT, "application/msword") if is_word else (LIST, OLD_SHEET)
    if kind in ("markup", "spreadsheetml"):
        return LIST, OLD_SHEET  # tables that call themselves workbooks; never given out as a page
    is_text = kind == "text" and content.strip() and content[:HEAD].translate(None, _CONTROLS) == content[:HEAD]
    return (LIST, "text/csv") if is_text or content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("", "")


_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a"))


def _of_package(content: bytes) -> tuple[str, str]:
    if content[30:38] == b"mimetype":
        return (LIST, OPEN_SHEET) if OPEN_SHEET.encode() in content[:HEAD] else ("", "")
    if b"xl/workbook.xml" in content:
        return LIST, SHEET
    return (DOCUMENT, WORD) if b"word/document.xml" in content else ("", "")


def refusal_of_upload(content: bytes, *, accept: Collection[str], limit: int) -> Refusal | None:
    """Why this may not be kept: empty, too large, or not one of the sorts that are asked for."""
    if not content:
        return Refusal("upload_empty")
    if len(content) > limit:
        return Refusal("upload_too_large", {"limit": limit // 1_000_000})
    return None if sort_of_upload(content)[0] in accept else Refusal("upload_wrong_type")
