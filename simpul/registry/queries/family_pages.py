"""What one page tells of a family: who belongs to it, who did, its numbers, its relations, and what to put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.accounts.models import User
from simpul.directory.queries import path_in_words
from simpul.kit.dates import today
from simpul.kit.remarks import Remark
from simpul.registry.models import Family, FamilyNumber, Membership, Person, Relation
from simpul.registry.queries.families import FamilyRow, families_visible_to, family_rows
from simpul.registry.queries.merging import canonicals
from simpul.registry.queries.people import people_visible_to
from simpul.registry.queries.places import hides_place, hides_place_of
from simpul.registry.rules import families as rules
from simpul.registry.rules import relations


@dataclass(frozen=True)
class MemberNow:
    """Somebody in a family today: their place in it, and the record that stands for them."""

    membership: Membership
    person: Person
    is_alive: bool

    @property
    def is_head(self) -> bool:
        """Whether the family card names them first."""
        return self.membership.relation == rules.HEAD


@dataclass(frozen=True)
class FamilyPage:
    """Everything that may be told of a family to somebody who may see it. Numbers are still masked by the page."""

    members: Sequence[MemberNow]
    earlier: Sequence[Membership]
    people: frozenset[UUID]  # whoever belongs to it, or ever did
    number: FamilyNumber | None
    numbers: Sequence[FamilyNumber]
    relations: Sequence[Relation]
    same_number: Sequence[FamilyRow]
    area_in_words: str
    hides_place: bool
    findings: Sequence[Remark]

    @property
    def head(self) -> MemberNow | None:
        """Whom the card names first."""
        return next((member for member in self.members if member.is_head), None)

    @property
    def living(self) -> list[MemberNow]:
        """Whoever keeps the card open."""
        return [member for member in self.members if member.is_alive]


def family_page(family: Family, *, viewer: User, on: date) -> FamilyPage:
    """The page of one family, which this viewer may see."""
    places = list(Membership.objects.filter(family=family).select_related("person"))
    members = _members_now(places, on=on)
    numbers = list(family.numbers.order_by("-from_on", "-recorded_at"))
    number = next((number for number in numbers if number.until_on is None), None)
    same = families_with_same_number(family, number, viewer=viewer)
    return FamilyPage(
        members=members,
        earlier=_earlier_members(places),
        people=frozenset(place.person_id for place in places),
        number=number,
        numbers=numbers,
        relations=list(relations_of(member.person.pk for member in members)),
        same_number=family_rows(same) if same else (),
        area_in_words=path_in_words(family.area_id) if family.area_id else "",
        hides_place=hides_place(family),
        findings=family_findings(family, members, same_number=len(same), on=on),
    )


def members_of(family: Family, *, on: date | None = None) -> list[MemberNow]:
    """Who belongs to the family now, the head first; two records of one person count once."""
    day = on or today(family.office.time_zone)
    places = Membership.objects.filter(family=family, until_on=None).select_related("person")
    return _members_now(places, on=day)


def _members_now(places: Iterable[Membership], *, on: date) -> list[MemberNow]:
    current = [place for place in places if place.until_on is None]
    standing = canonicals(place.person for place in current)
    members: dict[UUID, MemberNow] = {}
    for place in sorted(current, key=_in_order_of_card):
        person = standing[place.person_id]
        members.setdefault(person.pk, MemberNow(place, person, person.died_on is None or person.died_on > on))
    return list(members.values())


def _in_order_of_card(place: Membership) -> tuple[int, date, str]:
    """As on a family card: by relation to the head, then the eldest first."""
    order = int(place.relation) if place.relation.isdigit() else 99
    return order, place.person.birth_date or date.max, str(place.pk)


def _earlier_members(places: Iterable[Membership]) -> list[Membership]:
    """The latest place of everybody who once belonged to the family and does not now; mistakes are left out."""
    by_end = sorted(places, key=lambda place: (place.until_on or date.max, place.recorded_at))
    now = {place.person_id for place in by_end if place.until_on is None}
    mistake = Membership.EndReason.CORRECTED
    latest = {p.person_id: p for p in by_end if p.person_id not in now and p.end_reason != mistake}
    return sorted(latest.values(), key=lambda place: place.until_on or date.max, reverse=True)


def families_with_same_number(family: Family, number: FamilyNumber | None, *, viewer: User) -> list[Family]:
    """Other families of the office whose card has this number now: a finding, never a refusal."""
    if number is None:
        return []
    same = FamilyNumber.objects.filter(number_index__of=str(number.number), until_on=None).exclude(family=family)
    others = list(same.values_list("family", flat=True))
    if not others:
        return []
    visible = families_visible_to(viewer).filter(office=family.office_id, ended_on=None)
    return list(visible.filter(pk__in=others))


def family_findings(family: Family, members: Sequence[MemberNow], *, same_number: int, on: date) -> tuple[Remark, ...]:
    """What somebody should put right in this family."""
    found = rules.findings(
        [
            rules.Member(m.membership.person_id, m.membership.relation, m.membership.from_on, m.person.died_on)
            for m in members
        ],
        on=on,
        same_number=same_number,
    )
    head = next((kin_of(m) for m in members if m.is_head), None)
    if head is None:
        return found
    others = [kin_of(m) for m in members if not m.is_head]
    return (*found, *relations.remarks_on_head(head, on=on), *relations.contradictions(head, others))


def kin_of(member: MemberNow) -> relations.Kin:
    """A member with what a look at the relation needs, under the id on the card."""
    person, place = member.person, member.membership
    return relations.Kin(place.person_id, person.name, place.relation, person.sex, person.birth)


def relations_of(people: Iterable[UUID]) -> QuerySet[Relation]:
    """Relations in force of these people, whatever family the other one is in."""
    ids = list(people)
    found = Relation.objects.filter(Q(person__in=ids) | Q(other__in=ids), ended_at=None)
    return found.select_related("person", "other").order_by("recorded_at")


def relations_visible_to(viewer: User) -> QuerySet[Relation]:
    """Relations between people who are both within the viewer's reach."""
    people = people_visible_to(viewer).values("pk")
    return Relation.objects.filter(person__in=people, other__in=people)


def families_of(person: Person) -> list[UUID]:
    """The families on whose card the person is now."""
    return list(Membership.objects.filter(person=person, until_on=None).values_list("family", flat=True))


def remarks_on(relation: Relation, *, on: date) -> tuple[Remark, ...]:
    """What is unusual in a relation that was recorded."""
    return relations.remarks_on_relation(
        relation.kind, born=relation.person.birth, other_born=relation.other.birth, on=on
    )


@dataclass(frozen=True)
class RecordToCompare:
    """One of two records side by side: the person, the village, and the families with it."""

    person: Person
    village: str
    hides_place: bool
    families: Sequence[Membership]


def record_to_compare(person: Person, viewer: User) -> RecordToCompare:
    """What helps to decide whether two records are one person."""
    places = Membership.objects.filter(person=person, family__in=families_visible_to(viewer))
    hidden = hides_place_of(person)
    return RecordToCompare(
        person=person,
        village=path_in_words(person.area_id) if person.area_id and not hidden else "",
        hides_place=hidden,
        families=list(places.select_related("family").order_by("-from_on")),
    )
