"""Who in the registry the people of a list may be, asked for all of them at once and under the viewer's eyes."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from simpul.accounts.models import User
from simpul.database.staging import staged
from simpul.kit.ids import new_ids
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.rules.checks import Known
from simpul.lists.rules.names import may_be_alike
from simpul.lists.rules.people import ListPerson, facts_in
from simpul.registry import queries as registry
from simpul.registry.models import FamilyNumber, Membership
from simpul.registry.queries.known import Described, known_cards, known_numbers, similar_people

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
    return known_numbers(viewer, numbers)


def people_alike(viewer: User, people: Mapping[int, ListPerson], incoming: IncomingList) -> dict[int, list[UUID]]:
    """Who may be one of these people, by the place of their row: by their words, and by birth date and sound."""
    named = [place for place, person in people.items() if person.name]
    keys = dict(zip(new_ids(len(named)), named, strict=True))
    described = [Described(key, facts_in(people[place]), people[place].phone) for key, place in keys.items()]
    alike = similar_people(viewer, described)
    found = {keys[key]: [one.person for one in similar] for key, similar in alike.items()}
    for place, person in _born_together(viewer, people):
        if person not in found.setdefault(place, []):
            found[place].append(person)
    return _without_own(found, incoming)


def _without_own(found: dict[int, list[UUID]], incoming: IncomingList) -> dict[int, list[UUID]]:
    """Whom this very list registered a moment ago was compared with its other rows when it was checked."""
    everybody = list({person for people in found.values() for person in people})
    rows, own = ListRow.objects.filter(incoming_list=incoming), set[UUID]()
    for start in range(0, len(everybody), AT_ONCE):
        own.update(rows.filter(pk__in=everybody[start : start + AT_ONCE]).values_list("pk", flat=True))
    return {place: rest for place, people in found.items() if (rest := [one for one in people if one not in own])}


def families_by_card(viewer: User, numbers: Iterable[str]) -> dict[str, UUID]:
    """The families with these cards, where a number names one that the viewer sees and that has not ended."""
    return {number: ids[0] for number, ids in known_cards(viewer, numbers).items() if len(ids) == 1}


# Of two people born on one day whose names only sound alike, the village decides whether it is worth a look.
BORN_TOGETHER = """
SELECT asked.place, person.id, person.name FROM asked_birth asked JOIN ({visible}) person
  ON person.birth_date = asked.born AND (asked.area IS NULL OR person.area_id IS NULL OR person.area_id = asked.area)
"""


def _born_together(viewer: User, people: Mapping[int, ListPerson]) -> Iterable[tuple[int, UUID]]:
    rows = [
        (place, p.birth.date, p.area_code)
        for place, p in people.items()
        if p.birth and p.name and p.birth.precision == "day"
    ]
    if not rows:
        return
    seen = registry.people_visible_to(viewer).filter(merged_into=None).order_by()
    visible, params = seen.values("id", "name", "birth_date", "area_id").query.sql_with_params()
    with staged("asked_birth", "place int4, born date, area text", rows) as cursor:
        cursor.execute(BORN_TOGETHER.format(visible=visible), params)
        for place, person, name in cursor.fetchall():
            if may_be_alike(people[place].name, name):
                yield place, person


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


def _families_of(people: Sequence[UUID]) -> dict[UUID, tuple[UUID, str | None]]:
    """The family of each today, and the number of its card."""
    places = dict(Membership.objects.filter(person__in=people, until_on=None).values_list("person_id", "family_id"))
    cards = FamilyNumber.objects.filter(family__in=set(places.values()), until_on=None)
    numbers = {card.family_id: card.number for card in cards}
    return {person: (family, numbers.get(family)) for person, family in places.items()}
