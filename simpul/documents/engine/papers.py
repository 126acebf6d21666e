"""The adapter to typst and segno: data in, PDF bytes out; same data and moment, same bytes."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

ROOT = Path(__file__).resolve().parent.parent.parent  # the package: papers may use each other's parts, nothing outside
SCREEN_PPI = 110.0
# How typst says that a sign has no glyph, and the blocks that the bundled fonts draw whole: Latin with its extensions,
# combining accents, Greek, Cyrillic, punctuation, currency.
_WITHOUT_GLYPH = "could not be displayed with font"
_DRAWN = ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x304), (0x391, 0x3A1), (0x3A3, 0x3C9), (0x410, 0x44F), (0x1E80, 0x1EF9),
          (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC))  # fmt: skip


def typeset(paper: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set a paper, e.g. `registry/papers/person_extract.typ`, with its data; `at` is the document's date.

    The result is PDF/A-2a: it can be archived, and read aloud. Raises typst's error when it cannot be set.
    """
    compiler = typst.Compiler(root=str(ROOT), ignore_system_fonts=True)

    def compiled(text: str) -> Any:
        return compiler.compile(
            str(ROOT / paper), sys_inputs={"data": text}, format="pdf", pdf_standards="a-2a",
            timestamp=int(at.timestamp()),
        )  # fmt: skip

    text = json.dumps(data, ensure_ascii=False)
    try:
        content = compiled(text)
    except typst.TypstError as error:
        if _WITHOUT_GLYPH not in str(error):
            raise
        content = compiled(_printable(text))
    assert isinstance(content, bytes)  # noqa: S101 - typst answers a list for images only
    return content


def _printable(text: str) -> str:
    """With a question mark for every sign that no font of ours draws: a paper for the archive may have no empty box."""
    return "".join(sign if any(low <= ord(sign) <= high for low, high in _DRAWN) else "?" for sign in text)


def picture(paper: str, data: Mapping[str, Any]) -> bytes:
    """The first page of a paper as PNG, to be looked at on a screen."""
    compiler = typst.Compiler(root=str(ROOT), ignore_system_fonts=True)
    pages = compiler.compile(
        str(ROOT / paper), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, format="png", ppi=SCREEN_PPI
    )
    page = pages[0] if isinstance(pages, list) else pages
    assert isinstance(page, bytes)  # noqa: S101 - typst answers nothing only when it writes to a file
    return page


def qr(text: str) -> str:
    """A QR code as SVG, with the quiet zone that scanners need."""
    target = io.BytesIO()
    segno.make(text, error="m", micro=False).save(target, kind="svg", xmldecl=False, border=4)
    return target.getvalue().decode()
