"""People, families, and how they belong together. Whole tables are under row security (see migrations)."""

from simpul.registry.models.facts import FamilyFact, PersonFact
from simpul.registry.models.families import Family, FamilyNumber, Membership
from simpul.registry.models.people import Alias, Contact, NameWord, Person
from simpul.registry.models.relations import Relation
from simpul.registry.models.snapshots import Snapshot
from simpul.registry.models.tasks import PaperTask

__all__ = [
    "Alias",
    "Contact",
    "Family",
    "FamilyFact",
    "FamilyNumber",
    "Membership",
    "NameWord",
    "PaperTask",
    "Person",
    "PersonFact",
    "Relation",
    "Snapshot",
]
