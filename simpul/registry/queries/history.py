"""What was recorded of somebody before: each correction as “semula – menjadi”, with who, when and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from simpul.accounts.queries.people import names_of
from simpul.registry.models import Contact, Person
from simpul.registry.queries.people import death_of, facts_of
from simpul.registry.rules.people import changed_fields


@dataclass(frozen=True)
class FieldChange:
    """One fact before and after, as values; the page finds the words and masks what is masked."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Version:
    """One act on a person: what it changed (nothing: it was the registration), who did it, when, and why."""

    at: datetime
    by: str
    changes: Sequence[FieldChange]
    reason: str
    note: str
    is_first: bool = False


def history_of(person: Person) -> list[Version]:
    """The latest first. History rows are written by the database itself and opened here."""
    rows = list(person.events.order_by("pgh_id"))  # type: ignore[attr-defined]
    names = names_of(row.changed_by for row in rows)
    versions = [_version(rows[0], (), names, is_first=True)] if rows else []
    for before, after in pairwise(rows):
        changes = _changes(before, after)
        if changes or before.merged_into_id != after.merged_into_id:
            versions.append(_version(after, changes, names))
    return versions[::-1]


def shown_in_full(
    person: Person, *, hides_place: bool, contacts: Iterable[Contact] = (), history: Iterable[Version] = ()
) -> list[str]:
    """What of class C3 stands readable before whoever opens a person: the names of the fields."""
    shown = {
        "address": person.address and not hides_place,
        "contact_rule": any(contact.rule for contact in contacts),
        "note": any(version.note for version in history),
    }
    return [field for field, is_shown in shown.items() if is_shown]


def _changes(before: Any, after: Any) -> Sequence[FieldChange]:
    old, new = facts_of(before), facts_of(after)
    changes = [FieldChange(name, getattr(old, name), getattr(new, name)) for name in changed_fields(old, new)]
    if (died := death_of(after)) != death_of(before):
        changes.append(FieldChange("death", death_of(before), died))
    return changes


def _version(row: Any, changes: Sequence[FieldChange], names: Any, *, is_first: bool = False) -> Version:
    return Version(
        at=row.changed_at,
        by=names.get(row.changed_by, ""),
        changes=changes,
        reason="" if is_first else row.change_reason,
        note="" if is_first else row.change_note or "",
        is_first=is_first,
    )
