"""Registers the module with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The registry module."""

    name = "simpul.registry"
