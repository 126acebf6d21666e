"""Before anything is written: who of a list may be registered, who has been before, and who is refused for what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from django.db import connection

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.database.encryption import blind_indexes
from simpul.database.sealing import indexer
from simpul.directory.models import Area, Office
from simpul.kit.dates import today
from simpul.kit.national_numbers import read_family_number
from simpul.kit.refusals import Refusal
from simpul.registry.models import Family
from simpul.registry.queries.people import withdrawn_among
from simpul.registry.queries.places import families_hidden_of
from simpul.registry.rules import bulk as rules
from simpul.registry.rules import families as family_rules
from simpul.registry.rules.registration import registration_text
from simpul.registry.services import locks
from simpul.registry.services.bulk.incoming import IncomingFamily, IncomingPerson
from simpul.registry.services.memberships import COMES_IN
from simpul.registry.services.people import REGISTRATION

TAKEN, WITHDRAWN = Refusal("sent_with_other_content"), Refusal("registration_withdrawn")


@dataclass(frozen=True)
class Call:
    """One act on many: where, when, by whom, for which list."""

    office: Office
    on: date
    by: User
    source: UUID | None = None


@dataclass(frozen=True)
class Founded:
    """A family that begins with this list."""

    family: IncomingFamily
    number: str | None
    head: UUID
    since: date


@dataclass
class Sifted:
    """What is left to write, and what has been said of the rest."""

    people: list[tuple[IncomingPerson, bytes]] = field(default_factory=list)  # with the digest of what was said
    founded: dict[UUID, Founded] = field(default_factory=dict)
    joined: dict[UUID, Family] = field(default_factory=dict)  # recorded before, with newcomers now
    again: int = 0
    refused: dict[UUID, Refusal] = field(default_factory=dict)


def sift(
    families: Mapping[UUID, IncomingFamily], people: Iterable[IncomingPerson], call: Call, taken: Iterable[UUID]
) -> Sifted:
    """Look at everybody once; `taken` are ids that turned out to belong to rows out of sight."""
    people = list(people)
    # Nobody comes back by sending the list again.
    withdrawn = withdrawn_among(one.id for one in people)
    sifted = Sifted(refused=dict.fromkeys(taken, TAKEN) | dict.fromkeys(withdrawn, WITHDRAWN))
    _sift_people(sifted, families, people, call)
    _sift_families(sifted, families, call)
    return sifted


def _sift_people(
    sifted: Sifted, families: Mapping[UUID, IncomingFamily], people: list[IncomingPerson], call: Call
) -> None:
    known = _digests_of(one.id for one in people)
    areas = _existing({one.facts.area_code for one in people})
    refusal_of_place = _refusals_of_place(call)
    seen: dict[UUID, bytes] = {}
    index = indexer(REGISTRATION)
    for one in people:
        text = _text(one, families, call.office.pk)
        digest = index(text)
        before = known.get(one.id) or seen.get(one.id)
        if one.id in sifted.refused:
            continue
        if before is not None:
            is_same = before == digest or before in blind_indexes(REGISTRATION, text)
            sifted.again += is_same
            refusal = None if is_same else TAKEN
        else:
            seen[one.id] = digest
            refusal = (
                rules.refusal_of_incoming(one.facts, alias=one.alias, on=call.on)
                or rules.refusal_of_contact(one.phone.safety if one.phone else "", one.phone.rule if one.phone else "")
                or refusal_of_place(one.facts.area_code, one.facts.address_is_protected)
                or (
                    None
                    if one.facts.area_code in areas
                    else Refusal("area_is_no_village", {"area": one.facts.area_code})
                )
            )
            if refusal is None:
                sifted.people.append((one, digest))
        if refusal:
            sifted.refused[one.id] = refusal


def _text(one: IncomingPerson, families: Mapping[UUID, IncomingFamily], office: UUID) -> str:
    """What the form at the counter would have said of the same person."""
    placement: tuple[object, ...] = ()
    if one.family is not None:
        placement = (one.family, one.relation)
        if one.relation == family_rules.HEAD:
            family = families.get(one.family)
            placement = ("new", family.number if family else None)
    contact = (one.phone.number, one.phone.safety, one.phone.rule) if one.phone else None
    return registration_text(one.facts, office, contact=contact, alias=one.alias, placement=placement)


def _digests_of(ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """What was said of those of these people who are recorded already, within sight."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, registration_digest FROM registry_person WHERE id = ANY (%s)", [list(ids)])
        return {id: bytes(digest or b"-") for id, digest in cursor.fetchall()}


def _existing(areas: set[str | None]) -> set[str | None]:
    return {None, *Area.objects.filter(pk__in=[area for area in areas if area]).values_list("pk", flat=True)}


def _refusals_of_place(call: Call) -> Callable[[str | None, bool], Refusal | None]:
    """Nobody puts a person where they do not reach them; asked once for each place."""
    reach = access.reach(call.by, Permission.REGISTER_PERSON)
    reaches_office = reach.covers(call.office.pk, None)

    @cache
    def refusal(area: str | None, is_protected: bool) -> Refusal | None:
        if not reach.covers(call.office.pk, area):
            return Refusal("outside_reach")
        return Refusal("protected_by_office") if is_protected and not reaches_office else None

    return refusal


def _sift_families(sifted: Sifted, families: Mapping[UUID, IncomingFamily], call: Call) -> None:
    """Found those that are new, join those that are there; whoever belongs to a family that cannot be is refused too."""
    members: dict[UUID, list[IncomingPerson]] = {}
    for one, _ in sifted.people:
        if one.family is not None:
            members.setdefault(one.family, []).append(one)
    here = {family.pk: family for family in locks.lock_families(members)}
    founding = _Founding(call, (families[id] for id in members if id in families and id not in here))
    joining = _Joining(call, here.values())
    relations = locks.known_relations()
    for id, newcomers in members.items():
        if id in sifted.refused:
            refusal: Refusal | None = sifted.refused[id]
        elif id in here:
            refusal = joining.refusal(here[id])
            sifted.joined[id] = here[id]
        elif id in families:
            refusal = founding.refusal(families[id], newcomers)
            if refusal is None:
                sifted.founded[id] = founding.founded(families[id], newcomers)
        else:
            refusal = Refusal("family_out_of_reach")
        _refuse_members(sifted, newcomers, refusal, relations, has_head=id in here)
        if refusal:
            sifted.refused[id] = refusal
            sifted.joined.pop(id, None)
    if sifted.refused:
        sifted.people = [(one, digest) for one, digest in sifted.people if one.id not in sifted.refused]
        staying = {one.family for one, _ in sifted.people}
        sifted.joined = {id: family for id, family in sifted.joined.items() if id in staying}


def _refuse_members(
    sifted: Sifted, members: Iterable[IncomingPerson], refusal: Refusal | None, known: frozenset[str], *, has_head: bool
) -> None:
    for one in members:
        own = refusal
        if own is None and one.relation == family_rules.HEAD:
            own = Refusal("head_by_change_only") if has_head else None
        elif own is None:
            own = family_rules.refusal_of_relations([one.relation], known)
        if own:
            sifted.refused[one.id] = own


class _Founding:
    """May these families begin? Asked once for all of their villages."""

    def __init__(self, call: Call, families: Iterable[IncomingFamily]) -> None:
        self.call, self.today = call, today(call.office.time_zone)
        codes = {family.area_code for family in families}
        villages = Area.objects.filter(pk__in=[code for code in codes if code], level=locks.VILLAGE, valid_until=None)
        self.villages = {None, *villages.values_list("pk", flat=True)}
        reaches = [access.reach(call.by, permission) for permission in COMES_IN]
        self.reached = {code for code in codes if any(reach.covers(call.office.pk, code) for reach in reaches)}

    def refusal(self, family: IncomingFamily, members: Iterable[IncomingPerson]) -> Refusal | None:
        if family.area_code not in self.villages:
            return Refusal("area_is_no_village", {"area": family.area_code})
        if family.area_code not in self.reached:
            return Refusal("area_out_of_reach")
        heads = sum(one.relation == family_rules.HEAD for one in members)
        return (
            family_rules.refusal_of_day(family.since or self.call.on, today=self.today)
            or rules.refusal_of_heads(heads)
            or rules.refusal_of_card(family.address, rt=family.rt, rw=family.rw)
            or self._refusal_of_number(family.number)
        )

    def founded(self, family: IncomingFamily, members: Iterable[IncomingPerson]) -> Founded:
        head = next(one.id for one in members if one.relation == family_rules.HEAD)
        number = self._read(family.number)
        return Founded(family, number, head, family.since or self.call.on)

    def _read(self, number: str | None) -> str | None:
        if not number or rules.is_whole_number(number):
            return number or None
        return read_family_number(number, on=self.call.on).number

    def _refusal_of_number(self, number: str | None) -> Refusal | None:
        if not number or self._read(number):
            return None
        remark = read_family_number(number, on=self.call.on).warnings[0]
        return Refusal(str(remark.code), remark.params)


class _Joining:
    """May these recorded families be joined? Asked once for all of them."""

    def __init__(self, call: Call, families: Iterable[Family]) -> None:
        self.call, self.today, families = call, today(call.office.time_zone), list(families)
        self.reaches = [access.reach(call.by, permission, kind="family") for permission in COMES_IN]
        self.hidden = families_hidden_of(families) if any(reach.areas for reach in self.reaches) else set()

    def refusal(self, family: Family) -> Refusal | None:
        area = None if family.pk in self.hidden else family.area_id
        if not any(reach.covers(family.office_id, area, family.pk) for reach in self.reaches):
            return Refusal("family_out_of_reach")
        if family.office_id != self.call.office.pk:
            return Refusal("person_of_other_office")
        return family_rules.refusal_of_day(
            self.call.on, today=self.today, began_on=family.began_on, ended_on=family.ended_on
        )
