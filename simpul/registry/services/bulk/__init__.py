"""Acts on many people at once: each is one transaction, and does to every row what the act on one person does."""

from simpul.registry.services.bulk.incoming import IncomingFamily, IncomingPerson, Registered
from simpul.registry.services.bulk.registering import register_many

__all__ = ["IncomingFamily", "IncomingPerson", "Registered", "register_many"]
