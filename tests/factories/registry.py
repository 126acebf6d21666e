"""People and families for tests, registered by the program's own services."""

from datetime import date
from typing import Any

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.kit.ids import new_id
from simpul.registry.models import Person
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import NewFamily, register_person

TODAY = date(2026, 11, 24)
NIK = "3204055208680001"  # a woman born on 12 August 1968, first registered in Ciwidey
KK = "3204051208150071"


def facts(name: str = "Aminah binti Sobari", **more: Any) -> PersonFacts:
    """What the counter was told of somebody."""
    number = more.pop("national_number", None)
    known = {
        "sex": "P",
        "birth_place": "Bandung",
        "birth": BirthDate(date(1968, 8, 12)),
        "address": "Kp. Cikadu 7",
        "rt": "3",
        "rw": "2",
        "national_number": number,
        "number_state": "known" if number else "not_shown",
    }
    return PersonFacts(name=name, **(known | more))


def person(
    by: Any, office: Any, name: str = "Aminah binti Sobari", *, family: bool = False, contact: Any = None, **more: Any
) -> Person:
    """Somebody who is recorded at an office."""
    with acting_as(by.pk):
        return register_person(
            id=new_id(),
            facts=facts(name, **more),
            office=office,
            on=date(2026, 11, 24),
            by=by,
            contact=contact,
            placement=NewFamily(KK) if family else None,
        )
