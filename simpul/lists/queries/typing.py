"""Reads of a list that is being typed: its rows so far, and the picture beside them."""

import json

from simpul.files.models import Attachment
from simpul.lists.models import IncomingList
from simpul.lists.rules.typed import TypedRow


def rows_typed(incoming: IncomingList) -> list[TypedRow]:
    """What was typed and kept so far."""
    if incoming.state != IncomingList.State.TYPING or not incoming.sample:
        return []
    return [tuple(row) for row in json.loads(incoming.sample)]


def picture_of(incoming: IncomingList) -> Attachment | None:
    """The picture from which the list is typed."""
    return Attachment.objects.filter(pk=incoming.picture_id).first() if incoming.picture_id else None
