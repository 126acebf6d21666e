"""What left the office: papers, enough to prove that one is genuine and to print it again; and lists, for a day."""

from datetime import timedelta

from django.db import models

from simpul.database.encryption import EncryptedTextField
from simpul.directory.models import Office
from simpul.files.models import Attachment
from simpul.jobs.models import Job
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


class Export(models.Model):
    """A list somebody asked to take along. Its file, its password and what was searched for go after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=9, unique=True, editable=False)  # K7QF-2M9X: in the file, seen and unseen
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)  # registry.people
    permission = models.CharField(max_length=60)  # asked again at every download
    reach = models.CharField(max_length=64)  # where the permission reached; another reach takes the file away
    purpose = models.CharField(max_length=20)
    note = EncryptedTextField(column="documents.export.note", subject="id", null=True)
    asked = EncryptedTextField(column="documents.export.asked", subject="id", null=True)  # what was searched for
    file_format = models.CharField(max_length=4)
    with_numbers = models.BooleanField(default=False)
    language = models.CharField(max_length=2)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, related_name="+")
    rows = models.PositiveIntegerField(null=True)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    password = EncryptedTextField(column="documents.export.password", subject="id", null=True)  # until it was shown
    downloads = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.UUIDField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            # A day at most, whatever a setting or a mistake says.
            models.CheckConstraint(
                condition=models.Q(until__lte=models.F("asked_at") + timedelta(hours=24, minutes=1)),
                name="export_for_a_day",
            )
        ]
        indexes = [models.Index(fields=["asked_by", "-id"], name="export_of_user")]

    def __str__(self) -> str:
        return self.number
