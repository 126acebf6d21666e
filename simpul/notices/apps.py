"""Registers the module with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The notices module."""

    name = "simpul.notices"
