"""What people and families that were registered by mistake have in common: the row stays, and nobody finds it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Withdrawable(models.Model):
    """A registration that may be taken back while nothing rests on it. Row security hides what was withdrawn."""

    class Withdrawal(models.TextChoices):
        """Why the registration was taken back."""

        MISTAKE = "mistake", _("Salah daftar")
        TWICE = "twice", _("Sudah tercatat sebelumnya")
        LIST = "list", _("Daftarnya dibatalkan")

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_reason = models.CharField(max_length=8, choices=Withdrawal.choices, blank=True, default="", db_default="")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(class)s_withdrawn_whole",
            )
        ]
