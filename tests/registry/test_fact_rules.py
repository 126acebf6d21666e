"""The catalogue of facts against the code lists, and what a value may be, means, and implies."""

import csv
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.demo.rules.facts import facts_of_family, facts_of_person
from simpul.demo.rules.people import families
from simpul.kit.ids import new_id
from simpul.registry.rules import facts as rules
from simpul.registry.rules.catalogue import (
    BY_QUESTION,
    CATALOGUE,
    LEFT_OUT,
    MEANS_NONE,
    MEANS_UNKNOWN,
    NO_ANSWER,
    FactType,
    Unit,
    kinds_of,
)
from simpul.registry.rules.facts import UNKNOWN

LISTS = Path(__file__).resolve().parent.parent.parent / "simpul" / "directory" / "codelists"


def codes(name):
    with (LISTS / f"{name}.csv").open() as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_question_is_a_fact_or_left_out_with_its_reason():
    questions = codes("regsosek_questions")
    functions = {code for code in codes("washington_group_regsosek") if code.startswith("428")}
    assert set(BY_QUESTION) | set(LEFT_OUT) == set(questions) | functions
    assert not set(BY_QUESTION) & set(LEFT_OUT)
    assert all(len(reason) > 10 for reason in LEFT_OUT.values())


def test_types_and_units_are_those_of_the_questions():
    fits = {"single": "code", "yesno": "bool", "multi": "codes"}
    for question, row in codes("regsosek_questions").items():
        if kind := BY_QUESTION.get(question):
            assert kind.unit == {"keluarga": Unit.FAMILY, "anggota": Unit.PERSON}[row["level"]], question
            assert kind.type == fits.get(row["type"], kind.type), question
            assert row["type"] != "number" or kind.type in ("int", "decimal"), question


def test_every_answer_belongs_to_a_fact_and_every_choice_has_answers():
    answers = codes("regsosek_choices")
    asked = {row["question"] for row in answers.values()}
    assert asked - set(BY_QUESTION) == {"404", "405", "409"}  # left out, with the reason, above
    chosen = {kind.question for kind in CATALOGUE.values() if kind.choices == "regsosek_choices"}
    assert chosen == asked & set(BY_QUESTION)
    assert set(answers) >= MEANS_UNKNOWN | MEANS_NONE
    assert set(codes("disability")) | set(codes("washington_group_regsosek")) >= NO_ANSWER


def test_codes_of_facts_are_names_a_policy_can_write():
    for kind in CATALOGUE.values():
        assert kind.code.isidentifier(), kind
        assert kind.code.isascii(), kind
        assert kind.code == kind.code.lower(), kind
        assert kind.question or (kind.label and kind.source), kind


def test_health_disability_in_detail_and_ppks_are_confidential():
    """Written by hand: never derive it from the catalogue."""
    assert {kind.code for kind in kinds_of(Unit.PERSON, confidential=True)} == {
        "nutrition", "has_carer", "chronic_illness", "difficulty_seeing", "difficulty_hearing", "difficulty_walking",
        "difficulty_using_hands", "difficulty_learning", "difficulty_behaviour", "difficulty_communicating",
        "difficulty_self_care", "difficulty_remembering", "feels_sad", "disability_kinds", "ppks",
    }  # fmt: skip
    assert kinds_of(Unit.FAMILY, confidential=True) == []


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        ("305", 7, "305.7"),
        ("115", 0, "115.0"),
        ("302", 36, Decimal(36)),
        ("410", False, False),
        ("504a", 0, 0),
        ("431a", 5, frozenset({"431a.1", "431a.4"})),
        ("431a", 0, frozenset()),
        ("431a", 99, UNKNOWN),
        ("411", 7, frozenset({"411.1", "411.2", "411.4"})),
        ("306b", 3, UNKNOWN),
        ("428c", 2, "scale_2"),
    ],
)
def test_numbers_of_the_questionnaire(question, answer, value):
    assert rules.from_answer(BY_QUESTION[question], answer) == value


@pytest.mark.parametrize(
    ("code", "value", "fits"),
    [
        ("pregnant", True, True), ("pregnant", 1, False), ("pregnant", UNKNOWN, True), ("pregnant", None, False),
        ("cattle", 3, True), ("cattle", True, False), ("cattle", -1, False), ("cattle", 10**16, False),
        ("floor_area", Decimal("36.5"), True), ("floor_area", Decimal("36.555"), False), ("floor_area", 36.5, False),
        ("floor_area", Decimal("NaN"), False), ("floor_area", Decimal("-0.5"), False),
        ("roof_material", "305.7", True), ("roof_material", "304.1", False), ("roof_material", 7, False),
        ("health_insurance", frozenset({"431a.1"}), True), ("health_insurance", frozenset(), True),
        ("health_insurance", frozenset({"431a.99"}), False), ("health_insurance", "431a.1", False),
    ],
)  # fmt: skip
def test_what_a_value_may_be(code, value, fits):
    offered = {"305.7", "431a.1", "431a.4"}
    assert (rules.refusal_of_value(CATALOGUE[code], value, offered) is None) == fits


VALUES = {
    FactType.BOOL: st.booleans(),
    FactType.INT: st.integers(0, 10**15),
    FactType.DECIMAL: st.decimals(0, 10**15, places=2),
    FactType.DATE: st.dates(),
    FactType.CODE: st.text(min_size=1),
    FactType.CODES: st.frozensets(st.text()),
}


@given(st.sampled_from(sorted(CATALOGUE)).flatmap(lambda code: st.tuples(st.just(code), VALUES[CATALOGUE[code].type])))
def test_what_is_sealed_comes_back_as_it_was(said):
    kind, value = CATALOGUE[said[0]], said[1]
    back = rules.from_text(kind, rules.to_text(value))
    assert (back, type(back)) == (value, type(value))


@dataclass(frozen=True)
class Row:
    observed_on: date
    recorded_at: datetime
    ended_on: date | None = None
    end_reason: str = ""
    code: str = "pregnant"
    id: UUID = field(default_factory=new_id)


def at(day):
    return datetime(2026, 6, day, tzinfo=UTC)


def test_the_latest_in_force_wins():
    visit, list_ = Row(date(2026, 5, 1), at(3)), Row(date(2026, 4, 1), at(9))
    assert rules.in_force([visit, list_], on=date(2026, 6, 1))["pregnant"] is visit  # told later, true of earlier
    assert rules.in_force([visit, list_], on=date(2026, 4, 30))["pregnant"] is list_
    assert rules.in_force([visit, list_], on=date(2026, 3, 1)) == {}
    correction = Row(date(2026, 5, 1), at(4))
    assert rules.in_force([correction, visit], on=date(2026, 6, 1))["pregnant"] is correction


def test_what_is_over_leaves_nothing_and_a_mistake_was_never_said():
    before = Row(date(2026, 4, 1), at(1))
    over = Row(date(2026, 5, 1), at(2), ended_on=date(2026, 6, 1), end_reason="over")
    assert rules.in_force([before, over], on=date(2026, 5, 31))["pregnant"] is over
    assert rules.in_force([before, over], on=date(2026, 6, 1)) == {}
    mistake = Row(date(2026, 5, 1), at(2), end_reason="mistake")
    assert rules.in_force([before, mistake], on=date(2026, 6, 1))["pregnant"] is before


SHORT = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
FINE = {f"difficulty_{name}": "scale_4" for name in SHORT}


@pytest.mark.parametrize(
    ("known", "disabled"),
    [
        (FINE, False),
        (FINE | {"difficulty_walking": "scale_3"}, False),
        (FINE | {"difficulty_walking": "scale_2"}, True),
        ({"difficulty_learning": "scale_1"}, True),
        (FINE | {"difficulty_seeing": UNKNOWN}, None),  # not told of all six: unknown never becomes no
        ({"difficulty_walking": "scale_4"}, None),
        (FINE | {"feels_sad": "scale_1"}, False),  # another scale, and no function
        (FINE | {"disability_kinds": frozenset({"FISIK"})}, True),
        ({"disability_kinds": frozenset()}, None),
    ],
)
def test_who_is_disabled_by_the_washington_group(known, disabled):
    found = rules.implied(known, by=known)
    assert found == ({} if disabled is None else {"disabled": disabled})


def test_what_is_said_outright_is_not_worked_out():
    assert rules.implied({"school_participation": "412.2"}, by=["school_participation"]) == {"in_school": True}
    assert rules.implied({"school_participation": "412.3"}, by=["school_participation"]) == {"in_school": False}
    assert rules.implied({"school_participation": UNKNOWN}, by=["school_participation"]) == {}
    both = {"school_participation": "412.2", "in_school": False}
    assert rules.implied(both, by=both) == {}


def test_answers_grow_old():
    pregnant = CATALOGUE["pregnant"]
    assert not rules.is_doubtful(pregnant, date(2026, 1, 1), on=date(2026, 6, 1))
    assert rules.is_doubtful(pregnant, date(2026, 1, 1), on=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("text", "number"),
    [("36", "36"), (" 36,5 ", "36.5"), ("36.5", "36.5"), ("1.250", "1250"), ("1.250,5", "1250.5"), ("36,555", None), ("-3", None), ("1e3", "1000"), ("NaN", None), ("luas", None), ("", None)],
)  # fmt: skip
def test_measures_as_people_write_them(text, number):
    assert rules.to_decimal(text) == (None if number is None else Decimal(number))


def test_a_filled_questionnaire_becomes_facts():
    """Every answer of the demo's families and people is a value that may be recorded."""
    offered = {
        row["code"]
        for name in ("regsosek_choices", "washington_group_regsosek", "ppks")
        for row in codes(name).values()
    }
    seen = set()
    for family in families(60):
        told = [facts_of_family(family), *(facts_of_person(family, person) for person in family.members)]
        for answers in told:
            for code, value in rules.from_answers(answers).items():
                seen.add(code)
                assert rules.refusal_of_value(CATALOGUE[code], value, offered) is None, (code, value)
    assert len(seen) > 50
    with pytest.raises(KeyError):
        rules.from_answers({"999": 1})
