"""What is known of the demo's families besides: only answers of the code lists, and the poor are found by them."""

import csv
from pathlib import Path

import pytest

import simpul.directory
from simpul.demo.rules.facts import FUNCTIONS, facts_of_family, facts_of_person
from simpul.demo.rules.people import families

LISTS = Path(simpul.directory.__file__).parent / "codelists"


def read(name):
    with (LISTS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def told():
    return [
        (family, facts_of_family(family), [facts_of_person(family, person) for person in family.members])
        for family in families(1500)
    ]


def test_every_answer_is_one_of_the_code_lists(told):
    questions = {row["code"]: row for row in read("regsosek_questions.csv")}
    choices = {(row["question"], row["value"]) for row in read("regsosek_choices.csv")}
    ppks = {row["code"] for row in read("ppks.csv")}
    for _, of_family, of_people in told:
        for level, answers in [("keluarga", of_family), *(("anggota", answers) for answers in of_people)]:
            for code, value in answers.items():
                if code == "ppks":
                    assert set(value) <= ppks
                elif code in FUNCTIONS:
                    assert value in (1, 2, 3, 4)
                else:
                    assert questions[code]["level"] == level
                    kind = questions[code]["type"]
                    assert isinstance(value, bool) == (kind == "yesno"), (code, value)
                    if kind == "single" and any(question == code for question, _ in choices):
                        assert (code, str(value)) in choices, (code, value)


def test_the_poor_have_poorer_houses_fewer_things_and_more_aid(told):
    ordered = sorted(told, key=lambda each: each[0].means)
    poorest, richest = ordered[:300], ordered[-300:]

    def share(part, that):
        return sum(that(of_family) for _, of_family, _ in part) / len(part)

    assert share(poorest, lambda a: a["303"] in (5, 6, 7, 8)) > 0.5 > share(richest, lambda a: a["303"] in (5, 6, 7, 8))
    assert share(poorest, lambda a: a["501a"]) > 0.6 > 0.05 > share(richest, lambda a: a["501a"])
    assert share(poorest, lambda a: a["502i"]) < share(richest, lambda a: a["502i"])
    assert 0.02 < share(told, lambda a: a["309a"] != 1) < 0.2
    # No list is right: some of the poor get nothing, some of the others do.
    assert any(not a["501a"] for _, a, _ in poorest)
    assert any(a["501a"] for family, a, _ in told if family.means > 0.35)


def test_the_same_every_time_and_asked_only_where_it_makes_sense(told):
    for family, of_family, of_people in told[:200]:
        assert of_family == facts_of_family(family)
        assert ("309b" in of_family) == (of_family["309a"] != 6)
        for person, answers in zip(family.members, of_people, strict=True):
            if "410" in answers:
                assert person.sex == "P"
            if person.note == "disabled":
                assert any(answers[code] <= 2 for code in FUNCTIONS)
