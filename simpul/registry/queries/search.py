"""Finding people: exactly by a whole number, else by the beginnings of the words of their names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate, Upper
from django.utils import timezone

from simpul.accounts.models import User
from simpul.directory.queries import lies_within, paths_in_words
from simpul.kit.national_numbers import mask
from simpul.registry.models import Contact, Family, FamilyNumber, Membership, Person
from simpul.registry.models.families import HEAD
from simpul.registry.queries.families import families_visible_to
from simpul.registry.queries.merging import canonicals
from simpul.registry.queries.named import beginning, people_named
from simpul.registry.queries.people import people_visible_to
from simpul.registry.queries.places import HIDDEN_PEOPLE, places_hidden_of
from simpul.registry.queries.reach import today_for
from simpul.registry.rules.search import Search, read_search

PAGE = 25
MOST_COUNTED = 200
NO_PLACE = ("", "", None)


@dataclass(frozen=True)
class Filters:
    """What narrows a search: an area and all below it, year of birth, sex as on the card, recorded lately.

    `registered` is "today" (by the viewer) or "week" (by anybody, in seven days).
    """

    area: str = ""
    birth_year: int | None = None
    sex: str = ""
    registered: str = ""

    def __bool__(self) -> bool:
        return bool(self.area or self.birth_year or self.sex or self.registered)


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
    return _in_order(_narrowed(found, filters, viewer))


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
    hides_place: bool = False

    @property
    def note(self) -> str:
        """What tells two people of one name apart, in one line."""
        year = str(self.person.birth_date.year) if self.person.birth_date else ""
        number = f"NIK {mask(self.person.national_number)}" if self.person.national_number else ""
        return " · ".join(part for part in (year, self.village, number) if part)


@dataclass(frozen=True)
class SearchPage:
    """Some lines of a search, how many there are (counted up to a limit), and after whom the next page begins."""

    rows: Sequence[PersonRow]
    count: int
    has_more_than_counted: bool
    next_after: UUID | None


def page_of_search(found: QuerySet[Person], *, after: UUID | None = None) -> SearchPage:
    """The page that begins after somebody; the first when nobody is named, or is not in the list any more."""
    # In no order: the first that fit are enough to count, and when they are all, nobody is looked for twice.
    counted = list(found.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
    if len(counted) <= MOST_COUNTED:
        found = _in_order(Person.objects.filter(pk__in=counted))
    people = list(_following(found, after)[: PAGE + 1])
    return SearchPage(
        rows=rows_of(people[:PAGE]),
        count=min(len(counted), MOST_COUNTED),
        has_more_than_counted=len(counted) > MOST_COUNTED,
        next_after=people[PAGE - 1].pk if len(people) > PAGE else None,
    )


def _in_order(people: QuerySet[Person]) -> QuerySet[Any]:
    """By name whatever the capitals, then by id: an order that a page can be continued from."""
    return people.annotate(sort_name=Collate(Upper("name"), "C")).order_by("sort_name", "pk")


def _following(found: QuerySet[Any], after: UUID | None) -> QuerySet[Any]:
    reached = found.filter(pk=after).values_list("sort_name", flat=True).first() if after else None
    if reached is None:
        return found
    return found.filter(Q(sort_name__gt=reached) | Q(sort_name=reached, pk__gt=after))


def rows_of(found: Iterable[Person]) -> list[PersonRow]:
    """Lines for these people, each once, merged ones as the record that stands for them."""
    matched = list(found)
    ends = canonicals(matched)
    standing: dict[UUID, tuple[Person, str]] = {}
    for person in matched:
        into = ends[person.pk]
        standing.setdefault(into.pk, (into, "" if into.pk == person.pk else person.name))
    people = [person for person, _ in standing.values()]
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
            hides_place=person.pk in hidden,
        )
        for person, found_as in standing.values()
    ]


def _matching(people: QuerySet[Person], search: Search) -> QuerySet[Person]:
    if search.number:
        # Two look-ups by index; asked as one “or”, they would read every row.
        numbered = people.filter(national_number_index__of=search.number).values_list("pk", flat=True)
        carrying = FamilyNumber.objects.filter(number_index__of=search.number).values("family")
        members = Membership.objects.filter(family__in=carrying, until_on=None).values_list("person", flat=True)
        return people.filter(pk__in={*numbered, *members})
    if search.phone:
        return people.filter(
            pk__in=Contact.objects.filter(number_index__of=search.phone, ended_at=None).values("person")
        )
    return people.filter(pk__in=people_named(*(beginning(word) for word in search.words)))


def _narrowed(people: QuerySet[Person], filters: Filters, viewer: User) -> QuerySet[Person]:
    if filters.area:
        # Whose place is hidden is in no list of an area: the list itself would tell where they live.
        people = people.filter(lies_within(filters.area)).exclude(pk__in=HIDDEN_PEOPLE)
    if filters.birth_year:
        people = people.filter(birth_date__year=filters.birth_year)
    if filters.registered == "today":
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        people = people.filter(registered_by=viewer.pk, registered_at__gte=midnight)
    elif filters.registered:
        people = people.filter(registered_at__gte=timezone.now() - timedelta(days=7))
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
