"""Birth dates of which only the year or the month may be known."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from simpul.kit.dates import date_in_words, has_short_year, month_in_words, month_number, parse_date
from simpul.kit.refusals import Refusal
from simpul.kit.texts import normalise

OLDEST_AGE = 130
LIKELY_AGE = 110  # beyond which a year of two digits is not taken for that of a birth
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2}|[A-Za-z]+)\s?[-/. ]\s?([0-9]{4})")
_YEAR_AND_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")


class Precision(StrEnum):
    """How much of a birth date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class BirthDate:
    """A birth date as far as it is known; what is not known is kept as the first month and the first day."""

    date: dt.date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", Precision(self.precision))
        object.__setattr__(self, "date", self.earliest)

    @property
    def earliest(self) -> dt.date:
        """The first day on which the person may have been born."""
        if self.precision is Precision.YEAR:
            return self.date.replace(month=1, day=1)
        return self.date.replace(day=1) if self.precision is Precision.MONTH else self.date

    @property
    def latest(self) -> dt.date:
        """The last such day."""
        if self.precision is Precision.YEAR:
            return self.date.replace(month=12, day=31)
        if self.precision is Precision.DAY:
            return self.date
        # Day 28 exists in every month, and four days later the next one has begun.
        in_next_month = self.date.replace(day=28).toordinal() + 4
        if in_next_month > dt.date.max.toordinal():
            return dt.date.max
        return dt.date.fromordinal(in_next_month).replace(day=1) - dt.timedelta(days=1)

    @property
    def pieces(self) -> tuple[int, int | None, int | None]:
        """Year, month, day; None for what is not known."""
        month = None if self.precision is Precision.YEAR else self.date.month
        return self.date.year, month, self.date.day if self.precision is Precision.DAY else None

    def covers(self, day: dt.date) -> bool:
        """Whether the person may have been born on that day."""
        return self.earliest <= day <= self.latest

    def age_on(self, on: dt.date) -> tuple[int, int]:
        """The least and the greatest age in whole years; equal when there is no doubt, -1 before birth.

        Who is born on 29 February has the birthday on 1 March in common years.
        """
        born_last = min(self.latest, max(on, self.earliest))
        return _whole_years(born_last, on), _whole_years(self.earliest, on)

    def in_words(self, language: str) -> str:
        """17 Agustus 1990, Agustus 1990, 1990."""
        if self.precision is Precision.YEAR:
            return str(self.date.year)
        write = month_in_words if self.precision is Precision.MONTH else date_in_words
        return write(self.date, language)


def refusal_of(birth_date: BirthDate, *, on: dt.date) -> Refusal | None:
    """Nobody is born tomorrow, and nobody alive is older than the oldest human ever."""
    if birth_date.earliest > on:
        return Refusal("birth_date_in_future", {"on": on})
    if birth_date.age_on(on)[0] > OLDEST_AGE:
        return Refusal("birth_date_too_old", {"years": OLDEST_AGE})
    return None


def read_birth_date(text: str, *, on: dt.date) -> BirthDate | None:
    """A birth date of any precision: 17-8-1990, Agustus 1990, 8/1990, 1990-08, 1990; None when it is none of these."""
    text = normalise(text)
    if day := parse_date(text, latest=on):
        return BirthDate(day)
    if found := _MONTH_AND_YEAR.fullmatch(text):
        return _of_month(year=int(found[2]), month=month_number(found[1]))
    if found := _YEAR_AND_MONTH.fullmatch(text):
        return _of_month(year=int(found[1]), month=month_number(found[2]))
    if _YEAR.fullmatch(text) and int(text):
        return BirthDate(dt.date(int(text), 1, 1), Precision.YEAR)
    return None


def in_two_centuries(text: str, *, on: dt.date) -> tuple[BirthDate, BirthDate] | None:
    """Both dates that a year of two digits may mean: 1-1-26 is a baby or a hundred years old.

    None where the year is written out, or where only one of them is likely.
    """
    read = read_birth_date(text, on=on) if has_short_year(text) else None
    if read is None or ((read.date.month, read.date.day) == (2, 29) and not calendar.isleap(read.date.year - 100)):
        return None
    earlier = BirthDate(read.date.replace(year=read.date.year - 100))
    return (earlier, read) if earlier.age_on(on)[0] <= LIKELY_AGE else None


def _of_month(*, year: int, month: int | None) -> BirthDate | None:
    return BirthDate(dt.date(year, month, 1), Precision.MONTH) if year and month else None


def _whole_years(born: dt.date, on: dt.date) -> int:
    if on < born:
        return -1
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
