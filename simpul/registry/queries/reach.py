"""Where a viewer registers people: which offices, and which villages of them."""

from datetime import date

from django.db.models import Q

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.models import Area, Office
from simpul.directory.queries import paths_in_words
from simpul.directory.rules.areas import VILLAGE
from simpul.kit.dates import today


def offices_to_register_at(viewer: User) -> list[Office]:
    """The offices at which the viewer may register people, in the order in which the roles were given."""
    reach = access.reach(viewer, Permission.REGISTER_PERSON)
    reached = reach.offices | {office for office, _ in reach.areas}
    found = Office.objects.in_bulk(reached)
    return [found[pk] for pk in access.offices_of(viewer) if pk in found]


def office_to_export_from(viewer: User) -> Office:
    """The office in whose name the viewer takes a list along: where they have worked longest of those that allow it."""
    reach = access.reach(viewer, Permission.EXPORT_PEOPLE)
    reached = reach.offices | {office for office, _ in reach.areas}
    return Office.objects.get(pk=next(pk for pk in access.offices_of(viewer) if pk in reached))


def villages_within_reach(viewer: User) -> dict[str, str] | None:
    """Code and name of the villages to which the viewer is limited; None when a whole office lies within reach."""
    reach = access.reach(viewer, Permission.REGISTER_PERSON)
    if reach.offices:
        return None
    within = Q(pk__in=[])
    for _, code in reach.areas:
        within |= Q(pk=code) | Q(pk__startswith=f"{code}.")
    codes = list(
        Area.objects.filter(within, level=VILLAGE, valid_until=None).order_by("code").values_list("pk", flat=True)
    )
    words = paths_in_words(codes)
    return {code: words[code] for code in codes}


def today_for(viewer: User) -> date:
    """The date by the calendar of the office the viewer works for."""
    return today(access.time_zone_of(viewer))
