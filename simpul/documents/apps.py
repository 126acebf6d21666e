"""Registers the module with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The documents module."""

    name = "simpul.documents"

    def ready(self) -> None:
        """Make refusals speak, and say how the work of making a list is called."""
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from simpul.documents.forms import SENTENCES
        from simpul.jobs.rules import Kind
        from simpul.jobs.rules import register as register_work
        from simpul.ui.sentences import register

        register(SENTENCES)
        register_work(
            "documents.export",
            Kind(title=_("Menyiapkan unduhan"), page=lambda export: reverse("documents:view_export", args=[export])),
        )
