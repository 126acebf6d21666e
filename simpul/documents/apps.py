"""Registers the module with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents module."""

    name = "simpul.documents"
