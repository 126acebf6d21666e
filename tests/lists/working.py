"""Lists in tests: sent as text, worked on at once instead of by a worker."""

import csv
import io
from contextlib import contextmanager

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.lists.models import IncomingList, ListRow
from simpul.lists.rules.content import from_text
from simpul.lists.services import apply, apply_list, receive_list, stage, undo, undo_list

HEADERS = ["No", "NIK", "Nama", "L/P", "Tgl Lahir", "Desa", "RT/RW", "No KK", "Hub. Keluarga"]


class AtOnce:
    """Stands where a worker tells how far it is; the work is done in the test's own transaction."""

    def __init__(self, by):
        self.viewer = by.pk

    def of(self, total):
        self.total = total

    def stage(self, code):
        pass

    def advance(self, count=1):
        pass

    @contextmanager
    def step(self):
        with acting_as(self.viewer):
            yield


def as_csv(*rows, headers=HEADERS):
    """A file as an office would save it."""
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows([headers, *rows])
    return target.getvalue().encode()


def received(by, office, *rows, headers=HEADERS, name="Usulan.csv", **more):
    """A list that has arrived and been checked."""
    content = more.pop("content", None) or as_csv(*rows, headers=headers)
    with acting_as(by.pk):
        incoming = receive_list(id=new_id(), content=content, name=name, office=office, by=by, **more)
        stage(pk=str(incoming.pk), progress=AtOnce(by))
        incoming.refresh_from_db()
    return incoming


def applied(incoming, by):
    """The ready rows applied."""
    with acting_as(by.pk):
        apply_list(incoming=incoming, by=by)
        apply(pk=str(incoming.pk), progress=AtOnce(by))
        incoming.refresh_from_db()
    return incoming


def undone(incoming, by):
    """What was applied taken back."""
    with acting_as(by.pk):
        undo_list(incoming=incoming, by=by)
        undo(pk=str(incoming.pk), progress=AtOnce(by))
        incoming.refresh_from_db()
    return incoming


def rows_of(incoming, by):
    """By the number of the row: where it stands, what it would do, and the codes of what was found."""
    with acting_as(by.pk):
        found = ListRow.objects.filter(incoming_list=incoming).order_by("place")
        return {row.number: (row.outcome, row.act, row.codes) for row in found}


def row(incoming, number, by):
    """One row with its content."""
    with acting_as(by.pk):
        found = ListRow.objects.get(incoming_list=incoming, place=number)
        return found, from_text(found.content)


def fresh(incoming, by):
    """The list as it is now."""
    with acting_as(by.pk):
        return IncomingList.objects.select_related("office").get(pk=incoming.pk)
