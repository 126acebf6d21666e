"""Registers the module with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The directory module."""

    name = "simpul.directory"
