"""Believable families of a Sundanese district, the same for the same seed. Nobody in them exists. Plain Python.

Names are common ones put together by chance. Numbers follow the form of real ones (place, birth date, serial), with a
serial above 9000, which the civil registry has not come to in any district so far as is known (not verified).
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

MEN = ("Asep", "Dadang", "Ujang", "Cecep", "Dedi", "Agus", "Iwan", "Yayan", "Endang", "Rahmat", "Ade", "Deni", "Hendra",
       "Jajang", "Maman", "Nandang", "Oman", "Rizki", "Sandi", "Tatang", "Wawan", "Yusuf", "Muhammad Fajar", "Abdul Rohman")  # fmt: skip
WOMEN = ("Aminah", "Neneng", "Yuyun", "Imas", "Euis", "Lilis", "Nani", "Siti Nurhayati", "Dewi", "Rina", "Ai Komariah",
         "Enok", "Iis", "Kokom", "Mimin", "Nurjanah", "Oneng", "Rohaeti", "Sri Mulyati", "Teti", "Wiwin", "Yani")  # fmt: skip
SURNAMES = ("Suherman", "Kurnia", "Hidayat", "Saepudin", "Permana", "Setiawan", "Gunawan", "Mulyana", "Sobari", "Rosadi",
            "Supriatna", "Nugraha", "Sutisna", "Ramdani", "Firmansyah", "Hermawan")  # fmt: skip
PLACES = ("Bandung", "Garut", "Cianjur", "Sumedang", "Tasikmalaya", "Soreang")
HAMLETS = ("Cikadu", "Pasirjambu", "Babakan", "Sukamulya", "Cibodas", "Lebakmuncang", "Rancabolang", "Tenjolaya")
# share of people of whom this is so; orders of magnitude for a village, not statistics
ONE_NAME, NO_NUMBER, YEAR_ONLY, HAS_PHONE, PROTECTED = 0.35, 0.05, 0.04, 0.5, 0.01


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of a demo family; relation as in the code list shdk (1 head, 3 wife, 4 child, 7 parent …)."""

    name: str
    sex: str
    birth_place: str
    birth_date: date
    birth_precision: str
    national_number: str | None
    relation: str
    phone: str | None
    is_protected: bool


@dataclass(frozen=True)
class DemoFamily:
    """A family on one card, at one place."""

    village: str
    address: str
    rt: str
    rw: str
    number: str | None
    members: tuple[DemoPerson, ...] = field(default_factory=tuple)


@dataclass
class _Maker:
    chance: random.Random
    on: date
    serial: int = 9000

    def family(self, village: str) -> DemoFamily:
        district = village.replace(".", "")[:6]
        head_is_woman = self.chance.random() < 0.22
        head = self.person(district, "P" if head_is_woman else "L", self.chance.randint(24, 78), "1")
        age = self.on.year - head.birth_date.year
        members = [head]
        if not head_is_woman and self.chance.random() < 0.85:
            members.append(self.person(district, "P", max(18, age - self.chance.randint(-2, 8)), "3"))
        for _ in range(self.chance.choices((0, 1, 2, 3, 4), (18, 30, 30, 15, 7))[0]):
            if age > 22:
                members.append(
                    self.person(district, self.chance.choice("LP"), self.chance.randint(0, min(30, age - 20)), "4")
                )
        if self.chance.random() < 0.12:
            members.append(self.person(district, self.chance.choice("LP"), age + self.chance.randint(20, 30), "7"))
        number = (
            None
            if self.chance.random() < 0.03
            else self.number(district, self.on - timedelta(self.chance.randint(200, 5000)))
        )
        return DemoFamily(
            village=village, address=f"Kp. {self.chance.choice(HAMLETS)}", rt=f"{self.chance.randint(1, 9):03}",
            rw=f"{self.chance.randint(1, 14):03}", number=number, members=tuple(members),
        )  # fmt: skip

    def person(self, district: str, sex: str, age: int, relation: str) -> DemoPerson:
        born = self.on - timedelta(days=min(age, 105) * 365 + self.chance.randint(1, 364))
        first = self.chance.choice(WOMEN if sex == "P" else MEN)
        name = first if self.chance.random() < ONE_NAME else f"{first} {self.chance.choice(SURNAMES)}"
        year_only = age > 60 and self.chance.random() < YEAR_ONLY * 4
        return DemoPerson(
            name=name, sex=sex, birth_place=self.chance.choice(PLACES),
            birth_date=date(born.year, 1, 1) if year_only else born, birth_precision="year" if year_only else "day",
            national_number=None if self.chance.random() < NO_NUMBER else self.number(district, born, sex),
            relation=relation, phone=self.phone() if age > 15 and self.chance.random() < HAS_PHONE else None,
            is_protected=self.chance.random() < PROTECTED,
        )  # fmt: skip

    def number(self, district: str, on: date, sex: str = "L") -> str:
        self.serial = 9000 + (self.serial - 9000 + 1) % 999
        day = on.day + (40 if sex == "P" else 0)
        return f"{district}{day:02}{on.month:02}{on.year % 100:02}{self.serial:04}"

    def phone(self) -> str:
        return f"0812{self.chance.randint(10_000_000, 99_999_999)}"


def families(count: int, villages: Sequence[str], *, on: date, seed: int = 7) -> Iterator[DemoFamily]:
    """`count` families spread over these villages (Kemendagri codes), as they stand on a day."""
    maker = _Maker(random.Random(seed), on)  # noqa: S311 - people of a demo, not secrets
    for position in range(count):
        yield maker.family(villages[position % len(villages)])
