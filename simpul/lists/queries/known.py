"""Who in the registry the people of a list may be, asked for all of them at once and under the viewer's eyes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from simpul.accounts.models import User
from simpul.database.sealing import indexer
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.rules.checks import Known
from simpul.lists.rules.names import are_alike
from simpul.lists.rules.people import ListPerson
from simpul.registry import queries as registry
from simpul.registry.models import FamilyNumber, Membership

AT_ONCE = 5_000  # ids in one question


def known_people(viewer: User, ids: Iterable[UUID]) -> dict[UUID, Known]:
    """What is recorded of these people, as far as the viewer sees them; who is no longer anybody is left out."""
    wanted, found = list(set(ids)), {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        people = list(registry.people_visible_to(viewer).filter(pk__in=part, merged_into=None))
        families = _families_of(part)
        hidden = registry.places_hidden_of(people)
        for person in people:
            family, number = families.get(person.pk, (None, None))
            found[person.pk] = Known(
                person=person.pk,
                version=person.version,
                facts=registry.facts_of(person),
                family=family,
                family_number=number,
                is_dead=person.died_on is not None,
                hides_place=person.pk in hidden,
            )
    return found


def people_by_number(viewer: User, numbers: Iterable[str]) -> dict[str, list[UUID]]:
    """Who has these national numbers."""
    index = indexer("registry.person.national_number")
    asked = {index(number): number for number in set(numbers)}
    people = registry.people_visible_to(viewer).filter(merged_into=None)
    found: dict[str, list[UUID]] = {}
    for part in _parts(list(asked)):
        for key, person in people.filter(national_number_index__in=part).values_list("national_number_index", "pk"):
            found.setdefault(asked[bytes(key)], []).append(person)
    return found


def people_alike(viewer: User, people: Mapping[int, ListPerson], incoming: IncomingList) -> dict[int, list[UUID]]:
    """Who may be one of these people, by the number of their row."""
    born: dict[object, list[int]] = {}
    for number, person in people.items():
        if person.birth and person.name:
            born.setdefault(person.birth.date, []).append(number)
    seen = registry.people_visible_to(viewer).filter(merged_into=None, office=incoming.office_id)
    found: dict[int, list[UUID]] = {}
    for part in _parts(list(born)):
        for on, name, pk in seen.filter(birth_date__in=part).values_list("birth_date", "name", "pk"):
            for number in born[on]:
                if are_alike(people[number].name, name):
                    found.setdefault(number, []).append(pk)
    return found


def families_by_card(viewer: User, numbers: Iterable[str]) -> dict[str, UUID]:
    """The families with these cards, where a number names one that the viewer sees and that has not ended."""
    index = indexer("registry.familynumber.number")
    asked = {index(number): number for number in set(numbers)}
    cards = FamilyNumber.objects.filter(
        until_on=None, family__in=registry.families_visible_to(viewer), family__ended_on=None
    )
    found: dict[str, list[UUID]] = {}
    for part in _parts(list(asked)):
        for key, family in cards.filter(number_index__in=part).values_list("number_index", "family_id"):
            found.setdefault(asked[bytes(key)], []).append(family)
    return {number: ids[0] for number, ids in found.items() if len(ids) == 1}


def applied_before(incoming: IncomingList, digests: Sequence[bytes]) -> dict[bytes, UUID]:
    """Rows of earlier lists that said just the same, and of whom they spoke."""
    rows = ListRow.objects.filter(
        Q(outcome="applied") & ~Q(incoming_list=incoming.pk),
        incoming_list__office=incoming.office_id,
        person__isnull=False,
    )
    found: dict[bytes, UUID] = {}
    for start in range(0, len(digests), AT_ONCE):
        part = rows.filter(digest__in=digests[start : start + AT_ONCE])
        found.update((bytes(digest), person) for digest, person in part.values_list("digest", "person_id"))
    return found


def _parts(values: list[Any]) -> Iterable[list[Any]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _families_of(people: Sequence[UUID]) -> dict[UUID, tuple[UUID, str | None]]:
    """The family of each today, and the number of its card."""
    places = dict(Membership.objects.filter(person__in=people, until_on=None).values_list("person_id", "family_id"))
    cards = FamilyNumber.objects.filter(family__in=set(places.values()), until_on=None)
    numbers = {card.family_id: card.number for card in cards}
    return {person: (family, numbers.get(family)) for person, family in places.items()}
