"""Finding an area and reading everything that is known of it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from simpul.directory import queries as directory
from simpul.directory.models import Area, AreaChange, AreaCode
from simpul.directory.queries import FoundArea
from simpul.directory.rules.areas import AreaCodeRefused, Scheme, is_area_code

SHOWN = 50
LONGEST_CODE = 13  # 32.04.05.2001; more digits are no area's, but perhaps a person's


@dataclass(frozen=True)
class Reading:
    """What digits mean to one scheme, in words by code."""

    scheme: str
    areas: tuple[FoundArea, ...]


@dataclass(frozen=True)
class Answer:
    """What a text finds: areas by name or code, and for digits what each scheme means by them."""

    found: tuple[FoundArea, ...] = ()
    readings: tuple[Reading, ...] = ()
    is_cut: bool = False  # there are more than are shown

    def __bool__(self) -> bool:
        return bool(self.found or self.readings)


def is_too_long_for_a_code(text: str) -> bool:
    """Whether so many digits are typed that it may be a person's number, which must not stand in an address."""
    return sum(sign.isdigit() for sign in text) > LONGEST_CODE


def find(text: str) -> Answer:
    """Areas for a text: names by the beginnings of words, a dotted code, or digits as every scheme reads them."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        readings = (_reading(text, scheme) for scheme in Scheme)
        return Answer(readings=tuple(reading for reading in readings if reading.areas))
    found = directory.find_areas(text, limit=SHOWN + 1)
    if not found and is_area_code(text):
        former = _reading(text, Scheme.FORMER)
        return Answer(readings=(former,) if former.areas else ())
    return Answer(found=tuple(found[:SHOWN]), is_cut=len(found) > SHOWN)


def area(code: str) -> Area | None:
    """One area, in force or not."""
    return directory.area(code) if is_area_code(code) else None


def codes_of(area: Area) -> QuerySet[AreaCode]:
    """The other numbers of an area."""
    return AreaCode.objects.filter(area=area).order_by("scheme", "code")


def changes_of(area: Area) -> QuerySet[AreaChange]:
    """What became of an area, and of what it became, the latest first."""
    about = Q(former_code=area.code) | Q(successors=area)
    return AreaChange.objects.filter(about).distinct().prefetch_related("successors").order_by("-on")


def today_instead_of(area: Area) -> list[Area]:
    """The areas of today where this one is no more."""
    return directory.successors(area.code) if area.valid_until else []


def _reading(text: str, scheme: Scheme) -> Reading:
    try:
        areas = directory.resolve(text, scheme).areas
    except AreaCodeRefused:
        return Reading(scheme.value, ())
    words = directory.paths_in_words([area.code for area in areas], with_province=True)
    return Reading(scheme.value, tuple(FoundArea(a.code, a.name, a.level, words.get(a.code, a.name)) for a in areas))
