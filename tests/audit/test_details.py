"""What may stand in the detail of an event."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.audit.rules import details

FIT = {
    "fields": ["birth_date", "national_number"],
    "role": "front_office",
    "view": "registry:find_people",
    "area": "32.04.05.2001",
    "successor": str(UUID(int=7)),
    "user": UUID(int=8),
    "on": date(2026, 8, 17),
    "at": datetime(2026, 8, 17, 9, 30, tzinfo=UTC),
    "day": "2026-08-17",
    "moment": "2026-08-17T09:30:00+07:00",
    "amount": 5_000_000_000,
    "policy_sha256": "0" * 64,
    "is_new": True,
    "acting": "",
    "previous": None,
}


def test_codes_counts_ids_and_dates_are_fit() -> None:
    assert details.unfit_detail(FIT) is None
    assert json.loads(details.as_json(FIT))["on"] == "2026-08-17"


@pytest.mark.parametrize("key", sorted(FIT))
def test_each_of_them_is_fit_alone(key: str) -> None:
    assert details.unfit_detail({key: FIT[key]}) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("3204051708900001", "looks_personal"),
        ("32.04.05.170890.0001", "looks_personal"),
        (3204051708900001, "looks_personal"),
        ("081234567890", "looks_personal"),
        ("+62-812-3456-7890", "looks_personal"),
        ("0812.3456.7890", "looks_personal"),
        ("0812 3456 7890", "free_text"),
        ("Siti Aminah", "free_text"),
        ("Jalan Kopi 7", "free_text"),
        ("a" * 61, "free_text"),
        ("siti@contoh.id", "free_text"),
        ("Ibu;", "free_text"),
        (1.5, "unfit_type"),
        ({"deep": 1}, "unfit_type"),
        (b"bytes", "unfit_type"),
        (["front_office", "Siti Aminah"], "free_text"),
        (["birth_date"] * 101, "too_many_values"),
    ],
)
def test_personal_values_and_free_text_are_refused_and_not_repeated(value: object, code: str) -> None:
    refusal = details.unfit_detail({"before": 1, "what": value})
    assert refusal is not None
    assert refusal.code == code
    assert str(value) not in str(refusal)


@pytest.mark.parametrize("key", ["name", "birth_date", "national_number", "phone", "Upper", "with space", "", "x" * 41])
def test_keys_that_announce_a_personal_value_are_refused(key: str) -> None:
    refusal = details.unfit_detail({key: "x"})
    assert refusal is not None
    assert refusal.code == "unfit_key"


def test_a_detail_as_long_as_a_letter_is_refused() -> None:
    refusal = details.unfit_detail({f"list_{number}": ["some_code_of_thirty_characters"] * 20 for number in range(9)})
    assert refusal is not None
    assert refusal.code == "detail_too_long"


@given(st.from_regex(r"\A[0-9]{9,60}\Z") | st.from_regex(r"\A08[0-9]{2}-[0-9]{4}-[0-9]{3,5}\Z"))
def test_no_long_number_passes(text: str) -> None:
    assert details.unfit_detail({"what": text}) is not None
