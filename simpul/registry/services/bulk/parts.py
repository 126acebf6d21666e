"""A list that is too long for one act: registered part by part, while the next part is being made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from simpul.accounts.models import User
from simpul.database.context import acting_as
from simpul.directory.models import Office
from simpul.kit.ahead import made_ahead
from simpul.registry.services.bulk.incoming import IncomingFamily, IncomingPerson, Registered
from simpul.registry.services.bulk.registering import register_many


@dataclass
class Part:
    """What somebody registers in one act: families undivided, with their people."""

    by: User
    families: list[IncomingFamily] = field(default_factory=list)
    people: list[IncomingPerson] = field(default_factory=list)


def register_parts(
    *, parts: Iterable[Part], office: Office, on: date, source: UUID | None = None
) -> Iterator[Registered]:
    """Register each part in a transaction of its own, in order, and say what came of it before the next one is written.

    Parts are made in another thread, so making them may not ask the database. What was registered stays when a later part
    fails; the same parts under the same ids are passed over the next time.
    """
    for part in made_ahead(parts):
        with acting_as(part.by.pk):
            registered = register_many(
                families=part.families, people=part.people, office=office, on=on, by=part.by, source=source
            )
        yield registered
