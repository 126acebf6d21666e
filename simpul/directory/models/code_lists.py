"""Code lists in editions. An upgrade writes shipped lines only, an office local ones: neither touches the other's."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from simpul.directory.models.areas import ORIGINS

_EDITIONS = Func(
    F("since_edition"), F("until_edition"), Value("[)"), function="int4range", output_field=IntegerRangeField()
)


class CodeList(models.Model):
    """A list of codes that records refer to: religions, case stages, kinds of complaint."""

    code = models.CharField(max_length=40, primary_key=True, db_collation="C")
    title_id = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.code


class CodeListEdition(models.Model):
    """A state of a list, in force from its first day until the next edition; records keep code and edition."""

    list = models.ForeignKey(CodeList, models.PROTECT, related_name="editions")
    edition = models.PositiveIntegerField()
    is_shipped = models.BooleanField()
    valid_from = models.DateField(null=True)  # the first edition holds for all time before it, too
    sha256 = models.CharField(max_length=64, null=True)  # of the shipped file; an office's edition has none
    loaded_at = models.DateTimeField()
    loaded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="code_list_edition_once", fields=["list", "edition"]),
            models.CheckConstraint(name="code_list_edition_counts", condition=Q(edition__gte=1)),
            models.CheckConstraint(
                name="code_list_shipped_edition_has_digest",
                condition=Q(is_shipped=True, sha256__isnull=False) | Q(is_shipped=False, sha256=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.edition}"


class CodeListEntry(models.Model):
    """A line of a list from one edition until another (that one not included).

    A shipped and a local line of the same code live side by side, and the local one is shown. `digest` is that of the
    shipped content: its own, or, in a local line, of what the office saw when it wrote; where they differ, what is
    shipped has changed under the office's words.
    """

    list = models.ForeignKey(CodeList, models.PROTECT, related_name="entries")
    code = models.CharField(max_length=80, db_collation="C")
    origin = models.CharField(max_length=7, choices=ORIGINS)
    since_edition = models.PositiveIntegerField()
    until_edition = models.PositiveIntegerField(null=True)
    name_id = models.TextField()
    name_en = models.TextField(default="", blank=True)
    source = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    extra = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    sort = models.PositiveIntegerField(default=0)
    is_hidden = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, null=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="code_list_entry_origin_known", condition=Q(origin__in=list(ORIGINS))),
            models.CheckConstraint(name="code_list_entry_has_name", condition=~Q(name_id="")),
            models.CheckConstraint(
                name="code_list_entry_ends_after_it_begins",
                condition=Q(until_edition=None) | Q(until_edition__gt=F("since_edition")),
            ),
            models.CheckConstraint(
                name="code_list_entry_valid_in_order",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            ExclusionConstraint(
                name="code_list_entry_once_an_edition",
                expressions=[("list", "="), ("code", "="), ("origin", "="), (_EDITIONS, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.code}"
