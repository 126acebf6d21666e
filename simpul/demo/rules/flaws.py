"""What is wrong with papers in real life: unknown birthdays, numbers that do not fit, are missing, or are another's.

Each has a name, so that a test, or whoever learns with the demo, can ask for it.
"""

import calendar
from datetime import date
from typing import NamedTuple

from simpul.demo.rules.chance import Draw, between, one_of
from simpul.demo.rules.numbers import Numbers
from simpul.demo.rules.places import FORMER, HOME

# An office writes one of these where nobody knows the day.
_CONVENTIONAL = ((1, 1), (31, 12), (30, 6), (1, 7))
FLAWS = (
    "conventional_birthday", "only_year_known", "no_number", "number_not_shown", "former_subdistrict",
    "birth_differs", "day_and_month_swapped", "sex_differs", "shared_number",
)  # fmt: skip
_SHARED_KEPT = 400


class Noted(NamedTuple):
    """A birth date as it is written down."""

    date: date
    precision: str
    flaws: tuple[str, ...]


class Numbered(NamedTuple):
    """A number or the reason why there is none."""

    number: str | None
    state: str
    flaws: tuple[str, ...] = ()


def birth_as_noted(draw: Draw, born: date) -> Noted:
    """Of the old the day is often not known: a convention stands for it, or only the year is written."""
    chance = draw()
    if chance < (0.22 if born.year < 1955 else 0.08 if born.year < 1970 else 0.004):
        day, month = one_of(draw, _CONVENTIONAL)
        return Noted(date(born.year, month, day), "day", ("conventional_birthday",))
    if chance > (0.985 if born.year < 1960 else 0.9995):
        return Noted(date(born.year, 1, 1), "year", ("only_year_known",))
    return Noted(born, "day", ())


class Papers(NamedTuple):
    """What a number is made from: subdistrict of first registration, birth date as noted, sex, whether the person came
    from another district, and the number of a twin born just before."""

    first: str
    birth_date: date
    sex: str
    came: bool
    twin: str | None


def number_of(draw: Draw, numbers: Numbers, papers: Papers, given: list[str]) -> Numbered:
    """The national number of somebody, with what may be wrong about it; `given` are numbers that others have."""
    chance = draw()
    if chance < _share_without(papers.birth_date):
        return Numbered(None, "none_yet", ("no_number",))
    if chance > 0.985:
        return Numbered(None, "not_shown", ("number_not_shown",))
    if papers.twin:
        return Numbered(numbers.next_to(int(papers.twin) + 1), "known")
    chance = draw()
    if chance < 0.0012 and given:
        return Numbered(one_of(draw, given), "known", ("shared_number",))
    flaw, first, day, sex = _odd(draw, chance, papers)
    number = numbers.national(draw, first, day, sex)
    if chance > 0.97:
        given.append(number)
        del given[:-_SHARED_KEPT]
    return Numbered(number, "known", (flaw,) if flaw else ())


def _odd(draw: Draw, chance: float, papers: Papers) -> tuple[str, str, date, str]:
    """A number that says something else than the record: it is never issued again when the record is put right."""
    first, day, sex, came, _ = papers
    if chance < 0.014:
        return "birth_differs", first, _other_day(draw, day), sex
    if chance < 0.018 and day.day <= 12 and day.day != day.month:
        return "day_and_month_swapped", first, day.replace(day=day.month, month=day.day), sex
    if 0.018 < chance < 0.02:
        return "sex_differs", first, day, "P" if sex == "L" else "L"
    if first.startswith(HOME) and not came and day.year < 2007 and 0.02 < chance < 0.05:
        return "former_subdistrict", one_of(draw, FORMER), day, sex
    return "", first, day, sex


def _other_day(draw: Draw, day: date) -> date:
    year = day.year - between(draw, 1, 3) if draw() < 0.5 else day.year
    month = between(draw, 1, 12)
    other = date(year, month, between(draw, 1, calendar.monthrange(year, month)[1]))
    return other if other != day else other.replace(day=other.day % 28 + 1)


def _share_without(born: date) -> float:
    """Babies wait for theirs, and some of the old never had one."""
    return 0.15 if born.year >= 2025 else 0.03 if born.year < 1950 else 0.015 if born.year >= 2015 else 0.006
