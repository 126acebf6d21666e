"""Who may be the same person as the one about to be registered: what is asked before anybody is recorded twice."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.registry.models import Contact, Person
from simpul.registry.queries.named import people_named
from simpul.registry.queries.people import people_visible_to
from simpul.registry.rules.people import Likeness, PersonFacts, likeness_of_names, search_words

MOST_SHOWN = 8
MOST_COMPARED = 50


@dataclass(frozen=True)
class Like:
    """Somebody within reach, and how much they look like who was described."""

    person: Person
    likeness: Likeness


def people_like(viewer: User, facts: PersonFacts, *, phone: str | None = None) -> list[Like]:
    """Those within reach with the same number or phone, or the same words of the name; the likest first."""
    people = people_visible_to(viewer).filter(merged_into=None)
    found = {person.pk: Like(person, Likeness.SAME_NUMBER) for person in _with_number(people, facts.national_number)}
    for person in _with_name(people, facts):
        likeness = likeness_of_names(facts.name, facts.birth, person.name, person.birth)
        if likeness:
            found.setdefault(person.pk, Like(person, likeness))
    for person in _with_phone(people, phone):
        known = found.get(person.pk)
        if known is None or known.likeness < Likeness.SAME_PHONE:
            found[person.pk] = Like(person, Likeness.SAME_PHONE)
    return sorted(found.values(), key=lambda like: (-like.likeness, like.person.name))[:MOST_SHOWN]


def _with_number(people: QuerySet[Person], number: str | None) -> QuerySet[Person]:
    return people.filter(national_number_index__of=number) if number else people.none()


def _with_phone(people: QuerySet[Person], phone: str | None) -> QuerySet[Person]:
    if not phone:
        return people.none()
    return people.filter(pk__in=Contact.objects.filter(number_index__of=phone, ended_at=None).values("person"))


def _with_name(people: QuerySet[Person], facts: PersonFacts) -> QuerySet[Person]:
    """Everybody whose names have all these words, those born in the same year first."""
    words = search_words(facts.name)
    if not words:
        return people.none()
    people = people.filter(pk__in=people_named(*(Q(word=word) for word in words)))
    if facts.birth:
        year = facts.birth.date.year
        people = people.filter(Q(birth_date=None) | Q(birth_date__year=year))
    return people.order_by("-birth_date", "pk")[:MOST_COMPARED]
