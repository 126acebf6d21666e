"""Decisions of the module on plain values: codes on papers, marks in exports."""

from simpul.documents.rules.codes import code_hash, new_code, read_code

__all__ = ["code_hash", "new_code", "read_code"]
