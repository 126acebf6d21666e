"""Acts on papers, and on lists that are taken along."""

from simpul.documents.services.exports import (
    ExportOver,
    ExportRefused,
    download_export,
    erase_exports,
    make_export,
    reveal_password,
    start_export,
)
from simpul.documents.services.papers import issue_paper, print_paper, sample_letter, withdraw_paper

__all__ = [
    "ExportOver",
    "ExportRefused",
    "download_export",
    "erase_exports",
    "issue_paper",
    "make_export",
    "print_paper",
    "reveal_password",
    "sample_letter",
    "start_export",
    "withdraw_paper",
]
