"""The events and the seals over them. Both tables only ever grow: the database refuses anything else, to anybody."""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class TransactionIdField(models.Field):  # type: ignore[type-arg]
    """A PostgreSQL transaction id that never wraps around (`xid8`)."""

    def db_type(self, connection: Any) -> str:
        """The column's type in PostgreSQL."""
        return "xid8"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> int | None:
        """PostgreSQL sends it as text."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        """Sent as text too: there is no cast from bigint."""
        return None if value is None else str(value)


class CurrentTransactionId(models.Func):
    """The id of the transaction this row is written in, never of a savepoint within it."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = TransactionIdField()


class ClockTimestamp(models.Func):
    """The moment itself, not the start of the transaction."""

    function = "clock_timestamp"
    arity = 0
    output_field = models.DateTimeField()


class AuditEvent(models.Model):
    """One thing that happened: who did what to whom, where and when. Codes and field names, never personal values."""

    id = models.BigAutoField(primary_key=True)
    xid = TransactionIdField(db_default=CurrentTransactionId())
    at = models.DateTimeField(db_default=ClockTimestamp())
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
    first_xid = TransactionIdField()
    first_id = models.BigIntegerField()
    last_xid = TransactionIdField()
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
