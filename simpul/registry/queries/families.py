"""Families as a viewer may see them: finding one, who belongs to it, what to put right in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import paths_in_words
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.dates import today
from simpul.kit.names import name_words
from simpul.kit.national_numbers import read_family_number
from simpul.kit.remarks import Remark
from simpul.registry.models import Family, FamilyNumber, Membership, NameWord, Person, Relation
from simpul.registry.queries.merging import canonicals
from simpul.registry.rules import families as rules

PAGE = 20
_AFTER_EVERY_LETTER = "~"  # kept words are A to Z: all that begin with SIT lie between SIT and SIT~


@dataclass(frozen=True)
class FamilyRow:
    """One line of a list of families."""

    family: Family
    head: Person | None
    number: FamilyNumber | None
    members: int
    area_in_words: str


@dataclass(frozen=True)
class FoundFamilies:
    """A page of a list; `next_before` is where the following page begins, a remark says why a number finds nothing."""

    rows: Sequence[FamilyRow] = ()
    next_before: UUID | None = None
    remark: Remark | None = None


@dataclass(frozen=True)
class MemberNow:
    """Somebody in a family today: their place in it, and the record that stands for them."""

    membership: Membership
    person: Person
    youngest: int | None  # age in whole years; two where the birth date leaves a doubt
    oldest: int | None
    is_alive: bool

    @property
    def is_head(self) -> bool:
        """Whether the family card names them first."""
        return self.membership.relation == rules.HEAD


def families_visible_to(viewer: User) -> QuerySet[Family]:
    """Every family within the viewer's reach, ended ones too."""
    reach = access.reach(viewer, Permission.VIEW_PERSON, kind="family")
    return Family.objects.filter(reach.filter()).select_related("office", "area")


def may_change_family(viewer: User, family: Family, *permissions: Permission) -> bool:
    """Whether the viewer may change this very family, by one of these permissions (else by CHANGE_FAMILY)."""
    wanted = permissions or (Permission.CHANGE_FAMILY,)
    return any(
        access.reach(viewer, permission, kind="family").covers(family.office_id, family.area_id, family.pk)
        for permission in wanted
    )


def find_families(
    viewer: User, *, text: str = "", area: str = "", before: UUID | None = None, on: date, limit: int = PAGE
) -> FoundFamilies:
    """Families by the whole number of their card, or by words of the head's name; the newest first."""
    found = families_visible_to(viewer)
    if any(character.isdigit() for character in text):
        reading = read_family_number(text, on=on)
        if reading.number is None:
            return FoundFamilies(remark=reading.warnings[0])
        found = found.filter(pk__in=FamilyNumber.objects.filter(number_index__of=reading.number).values("family"))
    else:
        found = _headed_by(found, name_words(text))
    if area:
        found = found.filter(Q(area=area) | Q(area__code__startswith=f"{area}."))
    if before:
        found = found.filter(pk__lt=before)
    page = list(found.order_by("-pk")[: limit + 1])
    return FoundFamilies(_rows(page[:limit]), page[limit - 1].pk if len(page) > limit else None)


def _headed_by(found: QuerySet[Family], words: Iterable[str]) -> QuerySet[Family]:
    """The head, or whom the head was merged with, has every word: equality and range only, for these use the index."""
    heads = Membership.objects.filter(family=OuterRef("pk"), relation=rules.HEAD, until_on=None)
    for word in words:
        named = NameWord.objects.filter(word__gte=word, word__lt=word + _AFTER_EVERY_LETTER).values("person")
        found = found.filter(Exists(heads.filter(Q(person__in=named) | Q(person__merged_into__in=named))))
    return found


def _rows(families: Sequence[Family]) -> list[FamilyRow]:
    open_places = Membership.objects.filter(family__in=families, until_on=None)
    counts = dict(open_places.values_list("family").annotate(Count("person")))
    headed = open_places.filter(relation=rules.HEAD).select_related("person")
    heads = {place.family_id: place.person for place in headed}
    standing = canonicals(heads.values())
    numbers = {n.family_id: n for n in FamilyNumber.objects.filter(family__in=families, until_on=None)}
    words = paths_in_words({family.area_id for family in families if family.area_id})
    return [
        FamilyRow(
            family=family,
            head=standing[heads[family.pk].pk] if family.pk in heads else None,
            number=numbers.get(family.pk),
            members=counts.get(family.pk, 0),
            area_in_words=words.get(family.area_id or "", ""),
        )
        for family in families
    ]


def members_of(family: Family, *, on: date | None = None) -> list[MemberNow]:
    """Who belongs to the family now, the head first; two records of one person count once."""
    day = on or today(family.office.time_zone)
    places = list(Membership.objects.filter(family=family, until_on=None).select_related("person"))
    standing = canonicals(place.person for place in places)
    members: dict[UUID, MemberNow] = {}
    for place in sorted(places, key=_in_order_of_card):
        person = standing[place.person_id]
        members.setdefault(person.pk, _member(place, person, day))
    return list(members.values())


def _in_order_of_card(place: Membership) -> tuple[int, date, str]:
    """As on a family card: by relation to the head, then the eldest first."""
    order = int(place.relation) if place.relation.isdigit() else 99
    return order, place.person.birth_date or date.max, str(place.pk)


def _member(place: Membership, person: Person, on: date) -> MemberNow:
    born = birth_of(person)
    youngest, oldest = born.age_on(on) if born else (None, None)
    return MemberNow(place, person, youngest, oldest, person.died_on is None or person.died_on > on)


def birth_of(person: Person) -> BirthDate | None:
    """The birth date as far as it is known."""
    return BirthDate(person.birth_date, Precision(person.birth_precision)) if person.birth_date else None


def earlier_members(family: Family) -> list[Membership]:
    """The latest place of everybody who once belonged to the family and does not now; mistakes are left out."""
    now = Membership.objects.filter(family=family, until_on=None).values("person")
    places = Membership.objects.filter(family=family, until_on__isnull=False).exclude(person__in=now)
    places = places.exclude(end_reason=Membership.EndReason.CORRECTED).select_related("person")
    latest = {place.person_id: place for place in places.order_by("until_on", "recorded_at")}
    return sorted(latest.values(), key=lambda place: place.until_on or date.max, reverse=True)


def latest_number(family: Family) -> FamilyNumber | None:
    """The number of the card in force."""
    return FamilyNumber.objects.filter(family=family, until_on=None).first()


def families_with_same_number(family: Family, *, viewer: User) -> list[Family]:
    """Other families of the office whose card has the same number now: a finding, never a refusal."""
    number = latest_number(family)
    if number is None:
        return []
    same = FamilyNumber.objects.filter(number_index__of=str(number.number), until_on=None).exclude(family=family)
    visible = families_visible_to(viewer).filter(office=family.office_id, ended_on=None)
    return list(visible.filter(pk__in=same.values("family")))


def family_findings(family: Family, members: Sequence[MemberNow], *, same_number: int, on: date) -> tuple[Remark, ...]:
    """What somebody should put right in this family."""
    return rules.findings(
        [
            rules.Member(m.membership.person_id, m.membership.relation, m.membership.from_on, m.person.died_on)
            for m in members
        ],
        on=on,
        same_number=same_number,
    )


def relations_of(people: Iterable[UUID]) -> QuerySet[Relation]:
    """Relations in force of these people, whatever family the other one is in."""
    ids = list(people)
    found = Relation.objects.filter(Q(person__in=ids) | Q(other__in=ids), ended_at=None)
    return found.select_related("person", "other").order_by("recorded_at")
