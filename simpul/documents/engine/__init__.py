"""The adapters to what sets papers and writes sheets."""

from simpul.documents.engine.papers import picture, qr, typeset
from simpul.documents.engine.sheets import delimited, locked, texts_in, workbook

__all__ = ["delimited", "locked", "picture", "qr", "texts_in", "typeset", "workbook"]
