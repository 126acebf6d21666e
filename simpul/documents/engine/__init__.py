"""The adapters to what sets papers and writes sheets."""

from simpul.documents.engine.papers import picture, qr, typeset
from simpul.documents.engine.sheets import delimited, locked, workbook

__all__ = ["delimited", "locked", "picture", "qr", "typeset", "workbook"]
