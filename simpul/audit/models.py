"""The events and the seals over them. Both tables only ever grow: the database refuses anything else, to anybody."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class AuditEvent(models.Model):
    """One thing that happened: who did what to whom, where and when. Codes and field names, never personal values."""

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField(editable=False)  # the transaction it was written in, counted on over restores
    at = models.DateTimeField(editable=False)
    actor = models.UUIDField(null=True)  # a user; null where nobody has signed in and for the program itself
    act = models.TextField()  # "registry.person_registered"
    subject_kind = models.TextField(default="")  # "person"
    subject = models.UUIDField(null=True)
    office = models.UUIDField(null=True)
    request = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["xid", "id"], name="audit_event_order"),
            models.Index(
                fields=["subject", "-id"], name="audit_event_subject", condition=models.Q(subject__isnull=False)
            ),
            models.Index(fields=["actor", "-id"], name="audit_event_actor", condition=models.Q(actor__isnull=False)),
            models.Index(fields=["office", "-id"], name="audit_event_office", condition=models.Q(office__isnull=False)),
            BrinIndex(fields=["at"], name="audit_event_at"),  # rows lie on disk nearly in the order of time
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act__regex=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"), name="audit_event_act_is_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind} {self.subject or ''}".strip()


class AuditSeal(models.Model):
    """A signed statement that exactly these events stood in this order, chained to the statement before it."""

    number = models.BigIntegerField(primary_key=True)
    previous = models.BinaryField()
    first_xid = models.BigIntegerField()
    first_id = models.BigIntegerField()
    last_xid = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.IntegerField()
    root = models.BinaryField()
    sealed_at = models.DateTimeField()
    key_id = models.TextField()
    hash = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        db_table = "audit_seal"
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1, count__gte=1), name="audit_seal_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {bytes(self.hash).hex()[:16]}"


class Operation(models.Model):
    """One act that a program asked for, and what was answered: asked again with the same key, it is not done again.

    The answer holds ids, versions and codes, never a personal value; of what was sent only a keyed hash is kept.
    """

    actor = models.UUIDField()
    key = models.UUIDField()  # made where the act began
    act = models.TextField()  # "registry.split_family"
    body_index = models.BinaryField()  # keyed: a bare hash of a national number could be guessed back
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "audit_operation"
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="audit_operation_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
