"""Registers the module with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry module."""

    name = "simpul.registry"

    def ready(self) -> None:
        """Make the sentences of refusals known, and listen to accounts."""
        from simpul.registry import receivers  # noqa: F401 - connects itself
        from simpul.registry.forms import conflicts, facts, family_sentences, sentences, timeline
        from simpul.ui.sentences import register

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
            facts.SENTENCES,
        ):
            register(words)
