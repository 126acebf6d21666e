"""Coming into a family, leaving it, being its head."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from simpul.accounts.models import User
from simpul.accounts.rules.permissions import Permission
from simpul.audit.services import record
from simpul.kit.refusals import Refusal
from simpul.registry.models import Family, Membership, Person
from simpul.registry.rules import families as rules
from simpul.registry.services import locks

COMES_IN = (Permission.CHANGE_FAMILY, Permission.REGISTER_PERSON)  # a newborn is registered into a family
EndReason = Membership.EndReason
LEAVES_BY = (EndReason.MOVED, EndReason.DIED)
HEAD_REASONS = ("died", "moved", "agreed", "corrected")


@transaction.atomic
def join_family(
    *, family: Family, person: Person, relation: str, on: date, by: User, version: int | None = None
) -> Membership:
    """Somebody who belongs to no family comes into this one: by birth, marriage, adoption, or as recorded late."""
    (family,) = locks.hold_families(family, by=by, permissions=COMES_IN)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    person = _held_person(person)
    known = locks.known_relations()
    locks.refuse(rules.refusal_to_join(relation=relation, known=known, died_on=person.died_on, on=on))
    locks.refuse_elsewhere(person, office=family.office_id, on=on, family=family)
    place = begin_place(family=family, person=person.pk, relation=relation, on=on, by=by)
    locks.touch(family=family, by=by)
    record(
        "registry.family_joined",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        people=[str(person.pk)],
        relation=relation,
        on=on,
    )
    return place


@transaction.atomic
def leave_family(
    *, family: Family, person: Person, on: date, by: User, reason: str = EndReason.MOVED, version: int | None = None
) -> None:
    """Somebody leaves without founding or joining another family here. The last one's leaving ends the family."""
    (family,) = locks.hold_families(family, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    locks.refuse(None if reason in LEAVES_BY else Refusal("reason_unknown", {"reason": reason}))
    places = locks.open_places(family)
    locks.refuse(rules.refusal_to_leave(person.pk, members=locks.as_members(places), on=on))
    end_place(next(place for place in places if place.person_id == person.pk), on=on, reason=reason)
    if len(places) == 1:
        family.ended_on = on
    locks.touch(family=family, by=by)
    record(
        "registry.family_left",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        people=[str(person.pk)],
        reason=str(reason),
        on=on,
        ended=len(places) == 1,
    )


@transaction.atomic
def change_head(
    *,
    family: Family,
    new_head: Person,
    relation_of_former: str | None,
    on: date,
    reason: str,
    by: User,
    relations: Mapping[UUID, str] | None = None,
    version: int | None = None,
) -> None:
    """Another member heads the family from a day on; relations are those to the new head.

    Who is named neither in `relations` nor as former head keeps the relation they have. A former head who has died
    leaves the family with it: `relation_of_former` is None.
    """
    (family,) = locks.hold_families(family, by=by)
    locks.refuse_stale(family, version)
    locks.refuse_day(family, on)
    locks.refuse(None if reason in HEAD_REASONS else Refusal("reason_unknown", {"reason": reason}))
    places = locks.open_places(family)
    wanted = _relations_after(places, new_head, relation_of_former, relations or {})
    locks.refuse(
        rules.refusal_to_change_head(
            new_head.pk, relations=wanted, members=locks.as_members(places), known=locks.known_relations(), on=on
        )
    )
    former = next((place.person_id for place in places if place.relation == rules.HEAD), None)
    _reseat(family, places, {**wanted, new_head.pk: rules.HEAD}, on=on, by=by)
    locks.touch(family=family, by=by)
    record(
        "registry.head_changed",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        people=[str(new_head.pk)],
        former=str(former) if former else None,
        reason=reason,
        on=on,
    )


@transaction.atomic
def end_by_death(*, person: Person, on: date, new_head: UUID | None, by: User) -> None:
    """Somebody who died leaves the family; when that was its head, one of the living becomes it, the others keep theirs.

    Part of recording the death: whoever may do that may do this.
    """
    place = Membership.objects.filter(person=person, until_on=None).select_related("family").first()
    if place is None:
        return
    (family,) = locks.lock_families([place.family_id])
    places = locks.open_places(family)
    on = max([on, *(other.from_on for other in places)])
    if place.relation == rules.HEAD and len(places) > 1:
        wanted = {p.person_id: p.relation for p in places if p.person_id != person.pk}
        if new_head is None or new_head not in wanted:
            raise locks.FamilyRefused(Refusal("new_head_needed"))
        _reseat(family, places, {**wanted, new_head: rules.HEAD}, on=on, by=by)
    else:
        end_place(place, on=on, reason=EndReason.DIED)
        family.ended_on = on if len(places) == 1 else None
    locks.touch(family=family, by=by)
    record(
        "registry.family_left",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        people=[str(person.pk)],
        reason="died",
        on=on,
        ended=len(places) == 1,
    )


@transaction.atomic
def correct_membership(
    *,
    membership: Membership,
    by: User,
    relation: str | None = None,
    from_on: date | None = None,
    void: bool = False,
    version: int | None = None,
) -> Membership:
    """Put right what was recorded wrongly of somebody's place; with `void` they never belonged to the family.

    The row itself changes and its history keeps what stood there. Who is head is changed by `change_head`.
    """
    (family,) = locks.hold_families(membership.family, by=by)
    locks.refuse_stale(family, version)
    place = Membership.objects.select_for_update().get(pk=membership.pk)
    locks.refuse(_refusal_to_correct(place, relation, void))
    if from_on is not None:
        locks.refuse_day(family, from_on)
        _refuse_overlap(place, from_on)
    place.relation = relation or place.relation
    place.from_on = from_on or place.from_on
    if void:
        place.until_on, place.end_reason = place.from_on, EndReason.CORRECTED
    place.save()
    locks.touch(family=family, by=by)
    changed = [name for name, value in (("relation", relation), ("from_on", from_on), ("void", void)) if value]
    record(
        "registry.membership_corrected",
        by=by,
        subject=family,
        office=family.office_id,
        version=family.version,
        people=[str(place.person_id)],
        fields=changed,
    )
    return place


def begin_place(*, family: Family, person: UUID, relation: str, on: date, by: User) -> Membership:
    """Somebody's place in a family from a day on."""
    return Membership.objects.create(family=family, person_id=person, relation=relation, from_on=on, recorded_by=by.pk)


def end_place(place: Membership, *, on: date, reason: str) -> None:
    """Until a day: that day belongs to what comes after."""
    place.until_on, place.end_reason = on, reason
    place.save()


def _held_person(person: Person) -> Person:
    held = locks.lock_people([person.pk])
    if person.pk not in held:
        raise locks.OutOfReach(Refusal("person_out_of_reach"))
    return held[person.pk]


def _relations_after(
    places: list[Membership], new_head: Person, relation_of_former: str | None, relations: Mapping[UUID, str]
) -> dict[UUID, str]:
    """Who stays beside the new head, and as what."""
    wanted = {p.person_id: p.relation for p in places if p.person_id != new_head.pk and p.relation != rules.HEAD}
    former = next((place for place in places if place.relation == rules.HEAD), None)
    if former is not None and former.person_id != new_head.pk and relation_of_former:
        wanted[former.person_id] = relation_of_former
    return wanted | dict(relations)


def _reseat(family: Family, places: list[Membership], wanted: Mapping[UUID, str], *, on: date, by: User) -> None:
    """Give everybody whose relation changes a new place; who is not wanted any more has died."""
    changing = [place for place in places if wanted.get(place.person_id) != place.relation]
    for place in changing:
        end_place(place, on=on, reason=EndReason.ROLE if place.person_id in wanted else EndReason.DIED)
    for place in changing:
        if place.person_id in wanted:
            relation = wanted[place.person_id]
            begin_place(family=family, person=place.person_id, relation=relation, on=on, by=by)


def _refusal_to_correct(place: Membership, relation: str | None, void: bool) -> Refusal | None:
    if void and place.until_on is None and place.relation == rules.HEAD:
        return Refusal("head_must_change_first")
    if relation is None or relation == place.relation:
        return None
    if rules.HEAD in (relation, place.relation):
        return Refusal("head_by_change_only")
    return rules.refusal_of_relations([relation], locks.known_relations())


def _refuse_overlap(place: Membership, from_on: date) -> None:
    """A corrected day may not reach into another place of the same person, nor behind its own end."""
    if place.until_on is not None and from_on > place.until_on:
        raise locks.FamilyRefused(Refusal("day_after_leaving", {"until_on": place.until_on}))
    others = Membership.objects.filter(person=place.person_id).exclude(pk=place.pk).exclude(until_on=F("from_on"))
    if others.filter(from_on__lte=place.from_on, until_on__gt=from_on).exists():
        raise locks.FamilyRefused(Refusal("belonged_to_family_then"))
