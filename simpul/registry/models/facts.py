"""What is known of people and families beside their records: one row for each thing that somebody said.

Nothing is overwritten: the latest row in force is the fact, the others are its history. A row can only be ended, once.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from simpul.database.encryption import EncryptedTextField
from simpul.kit.ids import new_id
from simpul.registry.models.families import Family
from simpul.registry.models.people import Person


def _constraints(table: str) -> list[models.BaseConstraint]:
    columns = [F(name) for name in ("yes_no", "whole", "measure", "day", "choice", "choices", "sealed")]
    filled = Func(*columns, function="num_nonnulls", output_field=IntegerField())
    ended = Q(ended_at__isnull=False, ended_by__isnull=False)
    return [
        models.CheckConstraint(
            name=f"{table}_one_value",
            condition=Q(Exact(filled, 1), is_known=True) | Q(Exact(filled, 0), is_known=False),
        ),
        models.CheckConstraint(
            name=f"{table}_confidential_is_sealed",
            condition=Q(is_confidential=True, is_known=False)
            | Q(is_confidential=True, sealed__isnull=False)
            | Q(is_confidential=False, sealed__isnull=True),
        ),
        models.CheckConstraint(
            name=f"{table}_ends_whole",
            condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_on__isnull=True, end_reason="")
            | ended & Q(end_reason="mistake", ended_on__isnull=True)
            | ended & Q(end_reason="over", ended_on__gt=F("observed_on")),
        ),
    ]


class Fact(models.Model):
    """What the tables of facts have in common. Which columns a fact uses, the catalogue says (rules.catalogue)."""

    class Source(models.TextChoices):
        """Where the office has it from."""

        VISIT = "visit", _("Kunjungan rumah")
        COUNTER = "counter", _("Keterangan di loket")
        LETTER = "letter", _("Surat atau kartu yang ditunjukkan")
        LIST = "list", _("Daftar yang masuk")
        SYSTEM = "system", _("Sistem lain")

    class SaidBy(models.TextChoices):
        """Who said it: a code, never a name."""

        SELF = "self", _("Orangnya sendiri")
        FAMILY = "family", _("Anggota keluarga")
        NEIGHBOUR = "neighbour", _("Tetangga atau ketua RT/RW")
        STAFF = "staff", _("Dilihat petugas")
        OFFICE = "office", _("Lembaga lain")

    class EndReason(models.TextChoices):
        """Why a row counts no more."""

        OVER = "over", _("Sudah tidak berlaku")
        MISTAKE = "mistake", _("Salah catat")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, db_collation="C")  # rules.catalogue
    is_confidential = models.BooleanField()
    is_known = models.BooleanField()  # false: asked, and nobody knows
    yes_no = models.BooleanField(null=True)
    whole = models.BigIntegerField(null=True)
    measure = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    day = models.DateField(null=True)
    choice = models.CharField(max_length=80, null=True, db_collation="C")
    choices = ArrayField(models.CharField(max_length=80, db_collation="C"), null=True)
    edition = models.PositiveIntegerField(null=True)  # of the code list when it was said
    observed_on = models.DateField()  # the day of which it is true
    source = models.CharField(max_length=7, choices=Source.choices)
    said_by = models.CharField(max_length=9, choices=SaidBy.choices, blank=True, default="")
    is_implied = models.BooleanField()  # follows from what was said in the same act
    act = models.UUIDField()  # the form that was sent once, or the list it came with
    recorded_at = models.DateTimeField(db_default=TransactionNow())
    recorded_by = models.UUIDField()
    ended_on = models.DateField(null=True)  # from this day it holds no more
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=7, choices=EndReason.choices, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class PersonFact(Fact):
    """One thing said of a person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    sealed = EncryptedTextField(column="registry.personfact.value", subject="person_id", null=True)
    note = EncryptedTextField(column="registry.personfact.note", subject="person_id", null=True)

    class Meta:
        constraints = _constraints("person_fact")


class FamilyFact(Fact):
    """One thing said of a family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="facts")
    sealed = EncryptedTextField(column="registry.familyfact.value", subject="family_id", null=True)
    note = EncryptedTextField(column="registry.familyfact.note", subject="family_id", null=True)

    class Meta:
        constraints = _constraints("family_fact")
