"""Registers the module with Django."""

from typing import Any
from uuid import UUID

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """The lists module."""

    name = "simpul.lists"

    def ready(self) -> None:
        """Make findings and refusals speak, and say what the work in the background is called."""
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from simpul.accounts.rules.permissions import Permission
        from simpul.documents.rules.exports import ExportKind
        from simpul.documents.rules.exports import register as register_export
        from simpul.jobs.rules import Kind, register
        from simpul.lists.forms import sentences
        from simpul.lists.forms.results import sheet_of_list
        from simpul.lists.queries import count_rows
        from simpul.lists.services.exporting import KIND
        from simpul.ui.sentences import register as register_sentences

        for words in (sentences.FINDINGS, sentences.REASONS, sentences.REFUSALS):
            register_sentences(words, of="lists")

        register_export(
            KIND,
            ExportKind(
                title=_("Hasil daftar"),
                permission=Permission.EXPORT_PEOPLE,
                numbers_permission=Permission.REVEAL_NUMBER,
                count=count_rows,
                sheet=sheet_of_list,
            ),
        )

        def page(subject: UUID | None) -> str:
            return reverse("lists:check_list", args=[subject])

        stages: dict[str, Any] = {"reading": _("Membaca berkas"), "checking": _("Memeriksa baris")}
        register("lists.read_list", Kind(_("Memeriksa daftar"), page, stages=stages))
        register("lists.apply_rows", Kind(_("Menerapkan daftar"), page))
        register("lists.undo_rows", Kind(_("Membatalkan daftar"), page))
