"""Registers the module with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk module."""

    name = "simpul.desk"
