"""Who is kept from somebody's file by a conflict of interest."""

from django.db.models import QuerySet

from simpul.accounts.models import Grant, User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.registry.models import Person
from simpul.registry.rules.conflicts import RELATIONS


def conflicts_visible_to(viewer: User, person: Person) -> QuerySet[Grant]:
    """The conflicts declared about this person, for whoever may withdraw them; for others they are none of theirs."""
    declared = conflicts_of(person).select_related("user").order_by("granted_at")
    return declared if may_withdraw_conflicts(viewer, person) else declared.none()


def conflicts_of(person: Person) -> QuerySet[Grant]:
    """All that were declared about this very record."""
    return Grant.objects.filter(kind="person", object=person.pk, effect="deny", relation__in=RELATIONS)


def may_withdraw_conflicts(viewer: User, person: Person) -> bool:
    """Whether the viewer may withdraw conflicts about this person, and declare those of others."""
    reach = access.reach(viewer, Permission.WITHDRAW_CONFLICT, kind="person")
    return reach.covers(person.office_id, person.area_id, person.pk)


def staff_around(person: Person) -> list[User]:
    """Who works today at the office that keeps this file, and could open it."""
    return sorted(access.holders_of(Permission.VIEW_PERSON, [person.office_id]), key=lambda user: user.name)
