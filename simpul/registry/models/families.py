"""A family as on a family card, its dated numbers, and who belonged to it when."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from simpul.database.encryption import BlindIndexField, EncryptedTextField
from simpul.directory.models import Area, Office
from simpul.kit.ids import new_id
from simpul.registry.models.people import Person
from simpul.registry.models.withdrawal import Withdrawable

HEAD = "1"  # code list shdk: kepala keluarga


class DateRange(Func):
    """`daterange(from, until, '[]')`: both days belong; no end means until today."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Family(Withdrawable):
    """People on one family card. The card's number changes when a family splits, merges or moves; the family stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+", db_column="area_code")
    address = EncryptedTextField(column="registry.family.address", subject="id", null=True)
    rt = models.CharField(max_length=3, blank=True, default="")
    rw = models.CharField(max_length=3, blank=True, default="")
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="splits")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.UUIDField()
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")), name="family_days"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="family_not_merged_into_itself"),
        ]
        indexes = [models.Index(fields=["office", "area"], name="family_office_area")]

    def __str__(self) -> str:
        return str(self.id)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class FamilyNumber(models.Model):
    """The number of a family's card (nomor KK), from a day until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="numbers")
    number = EncryptedTextField(column="registry.familynumber.number", subject="family_id")
    number_index = BlindIndexField(column="registry.familynumber.number", source="number", null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(until_on__isnull=True), name="family_one_number_in_force"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="family_number_days"
            ),
        ]
        indexes = [models.Index(fields=["number_index"], name="family_number_index")]

    def __str__(self) -> str:
        return str(self.id)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Membership(models.Model):
    """Somebody's place in a family, from a day until a day: a person is in one family at a time."""

    class EndReason(models.TextChoices):
        """Why somebody left the family."""

        SPLIT = "split", _("Pisah KK")
        MERGED = "merged", _("Gabung KK")
        MOVED = "moved", _("Pindah")
        DIED = "died", _("Meninggal")
        CORRECTED = "corrected", _("Salah catat")
        ROLE = "role", _("Hubungan dalam keluarga berubah")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=4)  # code list shdk: relation to the head of the family
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=EndReason.choices, blank=True, default="")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.UUIDField()

    class Meta:
        constraints = [
            # A row ended on the day it began, or before, was a mistake or a change of the same day: it holds no time.
            ExclusionConstraint(
                name="person_in_one_family",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateRange("from_on", F("until_on") - 1), RangeOperators.OVERLAPS),
                ],
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["family"], condition=Q(relation=HEAD, until_on__isnull=True), name="family_one_head"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | ~Q(end_reason=""), name="membership_end_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="membership_days"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
