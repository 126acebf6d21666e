"""The guards of documents, each with the way to switch it off and the tests that must then fail."""

from collections.abc import Callable

TEST, RULES = "tests/documents/test_export.py::test_", "tests/documents/test_export_rules.py::test_"


def _without_rights(database: str) -> None:
    """Whoever asked once may fetch for ever: neither the row policy nor the query asks again."""
    from simpul.documents import queries
    from simpul.documents.models import Export
    from tests import plugin

    queries.exports_visible_to = lambda viewer: Export.objects.filter(asked_by=viewer.pk)
    with plugin.superuser(database) as connection:
        connection.execute("ALTER POLICY app_view ON documents_export USING (asked_by = accounts_viewer())")


def _without_expiry(database: str) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from simpul.documents.services import exports

    class Stopped:
        def __getattr__(self, name: str) -> object:
            return getattr(timezone, name)

        def now(self) -> object:
            return timezone.now() - timedelta(days=7)

    exports.timezone = Stopped()


def _without_neutral_cells(database: str) -> None:
    from simpul.documents.engine import sheets
    from simpul.documents.rules import exports

    exports.neutral = sheets.neutral = lambda text: text


def _without_watermark(database: str) -> None:
    from simpul.documents.engine import sheets

    sheets.marked = lambda text, hidden: text


SWITCHES: dict[str, Callable[[str], None]] = {
    "export_rights": _without_rights,
    "export_expiry": _without_expiry,
    "export_neutral_cells": _without_neutral_cells,
    "export_watermark": _without_watermark,
}
GUARDS: dict[str, list[str]] = {
    "export_rights": [f"{TEST}download_export_ends_with_the_right", f"{TEST}download_export_ends_with_the_role"],
    "export_expiry": [f"{TEST}download_export_is_over_after_a_day"],
    "export_neutral_cells": [
        f"{RULES}no_cell_begins_a_formula",
        f"{RULES}a_workbook_tells_whose_it_is_and_holds_texts_only",
    ],
    "export_watermark": [f"{RULES}a_csv_file_is_one_too", f"{TEST}export_people_from_the_page_to_the_file"],
}
