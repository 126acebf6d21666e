"""Registers the module with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit module."""

    name = "simpul.audit"
