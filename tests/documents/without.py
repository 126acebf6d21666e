"""The guards of exports, each with the way to switch it off in one test, and the tests that must then fail."""

from collections.abc import Callable
from datetime import timedelta

import pytest

TEST, RULES = "tests/documents/test_export.py::test_", "tests/documents/test_export_rules.py::test_"


def _without_rights(patch: pytest.MonkeyPatch) -> None:
    """Whoever asked once may fetch for ever."""
    from simpul.documents import queries
    from simpul.documents.models import Export

    patch.setattr(queries, "exports_visible_to", lambda viewer: Export.objects.filter(asked_by=viewer.pk))


def _without_expiry(patch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    from simpul.documents.services import exports

    class Stopped:
        def __getattr__(self, name: str) -> object:
            return getattr(timezone, name)

        def now(self) -> object:
            return timezone.now() - timedelta(hours=1)

    patch.setattr(exports, "timezone", Stopped())


def _without_neutral_cells(patch: pytest.MonkeyPatch) -> None:
    from simpul.documents.engine import sheets
    from simpul.documents.rules import exports

    for module in (exports, sheets):
        patch.setattr(module, "neutral", lambda text: text)


def _without_watermark(patch: pytest.MonkeyPatch) -> None:
    from simpul.documents.engine import sheets

    patch.setattr(sheets, "marked", lambda text, hidden: text)


OFF: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "export_rights": _without_rights,
    "export_expiry": _without_expiry,
    "export_neutral_cells": _without_neutral_cells,
    "export_watermark": _without_watermark,
}
SWITCHES: dict[str, Callable[[str], None]] = {}
GUARDS: dict[str, list[str]] = {
    "export_rights": [f"{TEST}download_export_ends_with_the_right"],
    "export_expiry": [f"{TEST}download_export_is_over_after_a_day"],
    "export_neutral_cells": [
        f"{RULES}no_cell_begins_a_formula",
        f"{RULES}a_workbook_tells_whose_it_is_and_holds_texts_only",
    ],
    "export_watermark": [f"{RULES}a_csv_file_is_one_too", f"{TEST}export_people_from_the_page_to_the_file"],
}
