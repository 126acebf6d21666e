"""News of the registry for the modules above it, sent inside the act's transaction, with ids only."""

from django.dispatch import Signal

# person, into: uuids; by: the user. Sent with sender=Person.
people_merged = Signal()
people_unmerged = Signal()

# family: Family; people: uuids of everybody who belongs or belonged to it; viewer: the user. Sent with sender=Family.
# A receiver answers with a list of `queries.timeline.Entry`: what its module knows and this viewer may read.
timeline_asked = Signal()

# people: uuids of those who are about to be withdrawn as registered by mistake; by: the user. Sent with sender=Person.
# A receiver answers with a mapping of those on whom something of its module rests, sealed or not, to a Refusal.
dependants_asked = Signal()
