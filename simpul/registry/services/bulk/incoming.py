"""People and families as a list brings them, and what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from simpul.kit.refusals import Refusal
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services.people import NewContact

AT_ONCE = 5_000  # people of one call: no statement may take longer than the program's role is given


@dataclass(frozen=True, slots=True)
class IncomingFamily:
    """A family card as the list has it. One that is recorded already is named by its id alone, and stays as it is."""

    id: UUID
    area_code: str | None = None
    address: str | None = None
    rt: str = ""
    rw: str = ""
    number: str | None = None
    since: date | None = None  # the day it begins; the day of the act where the list says none
    registered_at: datetime | None = (
        None  # only in a demo, whose office has been there for years; else the moment of the act
    )


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """Somebody as the list has them, under an id that is theirs whenever the list is applied again.

    `family` is one of the families that come along, or one recorded already; `relation` is to its head (code list shdk).
    `alike` is how many people they were compared with: whoever applies the list has said that they are others.
    """

    id: UUID
    facts: PersonFacts
    phone: NewContact | None = None
    family: UUID | None = None
    relation: str = ""
    alias: str = ""
    alike: int = 0
    registered_at: datetime | None = None  # only in a demo, as of a family


@dataclass(frozen=True)
class Registered:
    """What came of a list: counts, and the reason by id for each person (or family) that was left out."""

    people: int = 0
    families: int = 0
    again: int = 0  # were recorded before, with the same content
    refused: Mapping[UUID, Refusal] = field(default_factory=dict)
