"""Registers the module with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The directory module."""

    name = "simpul.directory"

    def ready(self) -> None:
        """Make the sentences of refusals known."""
        from simpul.directory.forms import SENTENCES
        from simpul.ui.sentences import register

        register(SENTENCES, of="directory")
