"""Who offers social services, and from where."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simpul.directory.models.areas import Area
from simpul.directory.rules.offices import CODE_PATTERN, TIME_ZONES
from simpul.kit.ids import new_id

KINDS = {
    "dinas": _("Dinas"),
    "uptd": _("UPTD"),
    "slrt": _("SLRT"),
    "puskesos": _("Puskesos"),
    "ngo": _("Lembaga masyarakat"),
    "village": _("Pemerintah desa/kelurahan"),
    "other": _("Lain-lain"),
}
ZONES = {
    "Asia/Jakarta": _("Waktu Indonesia Barat (WIB)"),
    "Asia/Makassar": _("Waktu Indonesia Tengah (WITA)"),
    "Asia/Jayapura": _("Waktu Indonesia Timur (WIT)"),
}
PAPERS = {"a4": _("A4 (210 × 297 mm)"), "f4": _("F4 (215 × 330 mm)")}


class Organisation(models.Model):
    """A dinas, a village government, a foundation: whoever answers for its offices."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=KINDS)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_kind_known", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="organisation_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """Where people work and files belong: cases, enquiries, papers and number series each have one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=KINDS)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="offices")  # null until somebody says where
    time_zone = models.CharField(max_length=20, choices=ZONES)
    address = models.TextField(default="", blank=True)
    phone = models.CharField(max_length=30, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    town = models.CharField(max_length=100, default="", db_default="", blank=True)  # where letters are signed
    head_name = models.CharField(max_length=150, default="", blank=True)
    head_title = models.CharField(max_length=150, default="", blank=True)
    head_number = models.CharField(max_length=30, default="", blank=True)  # NIP
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="office_code_is_slug", condition=Q(code__regex=CODE_PATTERN)),
            models.CheckConstraint(name="office_kind_known", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="office_zone_known", condition=Q(time_zone__in=TIME_ZONES)),
            models.CheckConstraint(name="office_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Letterhead(models.Model):
    """The head of an office's letters. Every change is a new edition, so that an old letter prints as it went out."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="letterheads")
    edition = models.PositiveIntegerField()
    valid_from = models.DateField()
    lines = models.TextField()
    logo_file = models.UUIDField(null=True)
    paper = models.CharField(max_length=2, choices=PAPERS, default="f4")
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="letterhead_edition_once", fields=["office", "edition"]),
            models.CheckConstraint(name="letterhead_paper_known", condition=Q(paper__in=list(PAPERS))),
            models.CheckConstraint(name="letterhead_edition_counts", condition=Q(edition__gte=1)),
        ]

    def __str__(self) -> str:
        return self.lines.partition("\n")[0]
