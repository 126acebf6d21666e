"""Registers the module with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry module."""

    name = "simpul.registry"

    def ready(self) -> None:
        """Make the sentences of refusals known, and listen to accounts."""
        from django.utils.translation import gettext_lazy as _

        from simpul.accounts.rules.permissions import Permission
        from simpul.documents.rules.exports import ExportKind
        from simpul.documents.rules.exports import register as register_export
        from simpul.notices.forms import SENTENCES as OF_NOTICES
        from simpul.registry import receivers  # noqa: F401 - connects itself
        from simpul.registry.forms import (
            bulk_sentences,
            conflicts,
            elsewhere,
            facts,
            family_sentences,
            sentences,
            timeline,
        )
        from simpul.registry.services import exports
        from simpul.ui.sentences import register

        register_export(
            exports.KIND,
            ExportKind(
                title=_("Daftar warga"),
                permission=Permission.EXPORT_PEOPLE,
                numbers_permission=Permission.REVEAL_NUMBER,
                count=exports.count_people,
                sheet=exports.sheet_of_people,
            ),
        )
        OF_NOTICES.update(elsewhere.NOTICES)
        for words in (sentences.NUMBERS, sentences.PHONES, sentences.DATES, sentences.PEOPLE, sentences.FAMILIES):
            register(words)
        for words in (
            family_sentences.DAYS,
            family_sentences.FAMILIES,
            family_sentences.MEMBERS,
            family_sentences.FINDINGS,
            family_sentences.RELATIONS,
            family_sentences.MERGING,
            family_sentences.API,
            timeline.SENTENCES,
            conflicts.SENTENCES,
            bulk_sentences.SENTENCES,
            elsewhere.SENTENCES,
            facts.SENTENCES,
        ):
            register(words)
