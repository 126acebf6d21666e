"""The administrative areas of Indonesia, their other numbers and what became of them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from simpul.directory.rules.areas import CODE_PATTERN, Kind, Scheme
from simpul.kit.ids import new_id

KINDS = {
    Kind.PROVINSI.value: _("Provinsi"),
    Kind.KABUPATEN.value: _("Kabupaten"),
    Kind.KOTA.value: _("Kota"),
    Kind.KECAMATAN.value: _("Kecamatan"),
    Kind.DISTRIK.value: _("Distrik"),
    Kind.KELURAHAN.value: _("Kelurahan"),
    Kind.DESA.value: _("Desa"),
    Kind.DESA_ADAT.value: _("Desa adat"),
}
SCHEMES = {Scheme.BPS.value: _("Kode BPS"), Scheme.FORMER.value: _("Kode lama")}
CHANGES = {
    "split": _("Pemekaran"),
    "merge": _("Penggabungan"),
    "rename": _("Perubahan nama"),
    "recode": _("Perubahan kode"),
}
ORIGINS = {"shipped": _("Bawaan"), "local": _("Setempat")}


def _code_at(level: int, length: int, parent: int) -> Q:
    """At a level codes have one length, and begin with the code of the area around."""
    return Q(Exact(Length("code"), length), level=level, parent=Left("code", parent), parent__isnull=False)


_VALIDITY = Func(F("valid_from"), F("valid_until"), Value("[]"), function="daterange", output_field=DateRangeField())


class Area(models.Model):
    """A province, regency or city, district or village, by its Kemendagri code. Areas end; they are never deleted.

    `shipped_name` is what the program's edition calls it: where `name` differs, the office has renamed it.
    """

    code = models.CharField(max_length=13, primary_key=True, db_collation="C")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=KINDS)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", db_index=False)
    postcode = models.CharField(max_length=5, null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)  # the last day, itself included
    source = models.CharField(max_length=200)
    shipped_name = models.CharField(max_length=100, null=True)
    name_key = models.TextField(db_collation="C")
    path_key = models.TextField(db_collation="C")

    class Meta:
        indexes = [
            # Compared with COLLATE "C", so that it serves LIKE too; Django itself would make two.
            models.Index(fields=["parent"], name="area_parent"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="area_name_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="area_code_fits_level_and_parent",
                condition=Q(code__regex=CODE_PATTERN)
                & (
                    Q(Exact(Length("code"), 2), level=1, parent=None)
                    | _code_at(2, 5, parent=2)
                    | _code_at(3, 8, parent=5)
                    | _code_at(4, 13, parent=8)
                ),
            ),
            models.CheckConstraint(name="area_kind_known", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="area_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="area_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class AreaCode(models.Model):
    """Another number of an area, with whose number it is and when it was in use."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=10, choices=SCHEMES)
    code = models.CharField(max_length=13, db_collation="C")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=200)
    note = models.TextField(default="", blank=True)
    origin = models.CharField(max_length=7, choices=ORIGINS)

    class Meta:
        indexes = [models.Index(fields=["scheme", "code"], name="area_code_lookup")]
        constraints = [
            models.CheckConstraint(name="area_code_scheme_known", condition=Q(scheme__in=list(SCHEMES))),
            models.CheckConstraint(name="area_code_origin_known", condition=Q(origin__in=list(ORIGINS))),
            # A former code may lead to several areas (a split); a number in use names one area at a time.
            ExclusionConstraint(
                name="area_code_names_one_area_at_a_time",
                expressions=[("scheme", "="), ("code", "="), (_VALIDITY, RangeOperators.OVERLAPS)],
                condition=~Q(scheme="former"),
            ),
            ExclusionConstraint(
                name="area_has_one_code_at_a_time",
                expressions=[("scheme", "="), ("area", "="), (_VALIDITY, RangeOperators.OVERLAPS)],
                condition=~Q(scheme="former"),
            ),
            models.UniqueConstraint(
                name="area_former_code_once", fields=["area", "code"], condition=Q(scheme="former")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class AreaChange(models.Model):
    """An area was split, merged, renamed or numbered anew. No published list tells it, so offices write it down."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=6, choices=CHANGES)
    former_code = models.CharField(max_length=13, db_collation="C", db_index=True)
    former_name = models.CharField(max_length=100, default="")
    successors = models.ManyToManyField(Area, related_name="changes")
    on = models.DateField()
    source = models.CharField(max_length=200)
    note = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="area_change_kind_known", condition=Q(kind__in=list(CHANGES))),
            models.CheckConstraint(name="area_change_has_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.former_code}"


class AreaEdition(models.Model):
    """Which edition of the national list of areas has been loaded."""

    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=200)
    areas = models.PositiveIntegerField()
    loaded_on = models.DateField()

    def __str__(self) -> str:
        return self.source
