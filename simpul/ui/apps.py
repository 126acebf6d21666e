"""Registers the module with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The ui module."""

    name = "simpul.ui"
