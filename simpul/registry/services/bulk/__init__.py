"""Acts on many people at once: each is one transaction, and does to every row what the act on one person does."""

from simpul.registry.services.bulk.filling import Filled, PersonChange, fill_many
from simpul.registry.services.bulk.incoming import AT_ONCE, IncomingFamily, IncomingPerson, Registered
from simpul.registry.services.bulk.parts import Part, register_parts
from simpul.registry.services.bulk.registering import register_many
from simpul.registry.services.bulk.withdrawing import WithdrawalRefused, Withdrawn, withdraw_many, withdraw_person

__all__ = [
    "AT_ONCE",
    "Filled",
    "IncomingFamily",
    "IncomingPerson",
    "Part",
    "PersonChange",
    "Registered",
    "WithdrawalRefused",
    "Withdrawn",
    "fill_many",
    "register_many",
    "register_parts",
    "withdraw_many",
    "withdraw_person",
]
