"""What offices know about areas and no published list tells: new ones, other names and numbers, what became of them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from simpul.audit.services import record
from simpul.directory.models import Area, AreaChange, AreaCode
from simpul.directory.rules import areas as rules
from simpul.directory.services.actors import Actor, key_of
from simpul.directory.services.shipped_areas import respell_paths
from simpul.kit.refusals import Refusal, Refused


class AreaRefused(Refused):
    """An act on an area was refused, and nothing changed."""


@transaction.atomic
def open_area(*, code: str, name: str, on: date, source: str, by: Actor | None, postcode: str | None = None) -> Area:
    """Write down an area that the shipped edition does not have yet."""
    if not rules.is_area_code(code):
        raise AreaRefused(Refusal("not_an_area_code", {"code": code}))
    _check_words(name, source)
    if Area.objects.filter(pk=code).exists():
        raise AreaRefused(Refusal("area_exists", {"code": code}))
    parent = rules.parent_of(code)
    if parent and not Area.objects.filter(pk=parent).exists():
        raise AreaRefused(Refusal("unknown_area", {"code": parent}))
    area = Area.objects.create(
        code=code,
        name=name,
        kind=rules.kind_of(code, name),
        level=rules.level_of(code),
        parent_id=parent,
        postcode=postcode,
        valid_from=on,
        source=source,
        name_key=rules.name_key(name),
        path_key=rules.name_key(name),
    )
    respell_paths(code)
    record("directory.area_opened", by=by, subject_kind="area", area=code)
    return area


@transaction.atomic
def rename_area(*, area: Area, name: str, on: date, source: str, by: Actor | None) -> Area:
    """Call an area by another name from a day; an upgrade leaves the name alone."""
    area = Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    _check_words(name, source)
    if name == area.name:
        raise AreaRefused(Refusal("area_named_so", {"name": name}))
    former, area.name, area.name_key = area.name, name, rules.name_key(name)
    area.save(update_fields=["name", "name_key"])
    respell_paths(area.code)
    change = AreaChange.objects.create(
        kind="rename",
        former_code=area.code,
        former_name=former,
        on=on,
        source=source,
        recorded_at=timezone.now(),
        recorded_by=key_of(by),
    )
    change.successors.set([area])
    record("directory.area_renamed", by=by, subject_kind="area", area=area.code)
    return area


@transaction.atomic
def record_area_change(
    *, kind: str, former_code: str, successors: Sequence[str], on: date, source: str, by: Actor | None, note: str = ""
) -> AreaChange:
    """Write down a split, merger or new number. The former area ends the day before, unless it goes on as successor.

    The former code need not be known here: old papers carry codes that no list has any more.
    """
    _check_words("-", source)
    if kind not in ("split", "merge", "recode"):
        raise AreaRefused(Refusal("unknown_choice", {"field": "kind", "value": kind}))
    if not rules.is_area_code(former_code):
        raise AreaRefused(Refusal("not_an_area_code", {"code": former_code}))
    if missing := sorted(set(successors) - set(Area.objects.filter(pk__in=successors).values_list("pk", flat=True))):
        raise AreaRefused(Refusal("unknown_area", {"code": missing[0]}))
    if not set(successors) - {former_code}:
        raise AreaRefused(Refusal("area_without_successor", {"code": former_code}))
    former = Area.objects.select_for_update(no_key=True).filter(pk=former_code).first()
    if former and former_code not in successors:
        _end(former, on - timedelta(days=1))
    change = AreaChange.objects.create(
        kind=kind,
        former_code=former_code,
        former_name=former.name if former else "",
        on=on,
        source=source,
        note=note,
        recorded_at=timezone.now(),
        recorded_by=key_of(by),
    )
    change.successors.set(Area.objects.filter(pk__in=successors))
    record("directory.area_change_recorded", by=by, subject=change.pk, subject_kind="area_change", area=former_code)
    return change


@transaction.atomic
def set_area_code(
    *,
    area: Area,
    scheme: str,
    code: str,
    source: str,
    by: Actor | None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    note: str = "",
) -> AreaCode:
    """Write down another number of an area. A number in use names one area at a time."""
    reading = rules.read_code(code, rules.Scheme(scheme))
    if isinstance(reading, Refusal):
        raise AreaRefused(reading)
    _check_words("-", source)
    if valid_from and valid_until and valid_until < valid_from:
        raise AreaRefused(Refusal("ends_before_it_begins"))
    row = AreaCode(
        area=area,
        scheme=scheme,
        code=reading.code,
        valid_from=valid_from,
        valid_until=valid_until,
        source=source,
        note=note,
        origin="local",
    )
    # The number a province came with gives way to the office's.
    AreaCode.objects.filter(area=area, scheme=scheme, origin="shipped").delete()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AreaRefused(Refusal("area_code_taken", {"code": reading.code})) from error
    record("directory.area_code_set", by=by, subject_kind="area", area=area.code, scheme=scheme)
    return row


def _check_words(name: str, source: str) -> None:
    if not name.strip():
        raise AreaRefused(Refusal("area_without_name"))
    if not source.strip():
        raise AreaRefused(Refusal("source_missing"))


def _end(area: Area, on: date) -> None:
    if Area.objects.filter(parent=area, valid_until=None).exists():
        raise AreaRefused(Refusal("area_not_empty", {"code": area.code}))
    area.valid_until = max(on, area.valid_from or on)
    area.save(update_fields=["valid_until"])
