"""Loads the announced national holidays. A holiday that an office withdrew stays withdrawn."""

from django.db import transaction
from django.utils import timezone

from simpul.directory import engine
from simpul.directory.engine import ShippedYear
from simpul.directory.models import AnnouncedYear, Holiday


@transaction.atomic
def load_holidays() -> int:
    """Load every shipped year that is new or has changed; the number of such years."""
    loaded = dict(AnnouncedYear.objects.values_list("year", "sha256"))
    changed = [year for year in engine.read_holidays() if loaded.get(year.year) != year.sha256]
    for year in changed:
        _load_year(year)
    return len(changed)


def _load_year(year: ShippedYear) -> None:
    now, source = timezone.now(), f"{year.decree} · {year.source}"
    AnnouncedYear.objects.update_or_create(
        year=year.year,
        defaults={"decree": year.decree, "source": year.source, "sha256": year.sha256, "announced_at": now},
    )
    # Days that an earlier edition had and this one has not, unless somebody has touched them.
    untouched = Holiday.objects.filter(office=None, origin="shipped", on__year=year.year, changed_by=None)
    kept = {(day, name) for day, name, _ in year.holidays}
    gone = [row.pk for row in untouched.filter(is_withdrawn=False) if (row.on, row.name) not in kept]
    Holiday.objects.filter(pk__in=gone).delete()
    Holiday.objects.bulk_create(
        (
            Holiday(on=day, name=name, kind=kind, source=source[:300], origin="shipped", changed_at=now)
            for day, name, kind in year.holidays
        ),
        ignore_conflicts=True,
    )
