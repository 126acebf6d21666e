"""Registers the module with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The files module."""

    name = "simpul.files"
