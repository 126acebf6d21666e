"""Registers the module with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo module."""

    name = "simpul.demo"
