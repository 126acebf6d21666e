"""A family becomes two, or two become one. People change their place; the cards and their history stay."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.kit.dates import today
from simpul.kit.refusals import Refusal
from simpul.registry.models import Family, FamilyNumber, Membership, Person
from simpul.registry.rules import families as rules
from simpul.registry.services import locks
from simpul.registry.services.families import begin_number
from simpul.registry.services.memberships import begin_place, end_place
from simpul.registry.services.papers import open_paper_task

EndReason = Membership.EndReason
NAMED_IN_EVENT = 50  # an event has room for so many ids; the count is always whole


@transaction.atomic
def split_family(
    *,
    family: Family,
    members: Sequence[tuple[Person, str]],
    number: str | None,
    on: date,
    by: User,
    version: int | None = None,
) -> Family:
    """Some members found a card of their own at the same address (pisah KK), the new head named first.

    A married child leaves the parents' card; a wife with children leaves her husband's. `number` is the new card's.
    """
    (family,) = locks.hold_families(family, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    places = locks.open_places(family)
    chosen = [(person.pk, relation) for person, relation in members]
    held = locks.as_members(places)
    locks.refuse(rules.refusal_to_split(chosen, members=held, known=locks.known_relations(), on=on))
    locks.lock_people(person for person, _ in chosen)
    new = _family_beside(family, on=on, by=by)
    _move_places(places, new, dict(chosen), reason=EndReason.SPLIT, on=on, by=by)
    begin_number(family=new, text=number, on=on, by=by)
    if not number:
        open_paper_task(person=members[0][0], paper="family_card", on=today(new.office.time_zone), by=by)
    locks.touch(family=family, by=by)
    people = _named(person for person, _ in chosen)
    record(
        "registry.family_split",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        people=people,
        count=len(chosen),
        into=str(new.pk),
        on=on,
    )
    record(
        "registry.family_founded",
        by=by,
        subject=new,
        office=new.office_id,
        version=new.version,
        people=people[:1],
        split_from=str(family.pk),
        on=on,
        has_number=bool(number),
    )
    return new


@transaction.atomic
def merge_families(
    *,
    family: Family,
    into: Family,
    on: date,
    by: User,
    relations: Mapping[UUID, str] | None = None,
    version: int | None = None,
    into_version: int | None = None,
) -> None:
    """Everybody of one card moves to another (gabung KK), and the first card ends.

    `relations` are those to the head of `into`; who is not named becomes another relative, to be corrected when known.
    """
    if family.pk == into.pk:
        raise locks.FamilyRefused(Refusal("family_into_itself"))
    family, into = locks.hold_families(family, into, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_stale(into, into_version)
    locks.refuse_day(family, on)
    locks.refuse_day(into, on)
    if family.office_id != into.office_id:
        raise locks.OutOfReach(Refusal("family_of_other_office"))
    places = locks.open_places(family)
    living = [place for place in places if place.person.died_on is None or place.person.died_on > on]
    locks.refuse(
        rules.refusal_to_merge(
            members=locks.as_members(living),
            into_members=locks.as_members(locks.open_places(into)),
            relations=relations or {},
            known=locks.known_relations(),
            on=on,
        )
    )
    locks.lock_people(place.person_id for place in living)
    wanted = {place.person_id: rules.OTHER_RELATIVE for place in living} | dict(relations or {})
    _move_places(living, into, wanted, reason=EndReason.MERGED, on=on, by=by)
    _close(family, into, [place for place in places if place not in living], on=on)
    _count_and_record(family, into, list(wanted), on=on, by=by)


def _family_beside(family: Family, *, on: date, by: User) -> Family:
    """A family at the same address, split from this one."""
    new = Family(
        office_id=family.office_id,
        area_id=family.area_id,
        address=family.address,
        rt=family.rt,
        rw=family.rw,
        began_on=on,
        split_from=family,
        registered_by=by.pk,
        changed_by=by.pk,
    )
    new.save(force_insert=True)
    return new


def _move_places(
    places: Iterable[Membership], to: Family, wanted: Mapping[UUID, str], *, reason: str, on: date, by: User
) -> None:
    """End the places of those who are wanted elsewhere, then give them their new ones."""
    leaving = [place for place in places if place.person_id in wanted]
    for place in leaving:
        end_place(place, on=on, reason=reason)
    for place in leaving:
        begin_place(family=to, person=place.person_id, relation=wanted[place.person_id], on=on, by=by)


def _close(family: Family, into: Family, dead: Iterable[Membership], *, on: date) -> None:
    """Nobody is left: the dead end with the card, and so does its number."""
    for place in dead:
        end_place(place, on=max(on, place.from_on), reason=EndReason.DIED)
    for number in FamilyNumber.objects.filter(family=family, until_on=None):
        number.until_on = max(on, number.from_on)
        number.save()
    family.ended_on, family.merged_into = on, into


def _count_and_record(family: Family, into: Family, people: Sequence[UUID], *, on: date, by: User) -> None:
    locks.touch(family=family, by=by)
    locks.touch(family=into, by=by)
    named = _named(people)
    for act, subject, other in (
        ("registry.families_merged", family, into), ("registry.family_took_in", into, family),
    ):  # fmt: skip
        record(
            act,
            by=by,
            subject=subject,
            office=family.office_id,
            version=subject.version,
            people=named,
            count=len(people),
            on=on,
            other=str(other.pk),
        )


def _named(people: Iterable[UUID]) -> list[str]:
    return [str(person) for person in people][:NAMED_IN_EVENT]
