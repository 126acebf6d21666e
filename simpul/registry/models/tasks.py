"""Work that opens when a person lacks a paper, or shares a number: somebody helps them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simpul.directory.models import Office
from simpul.kit.ids import new_id
from simpul.registry.models.people import Person


class PaperTask(models.Model):
    """Help this person with a paper: to obtain one that is missing, or to find out whose number it bears."""

    class Paper(models.TextChoices):
        """The paper that is missing, or in doubt."""

        NATIONAL_NUMBER = "national_number", _("NIK / KTP-el")
        FAMILY_CARD = "family_card", _("Kartu keluarga")
        NUMBER_SHARED = "number_shared", _("NIK yang sama dengan orang lain")

    class Outcome(models.TextChoices):
        """How the task ended."""

        OBTAINED = "obtained", _("Sudah punya")
        CHECKED = "checked", _("Sudah dicocokkan dengan kartunya")
        NOT_NEEDED = "not_needed", _("Tidak perlu lagi")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_tasks")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField(max_length=16, choices=Paper.choices)
    assigned_to = models.UUIDField()
    due_on = models.DateField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "paper"], condition=Q(closed_at__isnull=True), name="paper_task_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="paper_task_closed_has_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["assigned_to"], condition=Q(closed_at__isnull=True), name="paper_task_assigned")
        ]

    def __str__(self) -> str:
        return str(self.id)
