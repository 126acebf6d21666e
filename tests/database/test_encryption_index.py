"""Finding an encrypted value by equality, and only by its blind index."""

from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db.models import F, Q

from simpul.database.encryption import blind_index
from simpul.database.keys import Keyring, ring

pytest_plugins = ["tests.database.sealed.fixtures"]
pytestmark = pytest.mark.django_db

NUMBER = "3273016508900002"


@pytest.fixture
def program(keyring: Keyring, sealed_database: ModuleType) -> ModuleType:
    return sealed_database


def test_a_value_is_found_in_its_canonical_form(program: ModuleType) -> None:
    card = program.Card.objects.create(number=NUMBER)
    program.Card.objects.create(number="3273016508900003")
    for typed in (NUMBER, "32.7301.650890.0002", " 3273 0165 0890 0002 "):
        assert program.Card.objects.get(number_index__of=typed) == card
    for typed in ("3273016508900009", "tidak tahu", None):
        assert not program.Card.objects.filter(number_index__of=typed).exists()
    assert program.Card.objects.filter(~Q(number_index__of=NUMBER)).count() == 1


def test_two_people_may_share_a_number(program: ModuleType) -> None:
    cards = {program.Card.objects.create(number=NUMBER) for _ in range(2)}
    assert set(program.Card.objects.filter(number_index__of=NUMBER)) == cards


def test_the_index_follows_the_value(program: ModuleType) -> None:
    card = program.Card.objects.create(number=NUMBER)
    card.number = "3273016508900003"
    with pytest.raises(ValueError, match="without 'number_index'"):
        card.save(update_fields=["number"])
    card.save(update_fields=["number", "number_index"])
    assert not program.Card.objects.filter(number_index__of=NUMBER).exists()
    assert program.Card.objects.get(number_index__of="3273016508900003") == card
    card.number = None
    with pytest.raises(ValueError, match="without 'number_index'"):
        card.save(update_fields=["number"])
    card.save()
    assert program.Card.objects.get(number_index__isnull=True) == card


def test_values_are_found_while_the_index_is_renewed(program: ModuleType) -> None:
    old = program.Card.objects.create(number=NUMBER)
    ring().rotate_index("tests.card.number")
    new = program.Card.objects.create(number=NUMBER)
    assert old.number_index != new.number_index
    assert set(program.Card.objects.filter(number_index__of=NUMBER)) == {old, new}
    assert program.Card.objects.get(number_index=blind_index("tests.card.number", NUMBER)) == new


@pytest.mark.parametrize(
    "condition",
    [
        {"number": NUMBER},
        {"number": None},
        {"number__in": [NUMBER]},
        {"number__contains": "3273"},
        {"number__gt": "3"},
        {"number": F("story")},
        {"number__startswith": "3"},
        {"number__length": 16},
        {"events__number": NUMBER},
    ],
)
def test_the_encrypted_column_itself_is_not_searched(program: ModuleType, condition: dict[str, Any]) -> None:
    with pytest.raises(FieldError, match="is encrypted and knows only 'isnull'"):
        program.Card.objects.filter(**condition).exists()


def test_an_index_is_not_compared_with_plain_text(program: ModuleType) -> None:
    with pytest.raises(TypeError, match="number_index__of"):
        program.Card.objects.filter(number_index=NUMBER).exists()
