"""What reading a list needs of the directory: the villages of the office's area, and every district there was."""

from functools import lru_cache

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.directory.models import Area, AreaCode, Office
from simpul.directory.queries import lies_within
from simpul.directory.rules.areas import DISTRICT, VILLAGE, Scheme, is_within
from simpul.kit.dates import today
from simpul.lists.models import IncomingList
from simpul.lists.rules.people import Reader
from simpul.lists.rules.villages import Gazetteer, Place


def reader_for(incoming: IncomingList) -> Reader:
    """How the rows of this list are read: by the calendar and the places of its office."""
    own = incoming.area_id if incoming.area_id and incoming.area_id.count(".") + 1 == VILLAGE else None
    return Reader(
        on=today(incoming.office.time_zone),
        villages=gazetteer(incoming.office),
        village=incoming.village_id or own,
        within=incoming.area_id or "",
        is_district=_districts().__contains__,
    )


def gazetteer(office: Office) -> Gazetteer:
    """The villages of the office's area by name and by code of either scheme."""
    within = office.area_id or ""
    found = Area.objects.filter(lies_within(within, column="code")) if within else Area.objects.all()
    villages = found.filter(level=VILLAGE, valid_until=None)
    rows = villages.values_list("code", "name", "parent__name").order_by("code")
    codes: dict[str, dict[str, tuple[str, ...]]] = {Scheme.BPS: {}, Scheme.FORMER: {}}
    others = AreaCode.objects.filter(lies_within(within)) if within else AreaCode.objects.all()
    for scheme, code, area in others.values_list("scheme", "code", "area"):
        codes[scheme][code] = (*codes[scheme].get(code, ()), area)
    return Gazetteer([Place(*row) for row in rows], bps=codes[Scheme.BPS], former=codes[Scheme.FORMER])


def villages_of(incoming: IncomingList) -> list[tuple[str, str]]:
    """Code and name of the villages that the list may speak of, with the subdistrict for those of one name."""
    places = [place for place in gazetteer(incoming.office).places if is_within(place.code, incoming.area_id or "")]
    names = [place.name for place in places]
    told = [(p.code, f"{p.name}, {p.subdistrict}" if names.count(p.name) > 1 else p.name) for p in places]
    return sorted(told, key=lambda pair: pair[1])


def villages_to_send_from(viewer: User) -> list[tuple[str, str]]:
    """Code and name of the villages of which the viewer may send a list; all of the office's first one."""
    reach = access.reach(viewer, Permission.RECEIVE_LIST)
    within = [code for _, code in sorted(reach.areas, key=str)]
    if reach.offices:
        office = Office.objects.filter(pk__in=reach.offices).order_by("code").first()
        within = [office.area_id or ""] if office else []
    found = Area.objects.none()
    for code in within:
        found |= Area.objects.filter(lies_within(code, column="code")) if code else Area.objects.all()
    rows = found.filter(level=VILLAGE, valid_until=None).values_list("code", "name", "parent__name")
    return sorted(((code, f"{name}, {around}") for code, name, around in rows), key=lambda pair: pair[1])


@lru_cache(maxsize=1)
def _districts() -> frozenset[str]:
    """Every district that is or was: numbers keep the code of the first registration. A day's old list is no harm."""
    now = Area.objects.filter(level=DISTRICT).values_list("code", flat=True)
    former = AreaCode.objects.filter(scheme=Scheme.FORMER).values_list("code", flat=True)
    return frozenset(now) | frozenset(former)
