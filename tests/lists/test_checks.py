"""Whom a row speaks of, what it would change, and what rows of one list mean together."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

import pytest

from simpul.kit.birth_dates import BirthDate, Precision
from simpul.lists.rules.checks import Act, Known, Outcome, check, digits_apart
from simpul.lists.rules.content import RowContent
from simpul.lists.rules.fields import Field, found
from simpul.lists.rules.groups import settle
from simpul.lists.rules.people import ListPerson
from simpul.registry.rules.people import PersonFacts

NIK, OTHER, KK = "3204051708740001", "3204055208680002", "3204051208150071"
BORN = BirthDate(date(1974, 8, 17))
ID = UUID(int=1)


def known(name="Muhammad Joko Santoso", **more):
    facts = {
        "birth": BORN,
        "sex": "L",
        "national_number": NIK,
        "number_state": "known",
        "area_code": "32.04.05.2001",
        "address": "Kp. A",
        "rt": "001",
        "rw": "002",
    }
    about = {
        key: more.pop(key)
        for key in ("person", "version", "family", "family_number", "is_dead", "hides_place")
        if key in more
    }
    return Known(**({"person": ID, "version": 1} | about), facts=PersonFacts(name=name, **(facts | more)))


def person(name="MUHAMMAD JOKO SANTOSO", **more):
    given = {"birth": BORN, "national_number": NIK, "number_state": "known"}
    return ListPerson(name=name, **(given | more))


def checked(one, by_number=(), alike=(), findings=(), **more):
    content = RowContent(
        person=one,
        findings=tuple(findings),
        **{k: more.pop(k) for k in ("not_the_same", "take", "accepted") if k in more},
    )
    return check(content, by_number=by_number, alike=alike, **more)


def codes(row):
    return {finding.code for finding in row.content.findings}


def test_nobody_like_this_is_new():
    row = checked(person())
    assert (row.outcome, row.act) == (Outcome.READY, Act.NEW)


@pytest.mark.parametrize(
    "name", ["Muhammad Joko Santoso", "MUH. DJOKO SANTOSO", "Drs. H. Muhammad Joko Santoso", "Moh. Joko Santosa"]
)
def test_the_same_number_and_a_name_like_it_changes_nothing(name):
    row = checked(person(name), [known()])
    assert (row.outcome, row.act, row.content.match.person) == (Outcome.READY, Act.SAME, ID)


@pytest.mark.parametrize(
    ("field", "value"), [("sex", "L"), ("birth_place", "Bandung"), ("address", "Kp. B"), ("rt", "003")]
)
def test_what_is_not_recorded_is_added(field, value):
    row = checked(person(**{field: value}), [known(**{field: ""})])
    assert (row.outcome, row.act, row.content.match.fills) == (Outcome.READY, Act.FILL, (field,))


def test_a_date_known_better_is_added():
    row = checked(person(), [known(birth=BirthDate(date(1974, 1, 1), Precision.YEAR))])
    assert row.content.match.fills == ("birth",)
    less = checked(person(birth=BirthDate(date(1974, 1, 1), Precision.YEAR)), [known()])
    assert (less.outcome, less.act) == (Outcome.READY, Act.SAME)


@pytest.mark.parametrize(
    ("field", "value"),
    [("sex", "P"), ("birth", BirthDate(date(1975, 8, 17))), ("area_code", "32.04.05.2002"), ("birth_place", "Garut")],
)
def test_another_value_waits_with_both(field, value):
    row = checked(person(**{field: value}), [known(birth_place="Bandung")])
    assert row.outcome is Outcome.LOOK
    assert codes(row) == {"values_differ"}
    assert [one.field for one in row.content.match.differences] == [field]


def test_another_rt_is_renewed_and_said():
    row = checked(person(rt="005"), [known()])
    assert (row.outcome, row.act) == (Outcome.READY, Act.FILL)
    assert [(one.field, one.ours, one.theirs) for one in row.content.match.renews] == [("rt", "001", "005")]


def test_a_hidden_place_is_neither_told_nor_changed():
    row = checked(person(rt="005", area_code="32.04.05.2002", address="Kp. Z"), [known(hides_place=True)])
    assert (row.outcome, row.act) == (Outcome.READY, Act.SAME)


def test_the_number_of_somebody_else():
    row = checked(person("SITI AMINAH"), [known()])
    assert row.outcome is Outcome.LOOK
    assert codes(row) == {"number_of_another"}


def test_two_with_one_number():
    row = checked(person(), [known(), known("Siti", person=UUID(int=2))])
    assert row.outcome is Outcome.LOOK
    assert codes(row) == {"number_shared"}
    assert row.content.match.person == ID
    assert row.content.match.others == 1


def test_somebody_dead():
    assert "known_is_dead" in codes(checked(person(), [known(is_dead=True)]))


LIKE = [
    (
        person("MUH. DJOKO SANTOSO", national_number="3204051708740009"),
        {"number_one_digit", "name_sounds_same", "same_birth"},
    ),
    (person("MUH. DJOKO SANTOSO", national_number=None, number_state="not_shown"), {"name_sounds_same", "same_birth"}),
    (person(national_number="3204051708740010", birth=None), {"number_one_digit", "same_name"}),
    (person(national_number=None, birth=None, area_code="32.04.05.2001"), {"same_name", "same_village"}),
    (
        person(national_number=None, birth=BirthDate(date(1974, 1, 1), Precision.YEAR)),
        {"same_name", "birth_may_be_same"},
    ),
    (person(national_number=OTHER), {"same_name", "same_birth"}),
]


@pytest.mark.parametrize(("one", "reasons"), LIKE)
def test_somebody_who_may_be_the_same_waits(one, reasons):
    row = checked(one, alike=[known()])
    assert row.outcome is Outcome.LOOK
    assert codes(row) == {"perhaps_known"}
    assert set(row.content.match.reasons) == reasons


@pytest.mark.parametrize("one", [
    person("AGUS SALIM", national_number=None), person(national_number=OTHER, birth=BirthDate(date(1980, 1, 2))), person(national_number=None, birth=BirthDate(date(1980, 1, 2))),
    person(national_number=None, birth=None),
])  # fmt: skip
def test_a_name_alone_is_no_reason(one):
    row = checked(one, alike=[known()])
    assert (row.outcome, row.act) == (Outcome.READY, Act.NEW)


def test_another_person_is_asked_about_no_more():
    row = checked(LIKE[0][0], alike=[known()], not_the_same=(ID,))
    assert (row.outcome, row.act) == (Outcome.READY, Act.NEW)
    rest = checked(LIKE[0][0], alike=[known(), known(person=UUID(int=2))], not_the_same=(ID,))
    assert rest.content.match.person == UUID(int=2)


def test_the_same_person_by_word_of_somebody():
    row = checked(LIKE[0][0], said_same=known())
    assert (row.outcome, row.act) == (Outcome.READY, Act.SAME)
    taken = checked(LIKE[0][0], said_same=known(), take=("national_number",))
    assert (taken.act, taken.content.changes) == (Act.FILL, ("national_number",))


def test_whoever_is_not_sure_lets_the_row_wait():
    assert checked(person(), is_unsure=True).outcome is Outcome.LOOK


def test_what_is_recorded_with_a_number_settles_the_doubt():
    doubt = found(Field.NATIONAL_NUMBER, "number_birth_date_differs", in_number=date(1974, 8, 18))
    assert checked(person(), [known()], findings=[doubt]).outcome is Outcome.READY
    assert checked(person(), findings=[doubt]).outcome is Outcome.LOOK


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (NIK, 0),
        ("3204051708740009", 1),
        ("3204051708740010", 1),
        ("3204051708470001", 1),
        ("3204051709740101", 2),
        (OTHER, 5),
    ],
)
def test_digits_that_differ(other, apart):
    assert digits_apart(NIK, other) == apart


def rows(*people, families=None):
    ids = count(100)
    given = {place: check(RowContent(person=one), by_number=(), alike=()) for place, one in enumerate(people, start=1)}
    return settle(given, families=families or {}, make_id=lambda: UUID(int=next(ids)))


def outcomes(settled):
    return [row.outcome.value for row in settled.values()]


def test_a_row_that_is_told_again():
    assert outcomes(rows(person(), person(), person(aid="PKH"))) == ["ready", "repeated", "repeated"]
    assert outcomes(rows(person(), person(rt="003"))) == ["ready", "look"]
    assert outcomes(rows(person(), person("SITI AMINAH"))) == ["look", "look"]


def test_people_without_a_number_told_again():
    one = person(national_number=None, number_state="not_shown")
    assert outcomes(rows(one, one)) == ["ready", "repeated"]
    assert outcomes(rows(replace(one, birth=None), replace(one, birth=None))) == ["ready", "ready"]


def family(*members):
    return [
        person(f"ORANG {'ABCDEFGH'[n]}", national_number=f"320405170874{n:04}", family_number=KK, relation=relation)
        for n, relation in enumerate(members, start=1)
    ]


def test_a_family_of_the_list():
    settled = rows(*family("1", "3", "4"))
    assert outcomes(settled) == ["ready"] * 3
    assert {row.content.family for row in settled.values()} == {UUID(int=100)}
    assert all(row.content.is_new_family for row in settled.values())


def test_a_family_that_is_recorded_is_joined():
    settled = rows(*family("3", "4"), families={KK: ID})
    assert outcomes(settled) == ["ready", "ready"]
    assert {row.content.family for row in settled.values()} == {ID}
    assert outcomes(rows(*family("1"), families={KK: ID})) == ["look"]


def test_two_heads_no_head_and_no_relation():
    assert outcomes(rows(*family("1", "1", "4"))) == ["ready", "look", "ready"]
    without = rows(*family("3", "4"))
    assert outcomes(without) == ["ready", "ready"]
    assert all(row.content.family is None for row in without.values())
    assumed = rows(*family("", "", ""))
    assert [row.content.person.relation for row in assumed.values()] == ["1", "11", "11"]


def test_a_family_waits_for_its_head():
    members = family("1", "3")
    given = {
        1: check(
            RowContent(person=members[0], findings=(found(Field.NAME, "name_says_dead"),)), by_number=(), alike=()
        ),
        2: check(RowContent(person=members[1]), by_number=(), alike=()),
    }
    assert outcomes(settle(given, families={}, make_id=lambda: ID)) == ["look", "look"]


def test_numbers_that_all_end_in_zero_were_rounded():
    people = [person(f"ORANG {'ABCDEFGHIJ'[n]}", national_number=f"32040517087{n:04}0") for n in range(1, 10)]
    assert set(outcomes(rows(*people))) == {"look"}
    assert set(outcomes(rows(*people[:5]))) == {"ready"}
