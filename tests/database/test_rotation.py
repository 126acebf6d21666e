"""Moving a column to a new key: table, history and indexes, and nothing else changes."""

from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from simpul.database import rotation
from simpul.database.keys import Keyring, KeyringRefused, ring
from simpul.database.rotation import Rotation, RotationRefused, rotate, rotate_column
from simpul.database.sealing import key_id_of
from tests.database.sealed.tables import as_owner

pytest_plugins = ["tests.database.sealed.fixtures"]
pytestmark = pytest.mark.django_db

COLUMN = "tests.card.number"


@pytest.fixture
def program(keyring: Keyring, sealed_database: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(rotation, "PAUSES", (0.0, 0.01))
    return sealed_database


@pytest.fixture
def cards(program: ModuleType) -> list[Any]:
    """Seven cards, one without a number; one was corrected once, so that history holds eight lines."""
    made = [program.Card.objects.create(number=f"327301650890000{n}", story=f"cerita {n}") for n in range(6)]
    made.append(program.Card.objects.create())
    made[0].number = "3273016508900009"
    made[0].save()
    return made


def numbers(program: ModuleType, cards: list[Any]) -> list[str | None]:
    found = program.Card.objects.in_bulk()
    return [found[card.pk].number for card in cards]


def keys_used(model: Any, field: str = "number") -> set[int]:
    values = model._base_manager.exclude(**{f"{field}__isnull": True}).values_list(field, flat=True)
    return {key_id_of(value) for value in values}


def test_a_column_its_history_and_its_indexes_move_to_the_newest_keys(program: ModuleType, cards: list[Any]) -> None:
    field, index = ring().rotate_field(COLUMN), ring().rotate_index(COLUMN)
    assert rotate(program.Card, "number", batch=2) == Rotation(rows=6, history=7, indexes=13)
    for model in (program.Card, program.Card.pgh_event_model):
        assert keys_used(model) == {field}
        assert keys_used(model, "number_index") == {index}
    assert numbers(program, cards) == ["3273016508900009", *(f"327301650890000{n}" for n in range(1, 6)), None]
    assert program.Card.objects.get(number_index__of="3273016508900003") == cards[3]
    history = program.Card.pgh_event_model.objects.filter(pgh_obj=cards[0]).order_by("pgh_id")
    assert [line.number for line in history] == ["3273016508900000", "3273016508900009"]
    assert rotate(program.Card, "number") == Rotation()


def test_rotation_is_no_news_and_history_stays_append_only(program: ModuleType, cards: list[Any]) -> None:
    lines = program.Card.pgh_event_model.objects.count()
    ring().rotate_field(COLUMN)
    rotate(program.Card, "number")
    assert program.Card.pgh_event_model.objects.count() == lines
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        program.Card.pgh_event_model.objects.update(label="other")
    cards[1].label = "dua"
    cards[1].save()
    assert program.Card.pgh_event_model.objects.count() == lines + 1


def test_columns_are_rotated_by_name_wherever_they_are_kept(program: ModuleType, cards: list[Any]) -> None:
    program.Staged.objects.create(subject=cards[0].pk, number="3273016508900009")
    newest = ring().rotate_field(COLUMN)
    assert rotate_column(COLUMN) == Rotation(rows=7, history=7)
    assert keys_used(program.Staged) == {newest}
    assert keys_used(program.Card, "story") == {1}
    assert rotation.rotate_columns(COLUMN) == {COLUMN: Rotation(rows=7, history=7, indexes=13)}
    before = ring().path.read_bytes()
    with pytest.raises(RotationRefused, match=r"tests\.card\.nomer"):
        rotation.rotate_columns("tests.card.nomer")
    with pytest.raises(RotationRefused, match="tidak melihat semua baris"):
        rotation.rotate_columns()
    assert ring().path.read_bytes() == before


def test_a_key_in_use_is_not_retired_and_an_unused_one_is(program: ModuleType, cards: list[Any]) -> None:
    (old,) = keys_used(program.Card)
    (old_index,) = keys_used(program.Card, "number_index")
    ring().rotate_field(COLUMN)
    ring().rotate_index(COLUMN)
    program.Staged.objects.create(subject=cards[0].pk, number="3273016508900009")
    for key in (old, old_index):
        with pytest.raises(KeyringRefused, match="masih dipakai"):
            rotation.retire(COLUMN, key)
    rotate(program.Card, "number")
    for key in (old, old_index):
        rotation.retire(COLUMN, key)
    assert numbers(program, cards)[5] == "3273016508900005"
    assert program.Card.objects.get(number_index__of="3273016508900005") == cards[5]


def test_a_value_that_does_not_open_is_counted_left_alone_and_keeps_its_key(
    program: ModuleType, cards: list[Any]
) -> None:
    (old,) = keys_used(program.Card)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sealed_card SET number = overlay(number placing '\\xff' from 20) WHERE id = %s",
                       [cards[2].pk])  # fmt: skip
    ring().rotate_field(COLUMN)
    outcome = rotate(program.Card, "number", batch=2)
    # The tampering is on record too: history's line about it does not open either.
    assert (outcome.rows, outcome.left, outcome.unreadable) == (5, 2, 2)
    with pytest.raises(KeyringRefused, match="masih dipakai"):
        rotation.retire(COLUMN, old)


def test_whoever_does_not_see_every_row_does_not_rotate(program: ModuleType) -> None:
    with pytest.raises(RotationRefused, match="sealed_guarded"):
        rotate(program.Guarded, "number")
    with pytest.raises(RotationRefused, match="sealed_guarded"):
        rotation.retire("tests.guarded.number", 1)
    owner = as_owner()
    with owner.cursor() as cursor:
        cursor.execute(rotation.ROWS_HIDDEN, {"table": "sealed_guarded"})
        assert cursor.fetchone() == (False,)
    owner.close()


def test_the_first_keys_of_every_column_can_be_made_ahead_of_a_backup(program: ModuleType) -> None:
    rotation.prepare_keys()
    before = ring().path.read_bytes()
    program.Card.objects.create(pk=UUID(int=1), number="1", story="2")
    program.Slip.objects.create(number="1")
    assert ring().path.read_bytes() == before
