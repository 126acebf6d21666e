"""One row about the database itself."""

from django.db import models


class Installation(models.Model):
    """Whether this database belongs to a demo or to a real office, and which program it is up to date with."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    kind = models.CharField(max_length=6, choices=[("demo", "demo"), ("office", "office")])
    created_at = models.DateTimeField(auto_now_add=True)
    # Of the program that brought it up to date last; empty while that is going on.
    fingerprint = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row")]

    def __str__(self) -> str:
        return self.kind
