"""Believable families of a district, the same for the same seed. Nobody in them exists. Plain Python.

Everything but the day of registration counts from one fixed day, so that people, their numbers and the lists made of them
do not change from one day to the next, and a larger demo begins with the people of a smaller one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from simpul.demo.rules import flaws, names
from simpul.demo.rules.chance import Draw, between, one_of, stream
from simpul.demo.rules.households import (
    CHILD,
    CHILD_IN_LAW,
    GRANDCHILD,
    HEAD,
    HELPER,
    WIFE,
    Household,
    Member,
    household,
)
from simpul.demo.rules.name_lists import TWINS
from simpul.demo.rules.names import Lineage
from simpul.demo.rules.numbers import PER_FAMILY, Numbers, lasting_id, phone
from simpul.demo.rules.places import CORE_FAMILIES, HOME, Place, address_in, birth_place, elsewhere, place_of

AS_OF = date(2026, 1, 1)
MOMENT = 1_767_225_600_000  # that day, in milliseconds since 1970
DAYS_BACK = 730  # registrations are spread over so many days
SEED = 7


class DemoPhone(NamedTuple):
    """A phone and whether it is safe to use; `rule` says how where care is needed."""

    number: str
    safety: str = "safe"
    rule: str = ""


class DemoPerson(NamedTuple):
    """Somebody of a demo family; the key names them in every demo with this seed: B00012.3 is third on a card."""

    key: str
    id: UUID
    name: str
    sex: str
    birth_place: str
    birth_date: date
    birth_precision: str
    national_number: str | None
    number_state: str
    relation: str
    note: str
    alias: str
    phone: DemoPhone | None
    died_on: date | None
    flaws: tuple[str, ...]


class DemoFamily(NamedTuple):
    """A family on one card, at one place; `means` is from 0, the poorest, to 1, and is never shown or stored."""

    key: str
    id: UUID
    ordinal: int
    place: Place
    address: str
    rt: str
    rw: str
    number: str | None
    is_protected: bool
    kind: str
    culture: str
    means: float
    days_ago: int
    minute: int
    members: tuple[DemoPerson, ...]

    def registered_on(self, person: DemoPerson, today: date) -> date:
        """The family's day, and for who was born later some weeks after birth."""
        day = today - timedelta(days=self.days_ago)
        return min(max(day, person.birth_date + timedelta(days=21)), today)


def families(count: int, *, district: str = HOME, seed: int = SEED) -> Iterator[DemoFamily]:
    """The first `count` families of a district. They come one by one: no number of them fills the memory."""
    numbers = Numbers()
    given: list[str] = []  # some numbers that others have too
    for ordinal in range(count):
        yield _family(ordinal, district, seed, numbers, given)


def _family(ordinal: int, district: str, seed: int, numbers: Numbers, given: list[str]) -> DemoFamily:
    draw = stream(seed, ordinal, int(district[-2:]))
    place, home = place_of(draw, district, ordinal), household(draw)
    key = f"{'B' if district == HOME else 'G'}{ordinal:05}"
    means = _means(draw, home.kind, place.town)
    own = names.lineage(draw)
    maker = _Maker(draw, place, own, means, numbers, given)
    members = maker.members(key, ordinal, home)
    return DemoFamily(
        key=key, id=lasting_id(draw, MOMENT + ordinal), ordinal=ordinal, place=place, address=address_in(draw, place),
        rt=f"{between(draw, 1, 8):03}", rw=f"{between(draw, 1, 18):03}", number=maker.card(),
        is_protected=draw() < (0.012 if home.kind == "single_mother" else 0.001), kind=home.kind, culture=own.culture,
        means=means, days_ago=_days_ago(draw, ordinal), minute=between(draw, 0, 449), members=members,
    )  # fmt: skip


class _Maker:
    """Makes the members of one family, who share a place, a culture and their means."""

    def __init__(
        self, draw: Draw, place: Place, own: Lineage, means: float, numbers: Numbers, given: list[str]
    ) -> None:
        self.draw, self.place, self.own, self.means = draw, place, own, means
        self.numbers, self.given, self.subdistrict = numbers, given, place.code[:8]
        self.pair: list[str] = []

    def card(self) -> str | None:
        """Some have none yet; a card says when it was issued, and old ones where that was."""
        if self.draw() < 0.012:
            return None
        issued = AS_OF - timedelta(days=between(self.draw, 30, 5400))
        return self.numbers.card(self.draw, self.subdistrict, issued)

    def members(self, key: str, ordinal: int, home: Household) -> tuple[DemoPerson, ...]:
        """Everybody on the card, in its order."""
        made: list[DemoPerson] = []
        father = ""
        for number, member in enumerate(home.members, start=1):
            person = self.person(f"{key}.{number}", ordinal * PER_FAMILY + number, member, father, made)
            made.append(person)
            if number == 1 and member.sex == "L":
                father = _first_name(person.name)
        return tuple(made)

    def person(self, key: str, number: int, member: Member, father: str, before: list[DemoPerson]) -> DemoPerson:
        """One of them; `before` are those above on the card."""
        draw = self.draw
        twin = before[-1] if member.note == "twin" and before[-1].note == "twin" else None
        born = twin.birth_date if twin else AS_OF - timedelta(days=1 + int(member.age * 365.2425))
        name = self.name(member, born.year, father, [_first_name(person.name) for person in before])
        of = self.own.culture
        came = draw() < _share_from_elsewhere(of, member)
        first, birthplace = elsewhere(draw, of) if came else (self.subdistrict, birth_place(self.subdistrict[:5]))
        noted = flaws.birth_as_noted(draw, born)
        papers = flaws.Papers(first, noted.date, member.sex, came, twin.national_number if twin else None)
        numbered = flaws.number_of(draw, self.numbers, papers, self.given)
        dies = member.relation not in (HEAD, WIFE) and member.age > 60 and draw() < 0.03
        return DemoPerson(
            key=key, id=lasting_id(draw, MOMENT + number), name=name, sex=member.sex, birth_place=birthplace,
            birth_date=noted.date, birth_precision=noted.precision, national_number=numbered.number, number_state=numbered.state,
            relation=member.relation, note=member.note, alias=names.called(draw, name, member.sex) if draw() < 0.06 else "",
            phone=self.phone(number, member), died_on=AS_OF + timedelta(days=between(draw, 3, 20)) if dies else None,
            flaws=(*noted.flaws, *numbered.flaws),
        )  # fmt: skip

    def name(self, member: Member, year: int, father: str, taken: list[str]) -> str:
        """Who married in brings a lineage of their own, children have that of the house; nobody on a card shares a first name."""
        draw, own = self.draw, self.own
        if member.relation in (WIFE, CHILD_IN_LAW, HELPER):
            own = names.lineage(draw, own.culture)
        father = father if member.relation in (CHILD, GRANDCHILD) else ""
        for _ in range(8):
            name = names.name_of(draw, own, member.sex, year, self.place.town, order=member.order, father=father)
            if _first_name(name) not in taken or own.culture == "bali":
                break
        if member.note == "twin":
            first = self.pair.pop() if self.pair else self.new_pair(member.sex)
            name = f"{first} {name.partition(' ')[2]}".strip()
        return names.with_title(draw, name, member.sex, year, self.means)

    def new_pair(self, sex: str) -> str:
        """The first name of the first of two twins; the other one's waits."""
        first, second = one_of(self.draw, TWINS[sex])
        self.pair = [second]
        return first

    def phone(self, number: int, member: Member) -> DemoPhone | None:
        """From fourteen on, the poorer and the older the fewer; a few must not be called, or only with care."""
        draw, age = self.draw, member.age
        if age < 14 or draw() > (0.35 + 0.45 * self.means) * (0.5 if age > 62 else 1):
            return None
        chance = draw()
        if chance < 0.01:
            return DemoPhone(phone(number), "unsafe")
        return DemoPhone(phone(number), "careful", one_of(draw, _RULES)) if chance < 0.045 else DemoPhone(phone(number))


_RULES = (
    "Hanya pukul 08.00–15.00", "Jangan kirim pesan, telepon saja", "Jangan telepon malam hari", "Lewat pesan saja, tidak mengangkat telepon",
    "Jangan sebut nama dinas", "Hanya hari kerja",
)  # fmt: skip
_POORER = {
    "single_mother": 0.14,
    "widowed": 0.14,
    "elder_alone": 0.22,
    "grandparents": 0.18,
    "disabled_member": 0.12,
    "siblings": 0.2,
}


def _means(draw: Draw, kind: str, town: float) -> float:
    """Where a family stands between the poorest and the richest."""
    middle = 0.46 + 0.14 * (town - 0.4) - _POORER.get(kind, -0.06) + (0.3 if kind == "helper" else 0)
    return min(max(middle + 0.72 * ((draw() + draw() + draw()) / 3 - 0.5) + 0.25 * (draw() - 0.5), 0.0), 0.999)


def _share_from_elsewhere(culture: str, member: Member) -> float:
    if culture == "sunda":
        return 0.09 if member.age > 18 else 0.02
    return 0.7 if member.age > 25 else 0.2


def _days_ago(draw: Draw, ordinal: int) -> int:
    """Evenly over two years, more in the months of proposals; a few today, in the core too, so that home has something."""
    chance = draw()
    if ordinal < CORE_FAMILIES:
        return 0 if ordinal % 12 == 4 else int(chance * 120)
    return int(chance * DAYS_BACK) if draw() < 0.7 else int(chance * 8) * 91 + 20 + int(draw() * 30)


def _first_name(name: str) -> str:
    return name.removeprefix("H. ").removeprefix("Hj. ").removeprefix("Ust. ").split(" ")[0].strip(",.")
