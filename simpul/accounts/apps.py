"""Registers the module with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts module."""

    name = "simpul.accounts"

    def ready(self) -> None:
        """Make refusals speak, and listen to who signs in."""
        from simpul.accounts import receivers  # noqa: F401 - connects itself
        from simpul.accounts.forms import SENTENCES
        from simpul.ui.sentences import register

        register(SENTENCES)
