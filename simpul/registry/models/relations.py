"""How two people are related, whatever family card they are on."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from simpul.kit.ids import new_id
from simpul.registry.models.people import Person


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Relation(models.Model):
    """`person` is parent, spouse, guardian or carer of `other`, from a day until a day."""

    class Kind(models.TextChoices):
        """What `person` is to `other`."""

        PARENT = "parent", _("Orang tua")
        SPOUSE = "spouse", _("Suami atau istri")
        GUARDIAN = "guardian", _("Wali")
        CARER = "carer", _("Pengasuh atau perawat")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="relation_of_two"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], condition=Q(ended_at__isnull=True), name="relation_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
