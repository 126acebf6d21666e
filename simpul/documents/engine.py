"""The adapter to typst and segno: data in, PDF bytes out; same data, same bytes."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
import typst

ROOT = Path(__file__).resolve().parent.parent  # the package: papers may use each other's parts, nothing outside


def typeset(paper: str, data: Mapping[str, Any]) -> bytes:
    """Set a paper, e.g. `registry/papers/person_extract.typ`, with its data; raises typst's error when it cannot."""
    return bytes(
        typst.compile(
            str(ROOT / paper), root=str(ROOT), sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            ignore_system_fonts=True, pdf_standards="a-2a",
        )
    )  # fmt: skip


def qr(text: str) -> str:
    """A QR code as SVG, with the quiet zone that scanners need."""
    target = io.BytesIO()
    segno.make(text, error="m", micro=False).save(target, kind="svg", xmldecl=False, border=4)
    return target.getvalue().decode()
