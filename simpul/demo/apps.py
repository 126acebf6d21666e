"""Registers the module with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo module."""

    name = "simpul.demo"

    def ready(self) -> None:
        """Say what the work in the background is called."""
        from django.utils.translation import gettext_lazy as _

        from simpul.demo.rules.work import KIND
        from simpul.jobs.rules import Kind, register

        register(KIND, Kind(_("Mencatat hasil kunjungan")))
