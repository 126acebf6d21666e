"""Registers the module with Django."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """The database module."""

    name = "simpul.database"
