"""Adding to known people what was not recorded of them, and taking it away again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from simpul.accounts.models import User
from simpul.kit.birth_dates import BirthDate, read_birth_date
from simpul.kit.refusals import Refusal
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.rules.content import Applied, RowContent
from simpul.lists.rules.people import ListPerson
from simpul.registry import queries as registry
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services.bulk import PersonChange, fill_many

FACTS = frozenset(PersonFacts.__dataclass_fields__)


def fill(
    *, rows: Sequence[tuple[ListRow, RowContent]], incoming: IncomingList, on: date, by: User
) -> tuple[dict[UUID, Applied], dict[UUID, Refusal]]:
    """What was added, by row, and why something was not."""
    wanted = [content.match.person for _, content in rows if content.match.person]
    people = {person.pk: person for person in registry.people_visible_to(by).filter(pk__in=wanted)}
    changes, applied = [], {}
    for row, content in rows:
        match, facts = content.match, None
        if match.person in people:
            facts = values_in(content.person, content.changes)
        if match.person is None or facts is None:
            continue
        before = registry.facts_of(people[match.person])
        changes.append(PersonChange(match.person, match.version, facts))
        former = {name: told(before, name) for name in facts}
        is_changed = any(getattr(before, name) != value for name, value in facts.items())
        applied[row.pk] = Applied(match.person, match.version + is_changed, former)
    done = fill_many(changes=changes, on=on, by=by, source=incoming.pk)
    refused = {row.pk: why for row, one in rows if (why := done.refused.get(one.match.person or row.pk))}
    refused |= {row.pk: Refusal("outside_reach") for row, _ in rows if row.pk not in applied}
    return {pk: one for pk, one in applied.items() if pk not in refused}, refused


def put_back(
    *, rows: Iterable[tuple[ListRow, Applied]], incoming: IncomingList, on: date, by: User
) -> dict[UUID, Refusal]:
    """What stood there before stands there again, of those who were not changed since; why not, of the others."""
    rows = list(rows)
    changes = [PersonChange(one.person, one.version, _former(one.filled)) for _, one in rows if one.filled]
    done = fill_many(changes=changes, on=on, by=by, source=incoming.pk)
    return {row.pk: done.refused[one.person] for row, one in rows if one.person in done.refused}


def values_in(person: ListPerson, fields: Sequence[str]) -> dict[str, Any]:
    """What a row says of these facts, as the registry keeps it."""
    values = {name: getattr(person, name) for name in fields if name in FACTS}
    if "national_number" in values:
        values["number_state"] = "known"
    if "address" in values:
        values["address"] = values["address"] or None
    return values


def told(facts: PersonFacts, name: str) -> str | None:
    """A fact as text, to be put back later."""
    value = getattr(facts, name)
    if isinstance(value, BirthDate):
        return value.date.isoformat()[: {"year": 4, "month": 7}.get(value.precision.value, 10)]
    return None if value is None else str(value)


def _former(filled: Mapping[str, str | None]) -> dict[str, Any]:
    return {name: _born(former) if name == "birth" else former for name, former in filled.items()}


def _born(text: str | None) -> BirthDate | None:
    return read_birth_date(text, on=date.max) if text else None
