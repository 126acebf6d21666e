"""The people of the demo on their way into the registry: in parts, so that no number of them fills the memory."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from simpul.accounts.models import User
from simpul.demo.rules.people import DemoFamily, DemoPerson
from simpul.demo.rules.places import CORE_FAMILIES
from simpul.directory.models import Office
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.dates import today
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import NewContact
from simpul.registry.services.bulk import IncomingFamily, IncomingPerson, Part, register_parts

AT_ONCE = 1500  # families: some five thousand people
OPENS = time(7, 45)


def register_families(*, office: Office, families: Iterable[DemoFamily], registrars: Sequence[User]) -> None:
    """Families of the generator, registered over the last two years by those who sit at the counters."""
    clock = _Clock(office)
    for registered in register_parts(parts=_parts(families, registrars, clock), office=office, on=clock.today):
        if registered.refused:
            raise ValueError(f"The demo made people who may not be registered: {set(registered.refused.values())}")


def _parts(families: Iterable[DemoFamily], registrars: Sequence[User], clock: "_Clock") -> Iterator[Part]:
    waiting = [Part(by) for by in registrars]
    for family in families:
        # The first ones are those of the first registrar, who so has something to see.
        place = family.ordinal % len(registrars) if family.ordinal >= CORE_FAMILIES else 0
        waiting[place].families.append(_family(family, clock))
        waiting[place].people += _members(family, clock)
        if len(waiting[place].families) == AT_ONCE:
            yield waiting[place]
            waiting[place] = Part(registrars[place])
    yield from (part for part in waiting if part.families)


class _Clock:
    """When somebody was registered: in opening hours, and never later than now."""

    def __init__(self, office: Office) -> None:
        self.zone, self.today, self.now = ZoneInfo(office.time_zone), today(office.time_zone), timezone.now()

    def at(self, day: date, minute: int) -> datetime:
        """That minute after opening; of today only as much as has passed."""
        moment = datetime.combine(day, OPENS, self.zone) + timedelta(minutes=minute)
        if moment < self.now:
            return moment
        midnight = datetime.combine(day, time(), self.zone)
        return midnight + (self.now - midnight) * (minute / 450)


def _family(family: DemoFamily, clock: _Clock) -> IncomingFamily:
    day = clock.today - timedelta(days=family.days_ago)
    return IncomingFamily(
        id=family.id, area_code=family.place.code, address=family.address, rt=family.rt, rw=family.rw, number=family.number,
        since=day, registered_at=clock.at(day, family.minute),
    )  # fmt: skip


def _members(family: DemoFamily, clock: _Clock) -> Iterator[IncomingPerson]:
    for place, person in enumerate(family.members):
        yield IncomingPerson(
            id=person.id, facts=_facts(family, person), family=family.id, relation=person.relation, alias=person.alias,
            phone=NewContact(*person.phone) if person.phone else None,
            registered_at=clock.at(family.registered_on(person, clock.today), family.minute + place * 3),
        )  # fmt: skip


def _facts(family: DemoFamily, person: DemoPerson) -> PersonFacts:
    return PersonFacts(
        name=person.name, sex=person.sex, birth_place=person.birth_place,
        birth=BirthDate(person.birth_date, Precision(person.birth_precision)), national_number=person.national_number,
        number_state=person.number_state, area_code=family.place.code, address=family.address, rt=family.rt, rw=family.rw,
        address_is_protected=family.is_protected,
    )  # fmt: skip
