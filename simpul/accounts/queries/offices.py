"""Who belongs to an office: the roles held there, and the accounts it looks after."""

from django.db.models import Q, QuerySet

from simpul.accounts.models import Assignment, User
from simpul.directory.models import Office
from simpul.kit.dates import today


def roles_at(office: Office) -> QuerySet[Assignment]:
    """The roles held at an office today or later, by people whose account is open."""
    lasting = Q(until_on=None) | Q(until_on__gte=today(office.time_zone))
    return Assignment.objects.filter(lasting, office=office, user__is_active=True).select_related("user")


def accounts_of(office: Office) -> QuerySet[User]:
    """The open accounts that an office looks after."""
    return User.objects.filter(office=office, is_active=True, is_system=False).order_by("name")
