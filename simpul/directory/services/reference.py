"""Loads what ships with the program: areas, code lists, holidays. What is loaded already is not loaded again."""

import time
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from simpul.directory.services.shipped_areas import load_areas, load_province_codes
from simpul.directory.services.shipped_code_lists import load_code_lists
from simpul.directory.services.shipped_holidays import load_holidays


@dataclass(frozen=True)
class Loaded:
    """What a load changed; all zero when everything was there already."""

    areas: int
    code_lists: int
    holiday_years: int
    seconds: float


@transaction.atomic
def load_reference(*, on: date | None = None) -> Loaded:
    """Bring the reference data to what this version ships; what an office wrote stays as it is.

    Run by the owner of the tables at every start and upgrade. `on` is the first day of new editions, today by default.
    """
    started, on = time.monotonic(), on or timezone.localdate()
    with connection.cursor() as cursor:
        # Two upgrades at once would both find nothing loaded; the second waits and then finds everything.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('simpul.directory.load_reference'))")
    areas, lists, years = load_areas(on=on), load_code_lists(on=on), load_holidays()
    load_province_codes()
    return Loaded(areas, lists, years, round(time.monotonic() - started, 3))
