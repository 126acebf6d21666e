"""News for one person, inside the program."""

from django.db import models

from simpul.accounts.models import User
from simpul.kit.ids import new_id


class Notice(models.Model):
    """Something somebody should know. It holds a code and ids; the sentence is found when it is shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)  # counts, dates, names of staff: never a client's facts
    link = models.CharField(max_length=300, blank=True, default="")  # an address of this program
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="notice_user")]

    def __str__(self) -> str:
        return self.code
