"""Attachments: what the database knows of an encrypted file on disk."""

from django.db import models

from simpul.directory.models import Office
from simpul.kit.ids import new_id


class Attachment(models.Model):
    """A file of an office, encrypted under its own id and named by the hash of what lies on disk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of the encrypted bytes, which is also the name of the file
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes of the content
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="attachment_hash")
        ]

    def __str__(self) -> str:
        return str(self.id)
