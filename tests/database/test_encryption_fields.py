"""Encrypted columns on models: text for the program, sealed bytes for the database, through everything Django does."""

import copy
import pickle
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.migrations.writer import MigrationWriter

from simpul.database import sealing
from simpul.database.encryption import DecryptionFailed, EncryptedTextField, seal, unseal
from simpul.database.keys import Keyring, ring
from simpul.kit.ids import new_id

pytest_plugins = ["tests.database.sealed.fixtures"]
pytestmark = pytest.mark.django_db

NUMBER, STORY = "3273016508900002", "Ia lari pada malam hari.\nTakut pulang; anaknya dua."


@pytest.fixture
def program(keyring: Keyring, sealed_database: ModuleType) -> ModuleType:
    return sealed_database


@pytest.fixture
def card(program: ModuleType) -> Any:
    made = program.Card.objects.create(label="satu", number=NUMBER, story=STORY)
    return program.Card.objects.get(pk=made.pk)


def stored(card: models.Model, field: str = "number") -> Any:
    return type(card)._base_manager.values_list(field, flat=True).get(pk=card.pk)


def test_text_goes_in_and_comes_out_and_bytes_are_what_is_stored(card: Any) -> None:
    assert (card.number, card.story) == (NUMBER, STORY)
    assert unseal("tests.card.number", card.pk, stored(card)) == NUMBER
    assert type(stored(card)) is bytes


def test_nothing_stays_nothing_and_an_empty_text_an_empty_text(program: ModuleType) -> None:
    empty = program.Card.objects.create(number="", story=None)
    assert stored(empty, "story") is None
    assert program.Card.objects.get(pk=empty.pk).number == ""
    assert program.Card.objects.filter(story__isnull=True, number__isnull=False).get() == empty


def test_a_planted_text_is_nowhere_in_the_database(
    card: Any, program: ModuleType, guard_is_off: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    if guard_is_off("field_encryption"):
        monkeypatch.setattr("simpul.database.encryption.seal", lambda column, subject, text: bytes(31) + text.encode())
    card.number, card.story = "1" + NUMBER[1:], STORY + "!"
    card.save()
    program.Staged.objects.create(subject=card.pk, number=NUMBER)
    dump = ""
    with connection.cursor() as cursor:
        for model in (program.Card, program.Card.pgh_event_model, program.Staged):
            cursor.execute(f"SELECT string_agg(t::text, E'\\n') FROM \"{model._meta.db_table}\" t")
            dump += cursor.fetchone()[0]
    assert str(card.pk) in dump
    for needle in (NUMBER, NUMBER[1:], "lari pada malam", "Takut pulang"):
        assert needle not in dump
        assert needle.encode().hex() not in dump


@pytest.mark.parametrize(
    "touch",
    [
        lambda card: None,
        lambda card: card.refresh_from_db(),
        lambda card: card.refresh_from_db(fields=["number"]),
        lambda card: setattr(card, "number", NUMBER),
        lambda card: setattr(card, "number", card.number),
        lambda card: card.full_clean(),
    ],
    ids=["saved", "refreshed", "one field refreshed", "same text", "own text", "cleaned"],
)
def test_what_did_not_change_is_not_sealed_again(card: Any, touch: Callable[[Any], None]) -> None:
    before = stored(card)
    touch(card)
    card.save()
    assert stored(card) == before


def test_a_changed_text_is_sealed_anew(card: Any) -> None:
    before = stored(card), stored(card, "story")
    card.number = "3273016508900003"
    assert card.number == "3273016508900003"
    card.save()
    assert stored(card) != before[0]
    assert stored(card, "story") == before[1]
    card.refresh_from_db()
    assert card.number == "3273016508900003"


def test_columns_that_were_left_out_are_fetched_when_read(card: Any, program: ModuleType) -> None:
    before = stored(card)
    for partial in (program.Card.objects.defer("number"), program.Card.objects.only("label")):
        found = partial.get(pk=card.pk)
        assert "number" in found.get_deferred_fields()
        found.label = "dua"
        found.save()
        assert found.number == NUMBER
        found.save()
    assert stored(card) == before


def test_saving_one_column_leaves_the_others(card: Any) -> None:
    card.number, card.story = "3273016508900003", "lain"
    card.save(update_fields=["story"])
    assert type(card).objects.get(pk=card.pk).number == NUMBER


def test_a_row_under_an_older_key_moves_to_the_newest_when_it_is_saved(card: Any) -> None:
    newest = ring().rotate_field("tests.card.number")
    card.save()
    assert sealing.key_id_of(stored(card)) == newest
    card.refresh_from_db()
    assert card.number == NUMBER


def test_many_at_once(program: ModuleType) -> None:
    cards = [program.Card(number=f"327301650890{n:04d}") for n in range(20)]
    program.Card.objects.bulk_create(cards)
    found = program.Card.objects.in_bulk()
    assert {found[card.pk].number for card in cards} == {card.number for card in cards}
    assert program.Card.objects.get(number_index__of="3273016508900007").pk == cards[7].pk


def test_what_would_store_plain_text_is_refused(card: Any, program: ModuleType) -> None:
    card.number = "3273016508900003"
    with pytest.raises(TypeError, match="text is never stored"), transaction.atomic():
        program.Card.objects.bulk_update([card], ["number"])
    with pytest.raises(TypeError, match="text is never stored"), transaction.atomic():
        program.Card.objects.update(number="3273016508900003")
    with pytest.raises(TypeError, match="takes text or None"):
        card.number = 3273016508900003
    program.Card.objects.update(number=seal("tests.card.number", card.pk, "3273016508900003"))
    card.refresh_from_db()
    assert card.number == "3273016508900003"


def test_a_value_put_on_another_row_or_column_behind_our_back_does_not_open(card: Any, program: ModuleType) -> None:
    other = program.Card.objects.create(number="3273016508900003")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sealed_card SET number = %s, story = %s WHERE id = %s",
                       [stored(card), stored(other), other.pk])  # fmt: skip
    other = program.Card.objects.get(pk=other.pk)
    for read in (lambda: other.number, lambda: other.story, other.save):
        with pytest.raises(DecryptionFailed), transaction.atomic():
            read()


def test_copies_keep_the_value_and_carry_no_plain_text(card: Any, program: ModuleType) -> None:
    for twin in (copy.copy(card), copy.deepcopy(card), pickle.loads(pickle.dumps(card))):  # noqa: S301
        assert (twin.number, twin.story) == (NUMBER, STORY)
    assert NUMBER.encode() not in pickle.dumps(card)
    fresh = program.Card(number=NUMBER)
    fresh.save()
    assert NUMBER.encode() not in pickle.dumps(fresh)
    assert type(pickle.loads(pickle.dumps(card.number))) is str  # noqa: S301


def test_a_copy_for_another_person_is_sealed_for_that_person(card: Any, program: ModuleType) -> None:
    twin = copy.copy(card)
    twin.pk, twin._state.adding = new_id(), True
    with pytest.raises(DecryptionFailed), transaction.atomic():
        twin.save()
    twin = program.Card.objects.create(number=card.number)
    assert program.Card.objects.get(pk=twin.pk).number == NUMBER


def test_a_staged_value_is_taken_over_as_it_is(program: ModuleType) -> None:
    staged = program.Staged.objects.create(subject=new_id(), number=NUMBER)
    card = program.Card.objects.create(pk=staged.subject, number=staged.number)
    assert stored(card) == stored(staged)
    with pytest.raises(ValueError, match="no uuid of the subject yet"), transaction.atomic():
        program.Staged.objects.create(number=NUMBER)


def test_constraints_are_checked_before_saving(card: Any) -> None:
    card.full_clean()
    card.number = None
    with pytest.raises(ValidationError, match="no_story_without_number"):
        card.full_clean()


def test_a_model_without_its_subject_is_found_by_the_system_checks(program: ModuleType) -> None:
    for model in (program.Card, program.Card.pgh_event_model, program.Slip, program.Slip.pgh_event_model):
        assert model._meta.get_field("number").check() == []

    class Stray(models.Model):
        number = EncryptedTextField(column="tests.card.number", subject="person_id")

        class Meta:
            app_label = "stray"

        def __str__(self) -> str:
            return "stray"

    assert [error.id for error in Stray._meta.get_field("number").check()] == ["database.E001"]


def test_fields_survive_a_migration(program: ModuleType) -> None:
    for name in ("number", "number_index", "story"):
        field = program.Card._meta.get_field(name)
        again = field.clone()
        assert again.deconstruct()[1:] == field.deconstruct()[1:]
        text, _ = MigrationWriter.serialize(field)
        assert "column='tests.card." in text
    assert "canonical=tests.database.sealed.models.canonical_number" in MigrationWriter.serialize(
        program.Card._meta.get_field("number_index")
    )[0]  # fmt: skip
