"""A list that was begun by mistake is left aside, and taken up again where it was."""

from django.db import transaction

from simpul.accounts.models import User
from simpul.audit.services import record
from simpul.lists.models import IncomingList
from simpul.lists.queries.lists import counts_of
from simpul.lists.rules import acts
from simpul.lists.rules.checks import Outcome
from simpul.lists.services.receiving import ListRefused, locked

STATE = IncomingList.State


@transaction.atomic
def drop_list(*, incoming: IncomingList, by: User) -> IncomingList:
    """Leave a list aside of which nothing was applied: it waits for nobody any more. Doing it twice is once."""
    incoming = locked(incoming)
    if incoming.state == STATE.DROPPED:
        return incoming
    applied = counts_of(incoming).get(Outcome.APPLIED, 0)
    if refusal := acts.refusal_to_drop(state=incoming.state, applied=applied):
        raise ListRefused(refusal)
    incoming.state_before, incoming.state = incoming.state, STATE.DROPPED
    return _kept(incoming, "lists.list_dropped", by)


@transaction.atomic
def restore_list(*, incoming: IncomingList, by: User) -> IncomingList:
    """Take a list up again; its rows stand where they stood."""
    incoming = locked(incoming)
    if refusal := acts.refusal_to_restore(state=incoming.state):
        raise ListRefused(refusal)
    incoming.state, incoming.state_before = STATE(incoming.state_before), ""
    return _kept(incoming, "lists.list_restored", by)


def _kept(incoming: IncomingList, act: str, by: User) -> IncomingList:
    incoming.version += 1
    incoming.save(update_fields=["state", "state_before", "version"])
    record(act, by=by, subject=incoming, office=incoming.office_id)
    return incoming
