"""What follows from another head, and what is looked at once more: plain values, no database."""

from datetime import date
from uuid import uuid4

import pytest

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.registry.rules import relations as rules
from simpul.registry.rules.relations import Kin

ON = date(2026, 11, 24)


def kin(name, relation, sex="", born=None):
    return Kin(uuid4(), name, relation, sex, BirthDate(date(born, 7, 1)) if isinstance(born, int) else born)


FAMILY = {
    "father": ("1", "L"), "mother": ("3", "P"), "son": ("4", "L"), "daughter": ("4", "P"), "wife of son": ("5", "P"),
    "grandson": ("6", "L"), "mother of father": ("7", "P"), "mother of mother": ("8", "P"), "cousin": ("9", "L"),
    "helper": ("10", "P"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("mother", {"father": "2", "son": "4", "daughter": "4", "wife of son": "5", "grandson": "6",
                    "mother of father": "8", "mother of mother": "7", "cousin": "9", "helper": "10"}),
        ("son", {"father": "7", "mother": "7", "daughter": "9", "wife of son": "", "grandson": "",
                 "mother of father": "9", "mother of mother": "9", "cousin": "9", "helper": "10"}),
        ("wife of son", {"father": "8", "mother": "8", "son": "", "daughter": "", "grandson": "",
                         "mother of father": "9", "mother of mother": "9", "cousin": "9", "helper": "10"}),
        ("grandson", {"father": "9", "mother": "9", "son": "", "daughter": "", "wife of son": "",
                      "mother of father": "9", "mother of mother": "9", "cousin": "9", "helper": "10"}),
        ("mother of father", {"father": "4", "mother": "5", "son": "6", "daughter": "6", "wife of son": "9",
                              "grandson": "9", "mother of mother": "9", "cousin": "9", "helper": "10"}),
        ("mother of mother", {"father": "5", "mother": "4", "son": "6", "daughter": "6", "wife of son": "9",
                              "grandson": "9", "mother of father": "9", "cousin": "9", "helper": "10"}),
        ("cousin", {"father": "9", "mother": "", "son": "", "daughter": "", "wife of son": "", "grandson": "",
                    "mother of father": "", "mother of mother": "", "helper": "10"}),
        ("helper", dict.fromkeys(set(FAMILY) - {"helper"}, "")),
    ],
)  # fmt: skip
def test_what_the_others_are_to_a_new_head(head, expected):
    people = {name: kin(name, *known) for name, known in FAMILY.items()}
    others = [person for name, person in people.items() if name != head]
    after = rules.relations_after(people[head], others)
    assert {person.name: after[person.person] for person in others} == expected


def test_recorded_relations_count_for_more():
    son, wife, child, uncle = kin("son", "4", "L"), kin("wife", "5", "P"), kin("child", "6"), kin("uncle", "9")
    after = rules.relations_after(
        son, [wife, child, uncle], spouses={wife.person}, children={child.person}, parents={uncle.person}
    )
    assert after == {wife.person: "3", child.person: "4", uncle.person: "7"}


def test_a_spouse_whose_sex_is_not_known_is_asked():
    wife, husband = kin("wife", "3", "P"), kin("husband", "1")
    assert rules.relations_after(wife, [husband]) == {husband.person: ""}


@pytest.mark.parametrize(
    ("head", "other", "codes"),
    [
        (("L", 1980), ("2", "P", 1982), ["husband_is_woman"]),
        (("P", 1980), ("3", "L", 1982), ["wife_is_man"]),
        (("L", 1980), ("2", "L", 1982), ["husband_of_man"]),
        (("P", 1980), ("3", "P", 1982), ["wife_of_woman"]),
        (("L", 1980), ("3", "P", 1982), []),
        (("", 1980), ("3", "", None), []),
        (("L", 1980), ("4", "L", 1966), ["child_not_younger"]),
        (("L", 1980), ("4", "L", 1988), ["barely_a_generation"]),
        (("L", 1980), ("4", "L", 2000), []),
        (("L", 1986), ("6", "L", 1966), ["grandchild_not_younger"]),
        (("L", 1980), ("6", "L", 1998), ["barely_a_generation"]),
        (("L", 1980), ("7", "P", 1990), ["parent_not_older"]),
        (("L", 1980), ("7", "P", 1975), ["barely_a_generation"]),
        (("L", 1980), ("7", "P", 1955), []),
        (("L", 1980), ("3", "P", 2010), ["spouse_below_age"]),
        (("L", 1980), ("4", "L", BirthDate(date(1980, 1, 1), Precision.YEAR)), ["barely_a_generation"]),
        (("L", None), ("4", "L", 1966), []),
    ],
)
def test_what_is_looked_at_once_more(head, other, codes):
    remarks = rules.doubts(kin("head", "1", *head), [kin("other", *other)], on=ON)
    assert [remark.code for remark in remarks] == codes


@pytest.mark.parametrize(("born", "codes"), [(2025, ["head_under_age"]), (2008, []), (None, [])])
def test_a_child_at_the_head(born, codes):
    assert [remark.code for remark in rules.remarks_on_head(kin("head", "1", born=born), on=ON)] == codes
