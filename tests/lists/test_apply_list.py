"""From a file to people and back: apply_list and undo_list."""

import pytest

from simpul.database.context import acting_as
from simpul.files.services import FileRefused
from simpul.lists.services import ListRefused
from simpul.registry.models import Membership, Person
from tests.lists.working import applied, received, rows_of, undone

VILLAGE = "Panyocokan"
FAMILY = [
    ["1", "3204051708740001", "BUDI SANTOSO", "L", "17-08-1974", VILLAGE, "1/2", "3204051208150071", "Kepala Keluarga"],
    ["2", "3204055208760002", "SITI AMINAH", "P", "12-08-1976", VILLAGE, "1/2", "3204051208150071", "Istri"],
    ["3", "320405170801", "DEDI", "L", "17-08-2001", VILLAGE, "1/2", "3204051208150071", "Anak"],
    ["4", "3204051708740099", "KARTO", "L", "", VILLAGE, "001/002", "", ""],
]


def test_ready_rows_are_registered_and_taken_back(cast):
    incoming = received(cast.bagus, cast.office, *FAMILY)
    assert incoming.counts == {"ready": 3, "unreadable": 1}, rows_of(incoming, cast.bagus)
    applied(incoming, cast.bagus)
    assert incoming.state == "applied"
    assert incoming.counts == {"applied": 3, "unreadable": 1}
    with acting_as(cast.bagus.pk):
        assert set(Person.objects.values_list("name", flat=True)) == {"BUDI SANTOSO", "SITI AMINAH", "KARTO"}
        assert Membership.objects.count() == 2
    undone(incoming, cast.bagus)
    assert incoming.counts == {"undone": 3, "unreadable": 1}
    with acting_as(cast.bagus.pk):
        assert not Person.objects.exists()


def test_a_list_to_compare_is_never_applied(cast):
    incoming = received(cast.bagus, cast.office, *FAMILY, is_compared_only=True)
    with pytest.raises(ListRefused) as refused:
        applied(incoming, cast.bagus)
    assert refused.value.refusal.code == "list_is_compared_only"
    with acting_as(cast.bagus.pk):
        assert not Person.objects.exists()


def test_a_list_is_scanned_like_every_upload(cast, settings):
    settings.UPLOAD_SCANNER = ["false"]  # finds something in everything
    with pytest.raises(FileRefused) as refused:
        received(cast.bagus, cast.office, *FAMILY)
    assert refused.value.refusal.code == "upload_infected"
