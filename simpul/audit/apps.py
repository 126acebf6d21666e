"""Registers the module with Django."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The audit module."""

    name = "simpul.audit"

    def ready(self) -> None:
        """Every upgrade ends with a chain that can be continued."""
        post_migrate.connect(continue_chain, sender=self)


def continue_chain(using: str, **_: Any) -> None:
    """After a restore on another server, count on from the latest event there is; otherwise nothing changes."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('audit_continue') IS NOT NULL")
        if cursor.fetchone() == (True,):
            cursor.execute("SELECT audit_continue()")
