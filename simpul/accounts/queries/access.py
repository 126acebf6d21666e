"""The one policy: who may do what, where. Row security in the database asks the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from simpul.accounts.models import Assignment, Grant, User
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES, permissions_of
from simpul.directory.models import Office, Organisation
from simpul.directory.queries import lies_within
from simpul.kit.dates import today


@dataclass(frozen=True)
class Reach:
    """Where a viewer may use one permission, and on which objects by grant."""

    offices: frozenset[UUID] = frozenset()
    areas: frozenset[tuple[UUID, str]] = frozenset()  # an office, but only this area and all below it
    allowed: frozenset[UUID] = field(default=frozenset())
    denied: frozenset[UUID] = field(default=frozenset())

    def filter(self, *, office: str = "office_id", area: str | None = "area", pk: str = "pk") -> Q:
        """The condition for a query set; names are its columns for office, area code and object."""
        condition = Q(**{f"{office}__in": self.offices}) | Q(**{f"{pk}__in": self.allowed})
        for office_id, code in self.areas if area else ():
            condition |= Q(**{office: office_id}) & lies_within(code, column=str(area))
        return condition & ~Q(**{f"{pk}__in": self.denied})

    def covers(self, office: UUID, area: str | None, pk: UUID | None = None) -> bool:
        """Whether a thing at this office and area lies within reach; a denial wins."""
        if pk is not None and pk in self.denied:
            return False
        if office in self.offices or (pk is not None and pk in self.allowed):
            return True
        return any(o == office and area is not None and f"{area}.".startswith(f"{a}.") for o, a in self.areas)

    def __bool__(self) -> bool:
        return bool(self.offices or self.areas or self.allowed)


def assignments_in_force(user: User, on: date | None = None) -> list[Assignment]:
    """The roles somebody holds today, by the calendar of each office. Nobody who is closed holds any."""
    if not user.is_authenticated or not user.is_active:
        return []
    held = Assignment.objects.filter(user=user).select_related("office")
    return [a for a in held if _in_force(a, on or today(a.office.time_zone))]


def _in_force(assignment: Assignment, on: date) -> bool:
    return assignment.from_on <= on and (assignment.until_on is None or on <= assignment.until_on)


def reach(user: User, permission: Permission, *, kind: str | None = None) -> Reach:
    """Where this user may use this permission; `kind` adds the grants on single objects of that kind."""
    having = [a for a in held_by(user) if permission in permissions_of(a.role)]
    grants = _grants(user, kind) if kind else []
    return Reach(
        offices=frozenset(a.office_id for a in having if a.area_id is None),
        areas=frozenset((a.office_id, a.area_id) for a in having if a.area_id is not None),
        allowed=frozenset(g.object for g in grants if g.effect == "allow")
        if permission == Permission.VIEW_PERSON
        else frozenset(),
        denied=frozenset(g.object for g in grants if g.effect == "deny"),
    )


def denial_of(user: User, subject: UUID) -> Grant | None:
    """What keeps this user from this very object, if anything does."""
    denials = [grant for grant in _held_grants(user) if grant.object == subject and grant.effect == Grant.Effect.DENY]
    return min(denials, key=lambda grant: grant.relation, default=None)


def holds(user: User, *permissions: Permission) -> bool:
    """Whether this user may do one of these anywhere at all."""
    return any(permission in permissions_of(a.role) for a in held_by(user) for permission in permissions)


def holders_of(permission: Permission, offices: Iterable[UUID]) -> list[User]:
    """Who holds this permission today at one of these offices, whatever the area."""
    roles = [code for code in ROLES if permission in permissions_of(code)]
    posts = Assignment.objects.filter(office__in=list(offices), role__in=roles, user__is_active=True)
    held = posts.select_related("office", "user").order_by("assigned_at")
    return list(dict.fromkeys(post.user for post in held if _in_force(post, today(post.office.time_zone))))


def reaches_every_office(user: User, permission: Permission, *, of: Organisation | None = None) -> bool:
    """Whether this user may use this permission at every open office, or at every one of an organisation.

    What holds for all of them (areas, code lists, national holidays, a shared organisation) is theirs alone to change.
    """
    concerned = Office.objects.filter(is_active=True, **({"organisation": of} if of else {}))
    reached = reach(user, permission).offices
    return bool(reached) and reached.issuperset(concerned.values_list("pk", flat=True))


def offices_of(user: User) -> Iterable[UUID]:
    """The offices this user works for today, in the order the roles were given."""
    return dict.fromkeys(a.office_id for a in sorted(held_by(user), key=lambda a: a.assigned_at))


def time_zone_of(user: User) -> str:
    """The clock of the office where somebody has worked longest; that of the settings for everybody else."""
    held = sorted(held_by(user), key=lambda a: a.assigned_at)
    return held[0].office.time_zone if held else settings.TIME_ZONE


def held_by(user: User) -> list[Assignment]:
    """Roles in force, asked once a request: the user object lives exactly that long."""
    cached: list[Assignment] | None = getattr(user, "_held_assignments", None)
    if cached is None:
        cached = assignments_in_force(user)
        user._held_assignments = cached  # type: ignore[attr-defined]
    return cached


def forget_grants(user: User) -> None:
    """Ask for them anew: one was just given or taken back. Row security has known it all along."""
    if hasattr(user, "_held_grants"):
        del user._held_grants  # a request's user stands in for the account: its own __dict__ is another one


def _grants(user: User, kind: str) -> list[Grant]:
    return [grant for grant in _held_grants(user) if grant.kind == kind]


def _held_grants(user: User) -> list[Grant]:
    """Grants in force, asked once a request as the roles are."""
    cached: list[Grant] | None = getattr(user, "_held_grants", None)
    if cached is None:
        now = timezone.now()
        cached = list(Grant.objects.filter(Q(until__isnull=True) | Q(until__gt=now), user=user.pk))
        user._held_grants = cached  # type: ignore[attr-defined]
    return cached
