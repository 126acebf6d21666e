"""People a viewer may see or change, and all that one page tells of one of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import paths_in_words
from simpul.kit.birth_dates import BirthDate
from simpul.registry.models import Alias, Contact, Membership, PaperTask, Person
from simpul.registry.models.families import HEAD
from simpul.registry.queries.places import HIDDEN_PEOPLE, covers, hides_place_of, within
from simpul.registry.rules.people import PersonFacts


def people_visible_to(viewer: User) -> QuerySet[Person]:
    """Everybody within the viewer's offices and areas, or by grant, and not denied. Row security says the same."""
    here = Person.objects.filter(withdrawn_at=None)
    return here.filter(within(access.reach(viewer, Permission.VIEW_PERSON, kind="person"), HIDDEN_PEOPLE))


def withdrawn_among(people: Iterable[UUID]) -> set[UUID]:
    """Those whose registration was taken back; the database answers, to those who would see them otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM registry_withdrawn(%s)", [list(people)])
        return {person for (person,) in cursor.fetchall()}


def was_withdrawn(person: UUID) -> bool:
    """The same of one."""
    return bool(withdrawn_among([person]))


def people_changeable_by(viewer: User, permission: Permission = Permission.CORRECT_PERSON) -> QuerySet[Person]:
    """Those of them on whom the viewer may act: being allowed to see somebody is not enough."""
    return people_visible_to(viewer).filter(within(access.reach(viewer, permission, kind="person"), HIDDEN_PEOPLE))


def permissions_on(person: Person, viewer: User, *, hides_place: bool) -> set[Permission]:
    """What the viewer may do on this person, whom they see."""
    reaches = {permission: access.reach(viewer, permission, kind="person") for permission in Permission}
    return {permission for permission, reach in reaches.items() if covers(reach, person, is_hidden=hides_place)}


def people_with_number(number: str, viewer: User) -> QuerySet[Person]:
    """Those within the viewer's reach who have this national number; a merged record is nobody of its own."""
    return people_visible_to(viewer).filter(national_number_index__of=number, merged_into=None)


def names_visible_to(viewer: User, ids: Collection[UUID | None]) -> dict[UUID, str]:
    """Names by id, of those the viewer may see."""
    return dict(people_visible_to(viewer).filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "name"))


def paper_tasks_visible_to(viewer: User) -> QuerySet[PaperTask]:
    """Open and closed work on missing papers, of the people whom the viewer sees."""
    return PaperTask.objects.filter(person__in=people_visible_to(viewer))


def facts_of(person: Any) -> PersonFacts:
    """What is recorded of a person, or was in one row of their history, as plain values."""
    return PersonFacts(
        name=person.name,
        sex=person.sex,
        birth_place=person.birth_place,
        birth=BirthDate(person.birth_date, person.birth_precision) if person.birth_date else None,
        national_number=person.national_number,
        number_state=person.number_state,
        area_code=person.area_id,
        address=person.address,
        rt=person.rt,
        rw=person.rw,
        address_is_protected=person.address_is_protected,
    )


def death_of(person: Any) -> BirthDate | None:
    """The day, month or year of death in a row of the person or of their history."""
    return BirthDate(person.died_on, person.died_precision) if person.died_on else None


@dataclass(frozen=True)
class PersonPage:
    """What stands beside a person's facts: names, contacts, families, open work. The page masks the numbers."""

    person: Person
    village: str
    hides_place: bool
    aliases: Sequence[Alias]
    contacts: Sequence[Contact]
    memberships: Sequence[Membership]
    paper_tasks: Sequence[PaperTask]
    also_recorded_as: Sequence[Person]
    same_number: Sequence[Person]

    @property
    def openable(self) -> list[str]:
        """What of it is masked, and may be asked for in full."""
        cards = [n for place in self.memberships for n in place.family.numbers.all() if n.until_on is None]
        masked = {
            "national_number": self.person.national_number,
            "family_number": cards,
            "phone": [contact for contact in self.contacts if contact.number],
            "address": self.hides_place and self.person.address,
        }
        return [field for field, there in masked.items() if there]


def person_page(person: Person, viewer: User) -> PersonPage:
    """Everything that may be told of this person to this viewer, who may see the person."""
    number = person.national_number
    memberships = Membership.objects.filter(person=person).select_related("family").prefetch_related("family__numbers")
    return PersonPage(
        person=person,
        village=paths_in_words([person.area_id]).get(person.area_id, "") if person.area_id else "",
        hides_place=hides_place_of(person),
        aliases=list(person.aliases.filter(ended_at=None).order_by("name")),
        contacts=list(person.contacts.filter(ended_at=None).order_by("added_at")),
        memberships=list(memberships.order_by("-from_on", "-recorded_at")),
        paper_tasks=list(person.paper_tasks.filter(closed_at=None).order_by("due_on")),
        also_recorded_as=list(people_visible_to(viewer).filter(merged_into=person)),
        same_number=list(people_with_number(number, viewer).exclude(pk=person.pk)) if number else [],
    )


def has_family(person: Person) -> bool:
    """Whether the person is on a family card today."""
    return Membership.objects.filter(person=person, until_on=None).exists()


def heirs_of(person: Person) -> dict[UUID, str]:
    """Who may become head when this person, now the head of a family, is no longer; empty when nobody has to."""
    place = Membership.objects.filter(person=person, until_on=None, relation=HEAD).first()
    if place is None:
        return {}
    others = Membership.objects.filter(family=place.family_id, until_on=None, person__died_on=None).exclude(pk=place.pk)
    return dict(others.order_by("person__birth_date").values_list("person", "person__name"))
