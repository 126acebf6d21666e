"""One person, several records: which record stands for the person now. Nothing was re-pointed, so reads resolve."""

from collections.abc import Iterable
from uuid import UUID

from simpul.registry.models import Person


def canonical(person: Person) -> Person:
    """The record that stands for this person: itself, or the end of the chain of records it was merged into."""
    return canonicals([person])[person.pk]


def canonicals(people: Iterable[Person]) -> dict[UUID, Person]:
    """The same for many at once: the standing record by the id of each. A record out of sight ends the chain."""
    asked = list(people)
    known = {person.pk: person for person in asked}
    while ahead := {person.merged_into_id for person in known.values() if person.merged_into_id} - known.keys():
        fetched = Person.objects.in_bulk(list(ahead))
        if not fetched:
            break
        known |= fetched
    return {person.pk: _end_of_chain(person, known) for person in asked}


def _end_of_chain(person: Person, known: dict[UUID, Person]) -> Person:
    while person.merged_into_id and person.merged_into_id in known:
        person = known[person.merged_into_id]
    return person
