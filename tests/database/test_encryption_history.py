"""History keeps the sealed bytes as they were, and reads them through its own lines."""

from types import ModuleType

import pghistory
import pytest
from django.db import connection

from simpul.database.keys import Keyring

pytest_plugins = ["tests.database.sealed.fixtures"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def program(keyring: Keyring, sealed_database: ModuleType) -> ModuleType:
    return sealed_database


def test_every_line_of_history_reads_what_was_true_then(program: ModuleType) -> None:
    card = program.Card.objects.create(number="satu", story="awal")
    card.number = "dua"
    card.save()
    lines = program.Card.pgh_event_model.objects.filter(pgh_obj=card).order_by("pgh_id")
    assert [(line.pgh_label, line.number, line.story) for line in lines] == [
        ("insert", "satu", "awal"),
        ("update", "dua", "awal"),
    ]


def test_history_that_knows_the_person_only_as_the_tracked_row_reads_too(program: ModuleType) -> None:
    slip = program.Slip.objects.create(number="satu")
    slip.number = "dua"
    slip.save()
    lines = program.Slip.pgh_event_model.objects.order_by("pgh_id")
    assert "id" not in {field.attname for field in program.Slip.pgh_event_model._meta.fields}
    assert [line.number for line in lines] == ["satu", "dua"]
    assert [line.number for line in lines.defer("number")] == ["satu", "dua"]


def test_saving_without_a_change_leaves_no_line(program: ModuleType) -> None:
    card = program.Card.objects.create(number="satu", story="awal")
    for _ in range(2):
        again = program.Card.objects.get(pk=card.pk)
        again.number, again.story = "satu", "awal"
        again.save()
    assert program.Card.pgh_event_model.objects.count() == 1


def test_a_line_written_by_hand_and_a_return_to_an_old_line_keep_the_value(program: ModuleType) -> None:
    slip = program.Slip.objects.create(number="satu")
    first = program.Slip.pgh_event_model.objects.get()
    assert pghistory.create_event(slip, label="insert").number == "satu"
    slip.number = "dua"
    slip.save()
    slip.number = first.number
    slip.save()
    assert program.Slip.objects.get(pk=slip.pk).number == "satu"


def test_history_is_found_by_its_blind_index_but_keeps_no_search_index_of_its_own(program: ModuleType) -> None:
    card = program.Card.objects.create(number="3273016508900002")
    assert program.Card.pgh_event_model.objects.get(number_index__of="3273016508900002").pgh_obj_id == card.pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE tablename = 'sealed_cardevent' AND indexdef ~ 'number'")
        assert cursor.fetchone() == (0,)
