"""One row of a list, from arriving until it is applied or left out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from simpul.database.encryption import EncryptedTextField
from simpul.kit.ids import new_id
from simpul.lists.models.lists import IncomingList
from simpul.lists.rules.tables import number_of, sheet_of
from simpul.registry.models import Person


class ListRow(models.Model):
    """A row that speaks of somebody. All that it says is sealed; whoever it registers gets the id of the row.

    The indexes are keyed hashes within this list: who shares a number or a family card.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incoming_list = models.ForeignKey(IncomingList, on_delete=models.PROTECT, related_name="rows", db_index=False)
    place = models.PositiveIntegerField()  # sheet and row, see rules.tables: one order over all sheets
    content = EncryptedTextField(column="lists.listrow.content", subject="id")
    number_index = models.BinaryField(null=True)
    family_index = models.BinaryField(null=True)
    digest = models.BinaryField()  # of what the row says: the same row of an earlier list speaks of the same person
    outcome = models.CharField(max_length=10)
    act = models.CharField(max_length=4, blank=True, default="")
    codes = ArrayField(models.CharField(max_length=40), default=list)  # of what has to be looked at or written anew
    decision = models.CharField(max_length=9, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incoming_list", "place"], name="list_row_once"),
        ]
        indexes = [
            models.Index(fields=["incoming_list", "outcome", "place"], name="list_row_in_tab"),
            models.Index(fields=["incoming_list", "family_index"], name="list_row_of_family"),
            models.Index(fields=["incoming_list", "number_index"], name="list_row_of_number"),
            models.Index(fields=["digest"], name="list_row_digest"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def number(self) -> int:
        """The row as the spreadsheet counts it."""
        return number_of(self.place)

    @property
    def sheet(self) -> int:
        """The sheet, counted from 0."""
        return sheet_of(self.place)
