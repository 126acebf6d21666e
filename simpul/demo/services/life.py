"""What happened to some of them since: deaths and moves, each by its own act."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from simpul.accounts.models import User
from simpul.demo.rules.people import DemoFamily, DemoPerson
from simpul.kit.birth_dates import BirthDate
from simpul.kit.dates import today
from simpul.registry.models import Family, Person
from simpul.registry.services import move_family, record_death

MOST_DEATHS, MOST_MOVES = 40, 24  # each is an act of its own and takes its time
ONE_MOVES_OF = 400
SEASON = 45  # days back, within which they moved


class Life:
    """Remembers, of families that pass by, to whom something happened."""

    def __init__(self) -> None:
        self.dead: list[DemoPerson] = []
        self.moved: list[DemoFamily] = []

    def noting(self, families: Iterable[DemoFamily]) -> Iterator[DemoFamily]:
        """The same families, looked at on the way."""
        for family in families:
            self.dead += [member for member in family.members if member.died_on and len(self.dead) < MOST_DEATHS]
            if family.ordinal % ONE_MOVES_OF == ONE_MOVES_OF - 1 and len(self.moved) < MOST_MOVES:
                self.moved.append(family)
            yield family

    def record(self, *, by: User) -> None:
        """Write it down as relatives report it."""
        for member in self.dead:
            _record_death(member, by=by)
        for family in self.moved:
            _record_move(family, by=by)


def _record_death(member: DemoPerson, *, by: User) -> None:
    person = Person.objects.select_related("office").get(pk=member.id)
    on = today(person.office.time_zone)
    died = BirthDate(member.died_on or on)
    record_death(person=person, version=person.version, died=died, source="report", on=on, by=by)


def _record_move(family: DemoFamily, *, by: User) -> None:
    """Into another house of the same village."""
    recorded = Family.objects.select_related("office").get(pk=family.id)
    on = max(recorded.began_on, today(recorded.office.time_zone) - timedelta(days=family.ordinal % SEASON))
    move_family(
        family=recorded, area_id=family.place.code, address=f"Kp. Babakan No. {family.ordinal % 90 + 1}", rt=family.rt,
        rw=family.rw, on=on, number=None, by=by, version=recorded.version,
    )  # fmt: skip
