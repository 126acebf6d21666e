"""Registers the module with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts module."""

    name = "simpul.accounts"
