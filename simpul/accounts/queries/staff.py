"""The staff that somebody looks after, as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from simpul.accounts.models import Assignment, CodeCard, User
from simpul.accounts.queries import access
from simpul.accounts.rules import code_cards as cards
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES, permissions_of
from simpul.accounts.rules.staff import Period
from simpul.directory.models import Area, Office
from simpul.directory.queries import find_areas, paths_in_words
from simpul.kit.dates import today

CARD_ROLES = [code for code, role in ROLES.items() if role.uses_code_card]


@dataclass(frozen=True)
class Post:
    """A role somebody holds, as a line of a page."""

    assignment: Assignment
    area: str
    is_current: bool
    is_coming: bool


@dataclass(frozen=True)
class StaffLine:
    """One account, as a line of the list."""

    user: User
    posts: list[Post]
    factors: list[str] = field(default_factory=list)
    codes_left: int | None = None
    may_change: bool = False
    may_issue_card: bool = False

    @property
    def has_few_codes(self) -> bool:
        """Whether the card runs out soon."""
        return self.codes_left is not None and self.codes_left < cards.FEW


def staff_visible_to(viewer: User) -> QuerySet[User]:
    """The accounts of the offices somebody manages, and the village accounts they may issue cards to."""
    managed = access.reach(viewer, Permission.MANAGE_STAFF)
    issued = access.reach(viewer, Permission.ISSUE_CODE_CARD)
    posts = Assignment.objects.filter(managed.filter(pk="pk") | (issued.filter(pk="pk") & Q(role__in=CARD_ROLES)))
    return User.objects.filter(Q(office__in=managed.offices) | Q(pk__in=posts.values("user")), is_system=False)


def staff_managed_by(viewer: User) -> QuerySet[User]:
    """The accounts somebody may change: those that their own office opened and looks after."""
    managed = access.reach(viewer, Permission.MANAGE_STAFF)
    return User.objects.filter(office__in=managed.offices, is_system=False)


def assignments_managed_by(viewer: User) -> QuerySet[Assignment]:
    """The roles somebody may end: those at the offices they manage, and never their own."""
    managed = access.reach(viewer, Permission.MANAGE_STAFF)
    return Assignment.objects.filter(managed.filter(pk="pk")).exclude(user=viewer.pk).select_related("office", "user")


def offices_managed_by(viewer: User) -> QuerySet[Office]:
    """The offices at which somebody may give roles."""
    return Office.objects.filter(pk__in=access.reach(viewer, Permission.MANAGE_STAFF).offices).order_by("name")


def find_staff(viewer: User, *, text: str = "", state: str = "open", after: UUID | None = None) -> QuerySet[User]:
    """The visible staff by name, from the one after `after` on; state is open, closed, or all."""
    found = staff_visible_to(viewer).order_by("name", "pk")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(username__icontains=text))
    if state in {"open", "closed"}:
        found = found.filter(is_active=state == "open")
    start = User.objects.filter(pk=after).first() if after else None
    return found.filter(Q(name__gt=start.name) | Q(name=start.name, pk__gt=start.pk)) if start else found


def lines(viewer: User, users: Iterable[User]) -> list[StaffLine]:
    """Everything the list says about these accounts, in a handful of queries."""
    users = list(users)
    posts = posts_of(viewer, users)
    factors: dict[UUID, list[str]] = {}
    known = Authenticator.objects.filter(user__in=users).exclude(type=Authenticator.Type.RECOVERY_CODES)
    for pk, kind in known.order_by("type").values_list("user", "type").distinct():
        factors.setdefault(pk, []).append(kind)
    used = dict(CodeCard.objects.filter(user__in=users, revoked_at=None).values_list("user", "used"))
    changeable = set(staff_managed_by(viewer).filter(pk__in=[user.pk for user in users]).values_list("pk", flat=True))
    return [
        StaffLine(
            user=user, posts=posts[user.pk], factors=factors.get(user.pk, []),
            codes_left=cards.left(used[user.pk]) if user.pk in used else None,
            may_change=user.pk in changeable and user.pk != viewer.pk,
            may_issue_card=_may_issue(viewer, user, posts[user.pk]),
        )
        for user in users
    ]  # fmt: skip


def posts_of(viewer: User, users: Iterable[User]) -> dict[UUID, list[Post]]:
    """Roles held now or later, by account; of those at other offices the viewer learns nothing."""
    users = list(users)
    visible = access.reach(viewer, Permission.MANAGE_STAFF).filter(pk="pk")
    visible |= access.reach(viewer, Permission.ISSUE_CODE_CARD).filter(pk="pk") & Q(role__in=CARD_ROLES)
    held = list(
        Assignment.objects.filter(visible | Q(user=viewer.pk), user__in=users)
        .select_related("office").order_by("from_on", "assigned_at")
    )  # fmt: skip
    words = paths_in_words([assignment.area_id for assignment in held if assignment.area_id])
    found: dict[UUID, list[Post]] = {user.pk: [] for user in users}
    for assignment in held:
        on = today(assignment.office.time_zone)
        if assignment.until_on is None or assignment.until_on >= on:
            area = words.get(assignment.area_id or "", "")
            begun = assignment.from_on <= on
            found[assignment.user_id].append(Post(assignment, area, is_current=begun, is_coming=not begun))
    return found


def cards_running_out(viewer: User) -> list[StaffLine]:
    """Village accounts within reach whose card has few codes left."""
    reach = access.reach(viewer, Permission.ISSUE_CODE_CARD)
    if not reach:
        return []
    posts = Assignment.objects.filter(reach.filter(pk="pk"), role__in=CARD_ROLES)
    used = CodeCard.objects.filter(revoked_at=None, user__in=posts.values("user"), user__is_active=True)
    few = [card.user_id for card in used if cards.left(card.used) < cards.FEW]
    if not few:
        return []
    return [line for line in lines(viewer, User.objects.filter(pk__in=few).order_by("name")) if line.may_issue_card]


def periods_of(user: User) -> list[Period]:
    """What somebody holds, held or will hold, at whatever office: the rule weighs a new role against all of it."""
    held = Assignment.objects.filter(user=user.pk)
    return [Period(a.role, a.from_on, a.until_on, place=f"{a.office_id}:{a.area_id or ''}") for a in held]


def permissions_held(user: User) -> frozenset[Permission]:
    """Everything somebody may do anywhere today."""
    return frozenset(permission for held in access.held_by(user) for permission in permissions_of(held.role))


def permissions_now_or_later(user: User) -> frozenset[Permission]:
    """Everything somebody may do anywhere, today or by a role that is still to begin."""
    held = Assignment.objects.filter(user=user.pk).select_related("office")
    going = [a for a in held if a.until_on is None or a.until_on >= today(a.office.time_zone)]
    return frozenset(permission for a in going for permission in permissions_of(a.role))


def has_lost_device(user: User) -> bool:
    """Whether a lost device waits for its confirmation: as long as the one-time password that was made with it."""
    return user.is_device_lost and user.one_time_until is not None and user.one_time_until > timezone.now()


def lost_devices_to_confirm(viewer: User) -> QuerySet[User]:
    """The accounts whose lost device the viewer may confirm: at their offices, and reported by somebody else."""
    offices = access.reach(viewer, Permission.CONFIRM_LOST_DEVICE).offices
    waiting = User.objects.filter(office__in=offices, is_active=True, is_device_lost=True)
    return waiting.filter(one_time_until__gt=timezone.now()).exclude(Q(pk=viewer.pk) | Q(one_time_by=viewer.pk))


def works_elsewhere(user: User, viewer: User) -> bool:
    """Whether somebody holds a role at an office that the viewer does not manage."""
    offices = access.reach(viewer, Permission.MANAGE_STAFF).offices
    return any(held.office_id not in offices for held in access.assignments_in_force(user))


def successors_for(user: User, viewer: User) -> QuerySet[User]:
    """Who may take over somebody's tasks: whoever else works at the viewer's offices today."""
    posts = Assignment.objects.filter(access.reach(viewer, Permission.MANAGE_STAFF).filter(pk="pk"))
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).exclude(pk=user.pk).order_by("name")


def areas_for(office: Office, text: str, level: int) -> list[Area]:
    """The areas of an office that a written name or code may mean, at one level."""
    found = find_areas(text, within=office.area_id or "", level=level)
    by_code = Area.objects.in_bulk([area.code for area in found])
    return [by_code[area.code] for area in found]


def _may_issue(viewer: User, user: User, posts: list[Post]) -> bool:
    reach = access.reach(viewer, Permission.ISSUE_CODE_CARD)
    return user.is_active and user.pk != viewer.pk and any(
        post.is_current and post.assignment.role in CARD_ROLES
        and reach.covers(post.assignment.office_id, post.assignment.area_id)
        for post in posts
    )  # fmt: skip
