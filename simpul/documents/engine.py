"""The adapter to typst and segno: data in, PDF bytes out; same data and moment, same bytes."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

ROOT = Path(__file__).resolve().parent.parent  # the package: papers may use each other's parts, nothing outside
SCREEN_PPI = 110.0


def typeset(paper: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set a paper, e.g. `registry/papers/person_extract.typ`, with its data; `at` is the document's date.

    The result is PDF/A-2a: it can be archived, and read aloud. Raises typst's error when it cannot be set.
    """
    compiler = typst.Compiler(root=str(ROOT), ignore_system_fonts=True)
    content = compiler.compile(
        str(ROOT / paper), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, format="pdf",
        pdf_standards="a-2a", timestamp=int(at.timestamp()),
    )  # fmt: skip
    assert isinstance(content, bytes)  # noqa: S101 - typst answers a list for images only
    return content


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
