"""Acts on code lists. Each opens an edition of the list, so that records can be read as they were written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from simpul.audit.services import record
from simpul.directory.models import CodeList, CodeListEdition, CodeListEntry
from simpul.directory.queries.code_lists import entry as find_entry
from simpul.directory.queries.code_lists import forget_editions
from simpul.directory.rules import code_lists as rules
from simpul.directory.rules.code_lists import Entry, Values
from simpul.directory.services.actors import Actor, key_of
from simpul.kit.refusals import Refusal, Refused, StaleRefused


class CodeListRefused(Refused):
    """An act on a code list was refused, and nothing changed."""


@transaction.atomic
def edit_entry(*, list: str, code: str, version: int, changes: Mapping[str, Any], on: date, by: Actor | None) -> Entry:
    """Write the office's own words over an entry; what is shipped stays beside them."""
    entry = _locked_entry(list, code, version)
    values = replace(entry.values, **{key: value for key, value in changes.items() if key in rules.EDITABLE})
    changed = sorted(key for key in rules.EDITABLE if getattr(values, key) != getattr(entry.values, key))
    if refusal := rules.refusal_of_values(values):
        raise CodeListRefused(refusal)
    _write_line(list, code, values, is_hidden=entry.is_hidden, shipped=entry.shipped, on=on, by=by)
    record("directory.entry_edited", by=by, subject_kind="code_list", list=list, code=code, fields=changed)
    return _entry(list, code)


@transaction.atomic
def add_entry(*, list: str, code: str, values: Values, on: date, by: Actor | None) -> Entry:
    """Add an entry that only this installation has."""
    _lock(list)
    if find_entry(list, code):
        raise CodeListRefused(Refusal("entry_exists", {"code": code}))
    if refusal := rules.refusal_of_code(code) or rules.refusal_of_values(values):
        raise CodeListRefused(refusal)
    _write_line(list, code, values, is_hidden=False, shipped=None, on=on, by=by)
    record("directory.entry_added", by=by, subject_kind="code_list", list=list, code=code)
    return _entry(list, code)


@transaction.atomic
def hide_entry(*, list: str, code: str, version: int, on: date, by: Actor | None) -> Entry:
    """Offer an entry for new records no more; old records go on naming it."""
    entry = _locked_entry(list, code, version)
    _write_line(list, code, entry.values, is_hidden=True, shipped=entry.shipped, on=on, by=by)
    record("directory.entry_hidden", by=by, subject_kind="code_list", list=list, code=code)
    return _entry(list, code)


@transaction.atomic
def show_entry(*, list: str, code: str, version: int, on: date, by: Actor | None) -> Entry:
    """Offer a hidden entry again."""
    entry = _locked_entry(list, code, version)
    _write_line(list, code, entry.values, is_hidden=False, shipped=entry.shipped, on=on, by=by)
    record("directory.entry_shown", by=by, subject_kind="code_list", list=list, code=code)
    return _entry(list, code)


@transaction.atomic
def reset_entry(*, list: str, code: str, version: int, on: date, by: Actor | None) -> Entry:
    """Go back to what is shipped, giving up the office's own words."""
    entry = _locked_entry(list, code, version)
    if not entry.is_local:
        raise CodeListRefused(Refusal("entry_not_edited", {"code": code}))
    if entry.shipped is None:
        raise CodeListRefused(Refusal("entry_not_shipped", {"code": code}))
    _end_line(list, code, _open_edition(list, on=on, by=by))
    record("directory.entry_reset", by=by, subject_kind="code_list", list=list, code=code)
    return _entry(list, code)


def _lock(name: str) -> None:
    """Two edits of one list come one after the other, so that editions are counted without gaps."""
    if not CodeList.objects.select_for_update().filter(pk=name):
        raise CodeListRefused(Refusal("unknown_code_list", {"list": name}))
    forget_editions()


def _locked_entry(name: str, code: str, version: int) -> Entry:
    _lock(name)
    entry = _entry(name, code)
    if entry.version != version:
        raise StaleRefused(Refusal("stale", {"code": code}))
    return entry


def _entry(name: str, code: str) -> Entry:
    if entry := find_entry(name, code):
        return entry
    raise CodeListRefused(Refusal("unknown_entry", {"code": code}))


def _write_line(
    name: str, code: str, values: Values, *, is_hidden: bool, shipped: Values | None, on: date, by: Actor | None
) -> None:
    edition = _open_edition(name, on=on, by=by)
    _end_line(name, code, edition)
    CodeListEntry.objects.create(
        list_id=name,
        code=code,
        origin="local",
        since_edition=edition,
        name_id=values.name_id,
        name_en=values.name_en,
        source=values.source,
        note=values.note,
        extra=dict(values.extra),
        sort=values.sort,
        is_hidden=is_hidden,
        valid_from=values.valid_from,
        valid_until=values.valid_until,
        digest=shipped.digest() if shipped else None,
        changed_at=timezone.now(),
        changed_by=key_of(by),
    )


def _end_line(name: str, code: str, edition: int) -> None:
    lines = CodeListEntry.objects.filter(list=name, code=code, origin="local", until_edition=None)
    lines.update(until_edition=edition)


def _open_edition(name: str, *, on: date, by: Actor | None) -> int:
    latest = CodeListEdition.objects.filter(list=name).order_by("-edition").values_list("edition", "valid_from").first()
    number, valid_from = latest or (0, None)
    CodeListEdition.objects.create(
        list_id=name,
        edition=number + 1,
        is_shipped=False,
        valid_from=max(on, valid_from or on),
        loaded_at=timezone.now(),
        loaded_by=key_of(by),
    )
    forget_editions()
    return number + 1
