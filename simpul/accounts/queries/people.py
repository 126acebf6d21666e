"""Who is who."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from simpul.accounts.models import Assignment, User
from simpul.accounts.queries import access
from simpul.accounts.rules.roles import ROLES


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names by id, for the modules below that know users by id only."""
    wanted = {pk for pk in ids if pk}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def staff_of_offices(offices: Collection[UUID]) -> QuerySet[User]:
    """Whoever works, or ever worked, at these offices, by name."""
    posted = Assignment.objects.filter(office__in=offices).values("user")
    return User.objects.filter(Q(office__in=offices) | Q(pk__in=posted), is_system=False).order_by("name", "pk")


def post_in_words(user: User) -> dict[str, str]:
    """The office and the role somebody works in today, as the frame of a page shows them."""
    held = sorted(access.held_by(user), key=lambda assignment: assignment.assigned_at)
    if not held:
        return {"office_name": "", "viewer_role": gettext("Tanpa peran")}
    acting = f"{held[0].get_acting_display()} " if held[0].acting else ""
    roles = dict.fromkeys(gettext(ROLES[assignment.role].name) for assignment in held if assignment.role in ROLES)
    return {"office_name": held[0].office.name, "viewer_role": acting + " · ".join(roles)}


def by_username(name: str) -> User | None:
    """The account that signs in with this name."""
    return User.objects.filter(username__iexact=name).first()
