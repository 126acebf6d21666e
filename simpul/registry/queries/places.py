"""Whose place must not be told: a protected address hides everybody who lives at it.

Hidden are the person, a record merged with theirs, everybody on the same family card today, and the card itself. The
database answers, for whoever protects the place may be out of the viewer's sight. A hidden place counts as none: only
those who reach the whole office reach it.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Func, Q, UUIDField

from simpul.accounts.queries.access import Reach
from simpul.registry.models import Family, Person


def _all(function: str) -> Func:
    return Func(function=function, template="(SELECT %(function)s())", output_field=UUIDField())


HIDDEN_PEOPLE = _all("registry_hidden_people")
HIDDEN_FAMILIES = _all("registry_hidden_families")


def places_hidden_of(people: Iterable[Person]) -> set[UUID]:
    """Those of these people whose address and area stand on no page, in no answer and on no paper."""
    ids = [person.pk for person in people]
    return set(Person.objects.filter(pk__in=ids).filter(pk__in=HIDDEN_PEOPLE).values_list("pk", flat=True))


def hides_place_of(person: Person) -> bool:
    """Whether this person's place is hidden, by their own wish or for somebody beside them."""
    return bool(places_hidden_of([person]))


def families_hidden_of(families: Iterable[Family]) -> set[UUID]:
    """Those of these families whose place is hidden."""
    ids = [family.pk for family in families]
    return set(Family.objects.filter(pk__in=ids).filter(pk__in=HIDDEN_FAMILIES).values_list("pk", flat=True))


def hides_place(family: Family) -> bool:
    """Whether somebody on the card has a protected address: the family's would give it away."""
    return bool(families_hidden_of([family]))


def within(reach: Reach, hidden: Func) -> Q:
    """The condition for people or families within reach; whoever is bound to an area reaches no hidden place."""
    condition = reach.filter()
    if not reach.areas:
        return condition
    return condition & (Q(office_id__in=reach.offices) | Q(pk__in=reach.allowed) | ~Q(pk__in=hidden))


def covers(reach: Reach, thing: Person | Family, *, is_hidden: bool | None = None) -> bool:
    """Whether this very person or family lies within reach; whether its place is hidden is asked, unless told."""
    if is_hidden is None:
        is_hidden = bool(reach.areas) and (hides_place_of(thing) if isinstance(thing, Person) else hides_place(thing))
    return reach.covers(thing.office_id, None if is_hidden else thing.area_id, thing.pk)
