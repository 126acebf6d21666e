"""Taking hold of families and people before an act: in a fixed order, in the version that was read, within reach."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.models import Area
from simpul.directory.queries import labels
from simpul.kit.dates import is_day_of, today
from simpul.kit.refusals import Refusal, Refused, StaleRefused
from simpul.registry.models import Family, Membership, Person
from simpul.registry.queries.families import may_change_family
from simpul.registry.rules import families as rules

VILLAGE = 4


class FamilyRefused(Refused):
    """Something may not happen to a family as it stands."""


class OutOfReach(FamilyRefused):
    """The family or the place lies outside what this person may change."""

    status = 403


class FamilyChanged(FamilyRefused, StaleRefused):
    """Somebody else changed the family since it was read."""

    status = 409


def hold_families(
    *families: Family, by: User, permissions: Sequence[Permission] = (Permission.CHANGE_FAMILY,)
) -> list[Family]:
    """These families, locked until the transaction ends and read anew, in the order in which they were given."""
    held = {family.pk: family for family in lock_families([family.pk for family in families])}
    for family in families:
        if family.pk not in held or not may_change_family(by, held[family.pk], *permissions):
            raise OutOfReach(Refusal("family_out_of_reach"))
    return [held[family.pk] for family in families]


def lock_families(ids: Iterable[UUID]) -> list[Family]:
    """Two acts on the same families wait for each other, always in the order of ids, so that neither waits for ever."""
    return list(Family.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))


def lock_people(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """The same for people, always after their families."""
    found = Person.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
    return {person.pk: person for person in found}


def hold_id(id: UUID) -> None:
    """Two forms with one id wait for each other: the second finds what the first has written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"registry {id}"])


@contextmanager
def refusing_taken_id(refused: type[Refused]) -> Iterator[None]:
    """Where an id is taken by a row out of sight, it is refused like one that was sent with other content."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if not constraint.endswith("_pkey"):
            raise
        raise refused(Refusal("sent_with_other_content")) from None


def open_places(family: Family) -> list[Membership]:
    """The places held in a family now."""
    return list(Membership.objects.filter(family=family, until_on=None).select_related("person").order_by("pk"))


def as_members(places: Iterable[Membership]) -> list[rules.Member]:
    """What rules need to know of them. A record merged into another is as alive as the one that stands for it."""
    return [rules.Member(place.person_id, place.relation, place.from_on, place.person.died_on) for place in places]


def refuse_stale(family: Family, version: int | None) -> None:
    """An act is decided on what somebody read; None: the caller has just read it under the same lock."""
    if version is not None and version != family.version:
        raise FamilyChanged(Refusal("family_changed_meanwhile", {"version": family.version}))


def refuse_day(family: Family, on: date) -> None:
    """The day of an act lies in the life of the family. One that was there before it was recorded began whenever."""
    zone = family.office.time_zone
    began_on = None if is_day_of(family.began_on, family.registered_at, zone) else family.began_on
    refuse(rules.refusal_of_day(on, today=today(zone), began_on=began_on, ended_on=family.ended_on))


def refuse(refusal: Refusal | None) -> None:
    """Raise what a rule answered."""
    if refusal:
        raise FamilyRefused(refusal)


def refuse_area(*, area_id: str | None, office: UUID, by: User, permissions: Sequence[Permission]) -> None:
    """Families live in villages in force; nobody sends one where they could not reach it any more."""
    if area_id is not None and not Area.objects.filter(pk=area_id, level=VILLAGE, valid_until=None).exists():
        raise FamilyRefused(Refusal("area_is_no_village", {"area": area_id}))
    if not any(access.reach(by, permission).covers(office, area_id) for permission in permissions):
        raise OutOfReach(Refusal("area_out_of_reach"))


def refuse_elsewhere(person: Person, *, office: UUID, on: date, family: Family | None = None) -> None:
    """Somebody belongs to one family at a time, and a record merged into another takes part in nothing.

    `family` is the one they are about to come into: whoever is in it already hears just that.
    """
    if person.merged_into_id:
        raise FamilyRefused(Refusal("person_is_merged"))
    if person.office_id != office:
        raise OutOfReach(Refusal("person_of_other_office"))
    later = Membership.objects.filter(person=person).exclude(until_on__lte=on)
    if place := later.filter(until_on=None).first():
        is_here = family is not None and place.family_id == family.pk
        raise FamilyRefused(Refusal("is_member_already" if is_here else "belongs_to_family"))
    if later.exists():
        raise FamilyRefused(Refusal("belonged_to_family_then"))


def known_relations(language: str = "id") -> frozenset[str]:
    """The codes of relations to a head of family that are offered today."""
    return frozenset(labels("shdk", language))


def touch(*, family: Family, by: User) -> None:
    """Count the version up, so that whoever read the family before notices."""
    family.version += 1
    family.changed_by = by.pk
    family.save()
