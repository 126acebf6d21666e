"""Registers the module with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files module."""

    name = "simpul.files"

    def ready(self) -> None:
        """Make refusals speak."""
        from simpul.files.forms import SENTENCES
        from simpul.ui.sentences import register

        register(SENTENCES)
