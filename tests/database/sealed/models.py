"""Models for the tests of encryption; they belong to the program only while such a test runs."""

import pghistory
import pgtrigger
from django.db import models

from simpul.database.encryption import BlindIndexField, EncryptedTextField
from simpul.kit.ids import new_id


def canonical_number(text: str) -> str | None:
    """Digits alone are compared; a text without any is not to be found."""
    return "".join(sign for sign in text if sign.isdigit()) or None


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), append_only=True, level=pgtrigger.Statement, app_label="sealed"
)
class Card(models.Model):
    """A person's card: the row itself is the subject."""

    id = models.UUIDField(primary_key=True, default=new_id)
    label = models.CharField(max_length=40, default="")
    number = EncryptedTextField(column="tests.card.number", subject="id", null=True)
    number_index = BlindIndexField(
        column="tests.card.number", source="number", canonical=canonical_number, null=True, db_index=True
    )
    story = EncryptedTextField(column="tests.card.story", subject="id", null=True)

    class Meta:
        app_label = "sealed"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=False) | models.Q(story__isnull=True), name="no_story_without_number"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), fields=["number"], level=pgtrigger.Row, app_label="sealed"
)
class Slip(models.Model):
    """The same, with a history that keeps the encrypted value alone: its lines know the person only by `pgh_obj`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = EncryptedTextField(column="tests.slip.number", subject="id")

    class Meta:
        app_label = "sealed"

    def __str__(self) -> str:
        return str(self.id)


class Staged(models.Model):
    """A card on its way in: another table and another attribute, the same logical column and the same person."""

    subject = models.UUIDField()
    number = EncryptedTextField(column="tests.card.number", subject="subject", null=True)

    class Meta:
        app_label = "sealed"

    def __str__(self) -> str:
        return str(self.pk)


class Guarded(models.Model):
    """A table whose rows the program's own role does not all see."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = EncryptedTextField(column="tests.guarded.number", subject="id")

    class Meta:
        app_label = "sealed"

    def __str__(self) -> str:
        return str(self.id)
