"""Snapshots: facts of an office in columns, taken once for a question, kept encrypted for a time."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from simpul.directory.models import Area, Office
from simpul.files.models import Attachment
from simpul.kit.ids import new_id


class Snapshot(models.Model):
    """What was taken, for what, by whom, and until when it stays. The two files hold pseudonyms and no names."""

    class Purpose(models.TextChoices):
        """The question it was taken for."""

        POLICY = "policy", _("Menjalankan kebijakan")
        TARGETING = "targeting", _("Menentukan sasaran")
        MATCHING = "matching", _("Mencari catatan ganda")
        ALLOCATION = "allocation", _("Membagi bantuan")
        REPORT = "report", _("Laporan")

    class Retention(models.TextChoices):
        """For how long it stays: days are in rules.snapshots."""

        TRIAL = "trial", _("Percobaan")
        DECISION = "decision", _("Dasar keputusan")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+", db_column="area_code")
    facts_on = models.DateField()  # the day whose facts these are
    family_fields = models.JSONField()
    person_fields = models.JSONField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    retention = models.CharField(max_length=8, choices=Retention.choices)
    content_sha256 = models.CharField(max_length=64)  # its name: of both files as they are before they are encrypted
    families = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    families_file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    persons_file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    pseudonym_key = models.PositiveIntegerField()  # number of the key in the ring
    engine = models.CharField(max_length=60)  # what wrote the files: other versions write other bytes
    taken_at = models.DateTimeField(db_default=Now())
    taken_by = models.UUIDField()
    expires_on = models.DateField()
    erased_at = models.DateTimeField(null=True)
    erased_by = models.UUIDField(null=True)  # null: its time was over

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(content_sha256__regex="^[0-9a-f]{64}$"), name="snapshot_hash"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("facts_on")), name="snapshot_expires_later"),
        ]
        indexes = [models.Index(fields=["expires_on"], condition=Q(erased_at=None), name="snapshot_to_erase")]

    def __str__(self) -> str:
        return self.content_sha256
