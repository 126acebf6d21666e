"""Registers the module with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The notices module."""

    name = "simpul.notices"

    def ready(self) -> None:
        """Listen to the modules below."""
        from simpul.notices import receivers  # noqa: F401 - connects itself
