"""Registers the module with Django."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The config module."""

    name = "simpul.config"
