"""Papers that left the printer: enough to prove that one is genuine, and to print the very same bytes again."""

from django.db import models

from simpul.directory.models import Office
from simpul.files.models import Attachment
from simpul.kit.ids import new_id


class Paper(models.Model):
    """One issued paper. The code on it proves that it is genuine; it says nothing about whom the paper is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)  # person_extract
    number = models.CharField(max_length=60, default="", db_default="", editable=False)  # 0012/DINSOS-BANDUNG/2026
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    language = models.CharField(max_length=2)
    code_sha256 = models.BinaryField(unique=True)  # the code itself stands on the paper only
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="paper_subject")]

    def __str__(self) -> str:
        return str(self.id)


class NumberSeries(models.Model):
    """The numbers of an office's papers in one year: how far they have come."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    latest = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.year}"
