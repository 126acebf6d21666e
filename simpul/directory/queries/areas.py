"""Areas: one by its code, what lies in it and around it, and finding one by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, ExpressionWrapper, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Length

from simpul.directory.models import Area, AreaChange
from simpul.directory.rules.areas import (
    REGENCY,
    AreaCodeRefused,
    Scheme,
    ancestors_of,
    is_begun_code,
    name_key,
    read_code,
    search_words,
    title_of,
)
from simpul.kit.refusals import Refusal

SHORTEST_WORD = 2  # letters


def lies_within(code: str, *, column: str = "area") -> Q:
    """The condition that a thing lies in this area or in one below it: after the dot of a code comes the slash.

    By range, because LIKE is not leakproof: under row security it would keep the query from the index.
    """
    return Q(**{f"{column}__gte": code, f"{column}__lt": f"{code}/"})


@dataclass(frozen=True)
class FoundArea:
    """One line of a picker."""

    code: str
    name: str
    level: int
    in_words: str


@dataclass(frozen=True)
class Resolution:
    """The areas that a code leads to today: one, or several where the area it named was split."""

    areas: tuple[Area, ...]
    is_former: bool = False


def area(code: str) -> Area | None:
    """The area with this Kemendagri code, in force or not."""
    return Area.objects.filter(pk=code).first()


def in_force(on: date | None) -> Q:
    """Areas that exist on a date; without one, those that nobody has ended."""
    if on is None:
        return Q(valid_until=None)
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_until=None) | Q(valid_until__gte=on))


def children(code: str | None = None, *, on: date | None = None) -> QuerySet[Area]:
    """The areas directly in another, by code; without one, the provinces."""
    return Area.objects.filter(in_force(on), parent=code).order_by("code")


def ancestors(code: str) -> list[Area]:
    """The areas around one, the province first."""
    return list(Area.objects.filter(pk__in=ancestors_of(code)).order_by("code"))


def path_in_words(code: str, *, with_province: bool = False) -> str:
    """Desa Cimekar, Kec. Cileunyi, Kab. Bandung; empty for a code nobody knows."""
    return paths_in_words([code], with_province=with_province).get(code, "")


def paths_in_words(codes: Iterable[str], *, with_province: bool = False) -> dict[str, str]:
    """The same for many codes at once, in one query."""
    codes = set(codes)
    if not codes:
        return {}
    wanted = codes.union(*map(ancestors_of, codes))
    known = {row[0]: row[1:] for row in Area.objects.filter(pk__in=wanted).values_list("code", "kind", "name")}
    return {code: _in_words(code, known, with_province) for code in codes if code in known}


def find_areas(
    text: str, *, within: str = "", level: int | None = None, on: date | None = None, limit: int = 20
) -> list[FoundArea]:
    """Areas for a picker by the beginnings of words, best first.

    Every word must begin a word of the area's name or of those around it, and at least one a word of its own name:
    "sukamaju bandung" finds the villages called Sukamaju in Bandung. A dotted code finds itself and what lies in it.
    """
    found = Area.objects.filter(in_force(on))
    if within:
        found = found.filter(Q(pk=within) | Q(pk__startswith=f"{within}."))
    if level:
        found = found.filter(level=level)
    found = _by_code(found, text.strip()) if is_begun_code(text.strip()) else _by_words(found, search_words(text))
    hits = list(found.values_list("code", "name", "level")[:limit])
    words = paths_in_words([code for code, _, _ in hits])
    return [FoundArea(code, name, number, words[code]) for code, name, number in hits]


def resolve(code: str, scheme: Scheme | str | None = None, *, on: date | None = None) -> Resolution:
    """The area that a written code means, through former codes to the areas of today.

    Digits without a scheme are refused (`AreaCodeRefused`), for Kemendagri and BPS write as many; nobody guesses.
    """
    reading = read_code(code, Scheme(scheme) if scheme else None)
    if isinstance(reading, Refusal):
        raise AreaCodeRefused(reading)
    if reading.scheme is Scheme.BPS:
        return Resolution(tuple(_numbered(reading.code, on)))
    known = Area.objects.filter(in_force(on), pk=reading.code)
    if reading.scheme is Scheme.KEMENDAGRI and known:
        return Resolution(tuple(known))
    return Resolution(tuple(successors(reading.code, on=on)), is_former=True)


def successors(code: str, *, on: date | None = None) -> list[Area]:
    """The areas of today that an area which is no more became, over however many changes."""
    seen, ended, living = {code}, [code], set()
    while ended:
        changes = AreaChange.objects.filter(former_code__in=ended)
        changed = Q(changes__in=changes if on is None else changes.filter(on__lte=on))
        after = Area.objects.filter(changed | Q(codes__scheme=Scheme.FORMER, codes__code__in=ended))
        fresh = set(after.values_list("code", flat=True)) - seen
        seen |= fresh
        now = set(Area.objects.filter(in_force(on), pk__in=fresh).values_list("code", flat=True))
        living |= now
        ended = list(fresh - now)
    return list(Area.objects.filter(pk__in=living).order_by("code"))


def _numbered(code: str, on: date | None) -> QuerySet[Area]:
    valid = Q(codes__valid_until=None)
    if on is not None:
        valid = (Q(codes__valid_from=None) | Q(codes__valid_from__lte=on)) & (valid | Q(codes__valid_until__gte=on))
    return Area.objects.filter(valid, codes__scheme=Scheme.BPS, codes__code=code)


def _in_words(code: str, known: dict[str, tuple[str, str]], with_province: bool) -> str:
    around = [above for above in reversed(ancestors_of(code)) if with_province or above.count(".") + 1 >= REGENCY]
    return ", ".join(title_of(*known[part]) for part in (code, *around) if part in known)


def _by_code(found: QuerySet[Area], code: str) -> QuerySet[Area]:
    return found.filter(pk__startswith=code).order_by("level", "code")


def _by_words(found: QuerySet[Area], words: tuple[str, ...]) -> QuerySet[Area]:
    """Best first: the whole name, then most words of the own name, then provinces and regencies, then short names.

    One letter alone begins half of all names, and finds nothing.
    """
    if max(map(len, words), default=0) < SHORTEST_WORD:
        return found.none()
    own = Q()
    score: Combinable = Value(0)
    for word in words:
        begins = Q(name_key__contains=f" {word}")
        own |= begins
        if len(words) > 1:
            found = found.filter(path_key__contains=f" {word}")
        score = score + Case(When(begins, then=1), default=0, output_field=IntegerField())
    key = name_key(" ".join(words))
    whole = When(name_key__in=(key, f" kabupaten{key}", f" kota{key}"), then=0)
    exact = Case(whole, default=1, output_field=IntegerField())
    large = Case(When(level__lte=REGENCY, then=0), default=1, output_field=IntegerField())
    most_words = ExpressionWrapper(score, IntegerField()).desc()
    return found.filter(own).order_by(exact, most_words, large, Length("name_key"), "level", "code")
