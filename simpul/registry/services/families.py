"""Acts on a family as a whole: its beginning, its place, its card's number, its end."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from simpul.accounts.models import User
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import Event, record, record_many
from simpul.directory.models import Office
from simpul.kit.dates import today
from simpul.kit.national_numbers import read_family_number
from simpul.kit.refusals import Refusal
from simpul.kit.texts import normalise
from simpul.registry.models import Family, FamilyNumber, Membership, Person
from simpul.registry.queries.families import latest_number, may_change_family
from simpul.registry.rules import families as rules
from simpul.registry.services import locks
from simpul.registry.services.memberships import COMES_IN, begin_place, end_place
from simpul.registry.services.papers import close_paper_tasks_of, open_paper_task
from simpul.registry.services.versions import save_version

LONGEST_ADDRESS = 300


@transaction.atomic
def found_family(
    *,
    head: Person,
    office: Office,
    area_id: str | None,
    address: str | None,
    rt: str,
    rw: str,
    number: str | None,
    on: date,
    by: User,
    split_from: Family | None = None,
) -> Family:
    """A new family card with one living person at its head; a number may be missing, and may be added when it comes."""
    locks.refuse_area(area_id=area_id, office=office.pk, by=by, permissions=COMES_IN)
    locks.refuse(rules.refusal_of_day(on, today=today(office.time_zone)))
    held = locks.lock_people([head.pk])
    if head.pk not in held:
        raise locks.OutOfReach(Refusal("person_out_of_reach"))
    head = held[head.pk]
    locks.refuse(rules.refusal_to_found(rules.Member(head.pk, rules.HEAD, on, head.died_on), on=on))
    locks.refuse_elsewhere(head, office=office.pk, on=on)
    family = Family(
        office=office,
        area_id=area_id,
        address=read_address(address),
        rt=rt,
        rw=rw,
        began_on=on,
        split_from=split_from,
        registered_by=by.pk,
        changed_by=by.pk,
    )
    family.save(force_insert=True)
    begin_place(family=family, person=head.pk, relation=rules.HEAD, on=on, by=by)
    begin_number(family=family, text=number, on=on, by=by)
    if not number:
        open_paper_task(person=head, paper="family_card", on=today(office.time_zone), by=by)
    record(
        "registry.family_founded",
        by=by,
        subject=family,
        office=office,
        version=family.version,
        people=[str(head.pk)],
        on=on,
        has_number=bool(number),
        split_from=str(split_from.pk) if split_from else None,
    )
    return family


@transaction.atomic
def move_family(
    *,
    family: Family,
    area_id: str | None,
    address: str | None,
    rt: str,
    rw: str,
    on: date,
    number: str | None,
    by: User,
    version: int | None = None,
) -> None:
    """The family lives somewhere else, and the living move along; `number` is the new card's, None keeps the old one.

    Somebody whose address is protected stays where the office placed them: the move must not give it away or undo it.
    """
    (family,) = locks.hold_families(family, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    locks.refuse_area(area_id=area_id, office=family.office_id, by=by, permissions=(Permission.CHANGE_FAMILY,))
    former_area = family.area_id
    # The people go first: once the family is out of somebody's reach, so are they.
    moved = _move_people(family, area_id, read_address(address), rt, rw, by=by)
    if number:
        _renumber(family, number, on=on, by=by)
    family.area_id, family.address, family.rt, family.rw = area_id, read_address(address), rt, rw
    locks.touch(family=family, by=by)
    record(
        "registry.family_moved",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        on=on,
        former_area=former_area,
        area=area_id,
        moved=len(moved),
        renumbered=bool(number),
    )
    record_many(
        Event("registry.person_moved", by, person, office=family.office_id, detail={"family": str(family.pk), "on": on})
        for person in moved
    )


@transaction.atomic
def change_family_number(
    *, family: Family, number: str, on: date, by: User, version: int | None = None
) -> FamilyNumber:
    """A new card with a new number, from a day on; the former number stays known with its days."""
    (family,) = locks.hold_families(family, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    issued = _renumber(family, number, on=on, by=by)
    locks.touch(family=family, by=by)
    record(
        "registry.family_number_changed", by=by, subject=family, office=family.office_id, version=family.version, on=on
    )
    return issued


@transaction.atomic
def end_family(*, family: Family, on: date, by: User, version: int | None = None) -> None:
    """Close the card of a family to which nobody living belongs any more."""
    (family,) = locks.hold_families(family, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    places = locks.open_places(family)
    members = locks.as_members(places)
    locks.refuse(rules.refusal_to_end(members, on=on) or rules.refusal_before_joining(members, on=on))
    for place in places:
        end_place(place, on=on, reason=Membership.EndReason.DIED)
    family.ended_on = on
    locks.touch(family=family, by=by)
    record("registry.family_ended", by=by, subject=family, office=family.office_id, version=family.version, on=on)


@transaction.atomic
def reveal_family_number(*, family: Family, reason: str, by: User) -> str:
    """The whole number of the card in force; that somebody read it is recorded with the reading."""
    if not may_change_family(by, family, Permission.REVEAL_NUMBER):
        raise locks.OutOfReach(Refusal("family_out_of_reach"))
    number = latest_number(family)
    if number is None:
        raise locks.FamilyRefused(Refusal("family_has_no_number"))
    record(
        "registry.number_revealed",
        by=by,
        subject=family,
        office=family.office_id,
        fields=["family_number"],
        reason=reason,
    )
    return str(number.number)


def read_address(text: str | None) -> str | None:
    """The address as it is kept; None when nothing was written."""
    text = normalise(text or "")
    if len(text) > LONGEST_ADDRESS:
        raise locks.FamilyRefused(Refusal("address_too_long", {"letters": LONGEST_ADDRESS}))
    return text or None


def begin_number(*, family: Family, text: str | None, on: date, by: User) -> FamilyNumber | None:
    """Keep a number that can be read at all, whatever is odd about it; one that cannot is named, not dropped."""
    if not text:
        return None
    reading = read_family_number(text, on=on)
    if reading.number is None:
        raise locks.FamilyRefused(Refusal(str(reading.warnings[0].code), reading.warnings[0].params))
    return FamilyNumber.objects.create(family=family, number=reading.number, from_on=on, recorded_by=by.pk)


def _renumber(family: Family, text: str, *, on: date, by: User) -> FamilyNumber:
    former = latest_number(family)
    if former is not None:
        if former.from_on > on:
            raise locks.FamilyRefused(Refusal("day_before_number", {"from_on": former.from_on}))
        former.until_on = on
        former.save()
    issued = begin_number(family=family, text=text, on=on, by=by)
    if issued is None:
        raise locks.FamilyRefused(Refusal("number_missing"))
    if former is not None and former.number == issued.number:
        raise locks.FamilyRefused(Refusal("number_is_the_same"))
    for place in locks.open_places(family):
        close_paper_tasks_of(place.person, paper="family_card", outcome="obtained", by=by)
    return issued


def _move_people(
    family: Family, area_id: str | None, address: str | None, rt: str, rw: str, *, by: User
) -> Sequence[Person]:
    places = locks.open_places(family)
    moved = []
    for person in locks.lock_people(place.person_id for place in places).values():
        if person.died_on is None and not person.address_is_protected and person.merged_into_id is None:
            person.area_id, person.address, person.rt, person.rw = area_id, address, rt, rw
            save_version(person=person, by=by, reason=Person.ChangeReason.MOVED)
            moved.append(person)
    return moved
