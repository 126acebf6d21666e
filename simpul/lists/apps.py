"""Registers the module with Django."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """The lists module."""

    name = "simpul.lists"
