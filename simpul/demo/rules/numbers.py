"""National numbers, card numbers, phones and ids of people who do not exist.

Numbers follow the form of real ones (place, date, serial), with a serial from 9000 up, which the civil registry has not
come to in any subdistrict so far as is known, and phones have a subscriber's number that begins with 0, which operators
are not known to give out (neither verified).
"""

from datetime import date
from uuid import UUID

from simpul.demo.rules.chance import Draw

FIRST_SERIAL, SERIALS = 9000, 1000
_PHONES = 10_000_000
_PREFIXES = ("0812", "0813", "0821", "0852", "0857", "0858", "0877", "0878", "0895", "0896", "0838", "0881")
PER_FAMILY = 16  # more members than any family has: the place of a person in the whole


class Numbers:
    """Gives out numbers, each once; of what it gave it keeps one figure each, forty bytes a person."""

    def __init__(self) -> None:
        self._given: set[int] = set()

    def national(self, draw: Draw, subdistrict: str, born: date, sex: str) -> str:
        """A NIK: the subdistrict of first registration, the birth date with a woman's day plus 40, a serial."""
        day = born.day + (40 if sex == "P" else 0)
        return self.next_to(
            int(f"{subdistrict.replace('.', '')}{day:02}{born.month:02}{born.year % 100:02}{_serial(draw)}")
        )

    def card(self, draw: Draw, subdistrict: str, issued: date) -> str:
        """The number of a family card: its date is that of issue."""
        return self.next_to(
            int(f"{subdistrict.replace('.', '')}{issued.day:02}{issued.month:02}{issued.year % 100:02}{_serial(draw)}")
        )

    def next_to(self, number: int) -> str:
        """This number, or the nearest free one after it: twins stand beside each other."""
        while number in self._given:
            number += 1 if number % 10_000 < FIRST_SERIAL + SERIALS - 1 else 1 - SERIALS
        self._given.add(number)
        return f"{number:016}"


def phone(person: int) -> str:
    """A number for everybody, each another one, in the form in which it is kept: +62812 0…"""
    spread = person * 7_654_321 % _PHONES  # prime to ten million, so that no two meet
    return f"+62{_PREFIXES[spread % len(_PREFIXES)][1:]}0{spread:07}"


def lasting_id(draw: Draw, moment: int) -> UUID:
    """A UUID of version 7 whose time and chance are given: the same person has the same id in every demo."""
    low = int(draw() * 2**53) << 9 | int(draw() * 512)
    return UUID(int=moment << 80 | 7 << 76 | int(draw() * 4096) << 64 | 2 << 62 | low)


def _serial(draw: Draw) -> int:
    return FIRST_SERIAL + int(draw() * SERIALS)
