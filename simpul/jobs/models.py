"""Background work as whoever asked for it sees it. The queue itself is procrastinate's."""

from django.db import models

from simpul.directory.models import Office
from simpul.files.models import Attachment
from simpul.jobs import rules
from simpul.kit.ids import new_id


class Job(models.Model):
    """One piece of work: how far it is, how it ended, and what came of it. No value of a person stands in it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)  # lists.apply
    subject = models.UUIDField(null=True)  # the row of the module that asked
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)  # ids and codes
    queue_id = models.BigIntegerField(null=True)  # the latest row of the queue
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.UUIDField()
    state = models.CharField(max_length=10, default=rules.QUEUED)
    stage = models.CharField(max_length=60, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=60, blank=True, default="")
    failure_params = models.JSONField(default=dict)
    result = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    result_until = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    cancel_asked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=rules.STATES), name="job_state")]
        indexes = [models.Index(fields=["asked_by", "-id"], name="job_of_user")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
