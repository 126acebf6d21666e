"""Registers the module with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs module."""

    name = "simpul.jobs"

    def ready(self) -> None:
        """Make refusals and failures speak."""
        from simpul.jobs.forms import SENTENCES
        from simpul.ui.sentences import register

        register(SENTENCES)
