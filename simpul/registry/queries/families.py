"""Families as a viewer may see them: finding one, who belongs to it, what to put right in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.queries import lies_within, paths_in_words
from simpul.kit.names import name_words
from simpul.kit.national_numbers import read_family_number
from simpul.kit.remarks import Remark
from simpul.registry.models import Family, FamilyNumber, Membership, Person
from simpul.registry.queries.merging import canonical, canonicals
from simpul.registry.queries.named import beginning, people_named
from simpul.registry.queries.places import HIDDEN_FAMILIES, covers, families_hidden_of, within
from simpul.registry.rules import families as rules

PAGE = 20


@dataclass(frozen=True)
class FamilyRow:
    """One line of a list of families."""

    family: Family
    head: Person | None
    number: FamilyNumber | None
    members: int
    area_in_words: str
    hides_place: bool = False  # somebody in it has a protected address


@dataclass(frozen=True)
class FoundFamilies:
    """A page of a list; `next_before` is where the following page begins, a remark says why a number finds nothing."""

    rows: Sequence[FamilyRow] = ()
    next_before: UUID | None = None
    remark: Remark | None = None


def families_visible_to(viewer: User) -> QuerySet[Family]:
    """Every family within the viewer's reach, ended ones too."""
    reach = access.reach(viewer, Permission.VIEW_PERSON, kind="family")
    here = Family.objects.filter(withdrawn_at=None)
    return here.filter(within(reach, HIDDEN_FAMILIES)).select_related("office", "area")


def families_changeable_by(viewer: User, *permissions: Permission) -> QuerySet[Family]:
    """Those of them on which the viewer may act by one of these permissions (else by CHANGE_FAMILY)."""
    changeable = Q(pk__in=[])
    for permission in permissions or (Permission.CHANGE_FAMILY,):
        changeable |= within(access.reach(viewer, permission, kind="family"), HIDDEN_FAMILIES)
    return families_visible_to(viewer).filter(changeable)


def may_change_family(viewer: User, family: Family, *permissions: Permission) -> bool:
    """Whether the viewer may change this very family, by one of these permissions (else by CHANGE_FAMILY)."""
    wanted = permissions or (Permission.CHANGE_FAMILY,)
    return any(covers(access.reach(viewer, permission, kind="family"), family) for permission in wanted)


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
        # A protected place is in no list of an area: the list itself would give it away.
        found = found.filter(lies_within(area)).exclude(pk__in=HIDDEN_FAMILIES)
    if before:
        found = found.filter(pk__lt=before)
    page = list(found.order_by("-pk")[: limit + 1])
    return FoundFamilies(family_rows(page[:limit]), page[limit - 1].pk if len(page) > limit else None)


def _headed_by(found: QuerySet[Family], words: Iterable[str]) -> QuerySet[Family]:
    """The head, or whom the head was merged with, has every word: equality and range only, for these use the index."""
    heads = Membership.objects.filter(family=OuterRef("pk"), relation=rules.HEAD, until_on=None)
    for word in words:
        named = people_named(beginning(word))
        found = found.filter(Exists(heads.filter(Q(person__in=named) | Q(person__merged_into__in=named))))
    return found


def family_rows(families: Sequence[Family]) -> list[FamilyRow]:
    """Lines for these families, in their order."""
    open_places = Membership.objects.filter(family__in=families, until_on=None)
    counts = dict(open_places.values_list("family").annotate(Count("person")))
    headed = open_places.filter(relation=rules.HEAD).select_related("person")
    heads = {place.family_id: place.person for place in headed}
    standing = canonicals(heads.values())
    numbers = {n.family_id: n for n in FamilyNumber.objects.filter(family__in=families, until_on=None)}
    hidden = families_hidden_of(families)
    words = paths_in_words({family.area_id for family in families if family.area_id})
    return [
        FamilyRow(
            family=family,
            head=standing[heads[family.pk].pk] if family.pk in heads else None,
            number=numbers.get(family.pk),
            members=counts.get(family.pk, 0),
            area_in_words=words.get(family.area_id or "", ""),
            hides_place=family.pk in hidden,
        )
        for family in families
    ]


def family_heads_visible_to(viewer: User, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of the heads of these families, of those within reach."""
    visible = families_visible_to(viewer).filter(pk__in=set(ids))
    headed = Membership.objects.filter(family__in=visible, relation=rules.HEAD, until_on=None)
    return dict(headed.values_list("family", "person__name"))


def head_of(family: Family) -> Person | None:
    """Whom the card names first today."""
    headed = Membership.objects.filter(family=family, relation=rules.HEAD, until_on=None).select_related("person")
    place = headed.first()
    return canonical(place.person) if place else None


def latest_number(family: Family) -> FamilyNumber | None:
    """The number of the card in force."""
    return FamilyNumber.objects.filter(family=family, until_on=None).first()
