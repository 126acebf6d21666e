"""Who may be the same person as the one about to be registered: what is asked before anybody is recorded twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.registry.models import Contact, Person
from simpul.registry.queries.find_people import people_sounding_like
from simpul.registry.queries.named import beginning, one_of, people_named
from simpul.registry.queries.people import people_visible_to
from simpul.registry.queries.search import PersonRow, rows_of
from simpul.registry.rules.people import (
    Likeness,
    PersonFacts,
    begins_like,
    likeness_of_names,
    may_be_born_together,
    search_words,
)

MOST_SHOWN = 8
MOST_COMPARED = 50
FEW = 3  # so that somebody under another spelling is looked for
FEWEST_LETTERS = 3  # of a name that is only begun


@dataclass(frozen=True)
class Like:
    """Somebody within reach, and how much they look like who was described."""

    person: Person
    likeness: Likeness


@dataclass(frozen=True)
class LikeRow(Like):
    """The same, with what tells people of one name apart."""

    row: PersonRow


def people_like(viewer: User, facts: PersonFacts, *, phone: str | None = None, is_begun: bool = False) -> list[Like]:
    """Those within reach with the same number or phone, or the same words of the name; the likest first.

    Of a name that is only begun, the last word may be the beginning of one of theirs. Where few are found so, those are
    looked for who only sound alike, or whose name is a slip of the fingers away.
    """
    people = people_visible_to(viewer).filter(merged_into=None)
    found = {person.pk: Like(person, Likeness.SAME_NUMBER) for person in _with_number(people, facts.national_number)}
    for person in _with_name(people, facts):
        likeness = likeness_of_names(facts.name, facts.birth, person.name, person.birth)
        if likeness:
            found.setdefault(person.pk, Like(person, likeness))
    for person in _with_beginning(people, facts) if is_begun else ():
        if begins_like(facts.name, facts.birth, person.name, person.birth):
            found.setdefault(person.pk, Like(person, Likeness.SIMILAR))
    if is_begun and len(found) < FEW:
        found |= {
            person.pk: Like(person, Likeness.SIMILAR)
            for person in _sounding(viewer, people, facts)
            if person.pk not in found
        }
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


def likes_in_full(alike: Sequence[Like]) -> list[LikeRow]:
    """With village and family, as the page shows them."""
    rows = {row.person.pk: row for row in rows_of(like.person for like in alike)}
    return [LikeRow(like.person, like.likeness, rows[like.person.pk]) for like in alike]


def _with_name(people: QuerySet[Person], facts: PersonFacts) -> QuerySet[Person]:
    """Everybody whose names have all these words, those born in the same year first."""
    named = people_named(*(Q(word=word) for word in search_words(facts.name)))
    return _born_about(people.filter(one_of(named)), facts).order_by("-birth_date", "pk")[:MOST_COMPARED]


def _with_beginning(people: QuerySet[Person], facts: PersonFacts) -> QuerySet[Person]:
    """Some of those whose names have all these words, and one that begins like the last."""
    *whole, begun = search_words(facts.name) or ("",)
    if len(begun) < FEWEST_LETTERS and not whole:
        return people.none()
    named = people_named(*(Q(word=word) for word in whole), beginning(begun))
    return _born_about(people.filter(one_of(named)), facts)[:MOST_COMPARED]


def _sounding(viewer: User, people: QuerySet[Person], facts: PersonFacts) -> list[Person]:
    """Those with another spelling of the name, the likest first, who may be born when this one is."""
    ids = people_sounding_like(viewer, facts.name)[:MOST_COMPARED]
    near = people.in_bulk(ids)
    return [near[pk] for pk in ids if pk in near and may_be_born_together(facts.birth, near[pk].birth)][:MOST_SHOWN]


def _born_about(people: QuerySet[Person], facts: PersonFacts) -> QuerySet[Person]:
    if facts.birth is None:
        return people
    return people.filter(Q(birth_date=None) | Q(birth_date__year=facts.birth.date.year))
