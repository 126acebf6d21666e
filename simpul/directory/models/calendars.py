"""When nobody works: holidays of the country and of an office, and the days of an office's week."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from simpul.directory.models.areas import ORIGINS
from simpul.directory.models.offices import Office
from simpul.kit.ids import new_id

KINDS = {"national": _("Libur nasional"), "joint_leave": _("Cuti bersama"), "local": _("Libur setempat")}


class AnnouncedYear(models.Model):
    """A year whose national holidays the government has announced, with the decree."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    decree = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, null=True)  # of what was shipped; null where an office wrote it down first
    announced_at = models.DateTimeField()
    announced_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.year}: {self.decree}"


class Holiday(models.Model):
    """A day on which nobody is expected to work; without an office, in the whole country. Withdrawn, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="holidays")
    on = models.DateField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=11, choices=KINDS)
    source = models.CharField(max_length=300)
    origin = models.CharField(max_length=7, choices=ORIGINS)
    is_withdrawn = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["on"], name="holiday_on")]
        constraints = [
            models.UniqueConstraint(name="holiday_once", fields=["office", "on", "name"], nulls_distinct=False),
            models.CheckConstraint(name="holiday_origin_known", condition=Q(origin__in=list(ORIGINS))),
            models.CheckConstraint(
                name="holiday_kind_fits_office",
                condition=Q(office=None, kind__in=["national", "joint_leave"]) | Q(office__isnull=False, kind="local"),
            ),
            models.CheckConstraint(name="holiday_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class WorkingHours(models.Model):
    """A weekday on which an office works (1 is Monday). An office without any works Monday to Friday."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="working_hours_once_a_weekday", fields=["office", "weekday"]),
            models.CheckConstraint(name="working_hours_weekday", condition=Q(weekday__range=(1, 7))),
            models.CheckConstraint(
                name="working_hours_open_then_close",
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.weekday)
