"""Areas, offices, lists and holidays for tests: each makes what it needs and takes what it is told."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from simpul.directory import models
from simpul.directory.rules.areas import ancestors_of, kind_of, level_of, name_key, parent_of

_numbers = count(1)
_THEN = datetime(2026, 1, 1, tzinfo=UTC)


def area(code: str = "32.04.05.2003", name: str = "Cimekar", **others: Any) -> models.Area:
    """An area with those around it; one that is loaded already is taken as it is."""
    for above in ancestors_of(code):
        _area(above, f"Wilayah {above}")
    return _area(code, name, **others)


def _area(code: str, name: str, **others: Any) -> models.Area:
    defaults = {
        "name": name, "kind": kind_of(code, name), "level": level_of(code), "parent_id": parent_of(code),
        "source": "tes", "name_key": name_key(name), "path_key": name_key(name),
    }  # fmt: skip
    return models.Area.objects.get_or_create(code=code, defaults=defaults | others)[0]


def area_code(of: models.Area | None = None, scheme: str = "bps", code: str = "9999", **others: Any) -> models.AreaCode:
    """A number of an area."""
    return models.AreaCode.objects.create(
        area=of or area(), scheme=scheme, code=code, **{"source": "tes", "origin": "local"} | others
    )


def area_change(*successors: models.Area, former_code: str = "32.04.05.2099", **others: Any) -> models.AreaChange:
    """What became of an area that is no more."""
    values = {"kind": "recode", "on": date(2026, 1, 1), "source": "Perda 1/2026", "recorded_at": _THEN} | others
    change = models.AreaChange.objects.create(former_code=former_code, **values)
    change.successors.set(successors or [area()])
    return change


def area_edition(**others: Any) -> models.AreaEdition:
    """A note that an edition of the areas was loaded."""
    values = {"sha256": "0" * 64, "source": "tes", "areas": 1, "loaded_on": _THEN.date()} | others
    return models.AreaEdition.objects.create(**values)


def organisation(name: str = "Pemerintah Kabupaten Bandung", kind: str = "dinas") -> models.Organisation:
    """An organisation."""
    return models.Organisation.objects.create(name=name, kind=kind)


def office(**others: Any) -> models.Office:
    """An office in Bandung with a code of its own."""
    number = next(_numbers)
    values = {"code": f"kantor-{number}", "name": f"Kantor {number}", "kind": "dinas", "time_zone": "Asia/Jakarta"}
    values |= {"organisation": others.pop("organisation", None) or organisation(), "area": area("32.04", "Bandung")}
    return models.Office.objects.create(**values | others)


def letterhead(of: models.Office | None = None, **others: Any) -> models.Letterhead:
    """The first letterhead of an office."""
    values = {"edition": 1, "valid_from": date(2026, 1, 1), "lines": "DINAS SOSIAL", "changed_at": _THEN} | others
    return models.Letterhead.objects.create(office=of or office(), **values)


def working_hours(of: models.Office | None = None, weekday: int = 1, **others: Any) -> models.WorkingHours:
    """A working day of an office's week."""
    return models.WorkingHours.objects.create(office=of or office(), weekday=weekday, **others)


def holiday(of: models.Office | None = None, on: date = date(2026, 7, 1), **others: Any) -> models.Holiday:
    """A holiday of the country, or of an office."""
    values = {"name": "Hari jadi", "kind": "local" if of else "national", "source": "Perbup 1/2026", "origin": "local"}
    return models.Holiday.objects.create(office=of, on=on, changed_at=_THEN, **values | others)


def announced_year(year: int = 2031, **others: Any) -> models.AnnouncedYear:
    """A year whose holidays are known."""
    values = {"decree": "SKB 1/2030", "source": "tes", "announced_at": _THEN} | others
    return models.AnnouncedYear.objects.create(year=year, **values)


def code_list(code: str | None = None, **others: Any) -> models.CodeList:
    """A list without entries."""
    values = {"title_id": "Daftar", "title_en": "List"} | others
    return models.CodeList.objects.create(code=code or f"daftar_{next(_numbers)}", **values)


def code_list_edition(of: models.CodeList | None = None, edition: int = 1, **others: Any) -> models.CodeListEdition:
    """A shipped edition of a list."""
    values = {"is_shipped": True, "sha256": "0" * 64, "loaded_at": _THEN} | others
    return models.CodeListEdition.objects.create(list=of or code_list(), edition=edition, **values)


def code_list_entry(of: models.CodeList, code: str = "A", **others: Any) -> models.CodeListEntry:
    """A shipped line of a list."""
    values = {"origin": "shipped", "since_edition": 1, "name_id": "Satu", "name_en": "One", "changed_at": _THEN}
    return models.CodeListEntry.objects.create(list=of, code=code, **values | others)


def actor() -> models.Organisation:
    """Somebody to act: the directory looks at nothing but the key."""
    return models.Organisation(id=UUID("01890000-0000-7000-8000-000000000001"), name="-", kind="other")
