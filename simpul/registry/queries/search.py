"""Finding people: exactly by a whole number, else by the beginnings of the words of their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate, Upper
from django.utils import timezone

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import lies_within, paths_in_words
from simpul.kit.national_numbers import mask
from simpul.registry.models import Contact, Family, FamilyNumber, Membership, Person
from simpul.registry.models.families import HEAD
from simpul.registry.queries.families import families_visible_to
from simpul.registry.queries.merging import canonicals
from simpul.registry.queries.named import beginning, one_of, people_named
from simpul.registry.queries.people import people_visible_to
from simpul.registry.queries.places import HIDDEN_PEOPLE, places_hidden_of
from simpul.registry.queries.reach import today_for
from simpul.registry.rules.search import How, Search, read_search

DAYS = {"week": 7, "month": 30}
NO_PLACE = ("", "", None)
NOT_SAID: Mapping[UUID, How] = {}


@dataclass(frozen=True)
class Filters:
    """What narrows a search: an area and all below it, year of birth and those around it, sex, number, recorded lately.

    `registered` is "today" (by the viewer), "week" or "month" (by anybody, in so many days).
    """

    area: str = ""
    birth_year: int | None = None
    years_around: int = 0
    sex: str = ""
    without_number: bool = False
    registered: str = ""

    def __bool__(self) -> bool:
        return bool(self.area or self.birth_year or self.sex or self.without_number or self.registered)


EVERYBODY = Filters()


def search_visible_to(
    viewer: User, text: str, filters: Filters = EVERYBODY, *, on: date | None = None
) -> QuerySet[Person]:
    """The people a viewer finds with this text and these filters, by name; nobody when both say nothing.

    Records that were merged into others are found too: `rows_of` names the record that stands for them.
    """
    search = read_search(text, on=on or today_for(viewer))
    found = people_visible_to(viewer)
    if text.strip():
        found = _matching(found, search) if search else found.none()
    elif not filters:
        found = found.none()
    return in_order(narrowed(found, filters, viewer))


def families_by_number(viewer: User, number: str) -> QuerySet[Family]:
    """The families within reach that carry this number today."""
    reached = families_visible_to(viewer).filter(ended_on=None)
    return reached.filter(pk__in=FamilyNumber.objects.filter(number_index__of=number, until_on=None).values("family"))


@dataclass(frozen=True)
class PersonRow:
    """One line of a list of people. A hidden place has no village here."""

    person: Person
    village: str
    relation: str = ""
    head: str = ""
    family: UUID | None = None
    found_as: str = ""
    how: How = How.WORDS
    hides_place: bool = False

    @property
    def note(self) -> str:
        """What tells two people of one name apart, in one line."""
        year = str(self.person.birth_date.year) if self.person.birth_date else ""
        number = f"NIK {mask(self.person.national_number)}" if self.person.national_number else ""
        return " · ".join(part for part in (year, self.village, number) if part)


def in_order(people: QuerySet[Person]) -> QuerySet[Any]:
    """By name whatever the capitals, then by id: an order that a page can be continued from."""
    return people.annotate(sort_name=Collate(Upper("name"), "C")).order_by("sort_name", "pk")


def rows_of(found: Iterable[Person], how: Mapping[UUID, How] = NOT_SAID) -> list[PersonRow]:
    """Lines for these people, each once, merged ones as the record that stands for them; `how` each was found."""
    matched = list(found)
    ends = canonicals(matched)
    standing: dict[UUID, tuple[Person, str, How]] = {}
    for person in matched:
        into = ends[person.pk]
        found_as = "" if into.pk == person.pk else person.name
        standing.setdefault(into.pk, (into, found_as, how.get(person.pk, How.WORDS)))
    people = [person for person, *_ in standing.values()]
    villages = paths_in_words(person.area_id for person in people if person.area_id)
    places, hidden = _places(people), places_hidden_of(people)
    return [
        PersonRow(
            person=person,
            village="" if person.pk in hidden else villages.get(person.area_id or "", ""),
            relation=places.get(person.pk, NO_PLACE)[0],
            head=places.get(person.pk, NO_PLACE)[1],
            family=places.get(person.pk, NO_PLACE)[2],
            found_as=found_as,
            how=how_found,
            hides_place=person.pk in hidden,
        )
        for person, found_as, how_found in standing.values()
    ]


def matching_number(people: QuerySet[Person], search: Search) -> QuerySet[Person]:
    """Those of these people with this national number, on a card with it, or with this phone."""
    if search.number:
        # Two look-ups by index; asked as one “or”, they would read every row.
        numbered = people.filter(national_number_index__of=search.number).values_list("pk", flat=True)
        carrying = FamilyNumber.objects.filter(number_index__of=search.number).values("family")
        members = Membership.objects.filter(family__in=carrying, until_on=None).values_list("person", flat=True)
        return people.filter(pk__in={*numbered, *members})
    phone = Contact.objects.filter(number_index__of=search.phone or "", ended_at=None)
    return people.filter(pk__in=phone.values("person"))


def _matching(people: QuerySet[Person], search: Search) -> QuerySet[Person]:
    if search.words:
        return people.filter(one_of(people_named(*(beginning(word) for word in search.words))))
    return matching_number(people, search)


def words_of_reached(viewer: User) -> Q:
    """The words of names of those within reach: the policy of people, said of what stands beside each word."""
    reach = access.reach(viewer, Permission.VIEW_PERSON, kind="person")
    return reach.filter(area="area_code", pk="person")


def words_within(filters: Filters) -> Q:
    """What the filters leave of the words of names: beside each stands the area of whose it is."""
    return lies_within(filters.area, column="area_code") if filters.area else Q()


def narrowed(people: QuerySet[Person], filters: Filters, viewer: User) -> QuerySet[Person]:
    """Those of these people whom the filters leave."""
    if filters.area:
        # Whose place is hidden is in no list of an area: the list itself would tell where they live.
        people = people.filter(lies_within(filters.area)).exclude(pk__in=HIDDEN_PEOPLE)
    if filters.birth_year:
        first, latest = filters.birth_year - filters.years_around, filters.birth_year + filters.years_around
        people = people.filter(birth_date__year__gte=first, birth_date__year__lte=latest)
    if filters.without_number:
        people = people.filter(national_number_index=None)
    if filters.registered == "today":
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        people = people.filter(registered_by=viewer.pk, registered_at__gte=midnight)
    elif filters.registered:
        people = people.filter(registered_at__gte=timezone.now() - timedelta(days=DAYS[filters.registered]))
    return people.filter(sex=filters.sex) if filters.sex else people


def _places(people: Sequence[Person]) -> dict[UUID, tuple[str, str, UUID]]:
    """Each person's relation today, the name of the head of that family, and the family."""
    current = list(
        Membership.objects.filter(person__in=people, until_on=None).values_list("person", "family", "relation")
    )
    heads = dict(
        Membership.objects.filter(
            family__in={family for _, family, _ in current}, relation=HEAD, until_on=None
        ).values_list("family", "person__name")
    )
    return {person: (relation, heads.get(family, ""), family) for person, family, relation in current}
