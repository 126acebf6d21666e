"""The people of the demo: the same for the same seed, consistent in their numbers, and wrong only where it is said."""

from collections import Counter, defaultdict
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.demo.rules import names
from simpul.demo.rules.chance import stream
from simpul.demo.rules.flaws import FLAWS
from simpul.demo.rules.households import KINDS
from simpul.demo.rules.people import AS_OF, DAYS_BACK, families
from simpul.demo.rules.places import CORE, CORE_FAMILIES, FORMER, villages
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.names import name_words
from simpul.kit.national_numbers import read_family_number, read_nik
from simpul.kit.phones import read_phone

COUNT = 3000


@pytest.fixture(scope="module")
def known():
    return list(families(COUNT))


@pytest.fixture(scope="module")
def people(known):
    return [(family, person) for family in known for person in family.members]


def test_the_same_seed_makes_the_same_people_and_more_begin_with_fewer(known):
    assert known[:200] == list(families(200))
    assert next(families(1, seed=8)) != known[0]


def test_numbers_say_birth_date_and_sex_unless_a_flaw_is_named(people):
    doubts = {"number_birth_date_differs", "number_day_and_month_swapped", "number_sex_differs", "number_area_unknown"}
    allowed = {"birth_differs", "day_and_month_swapped", "sex_differs", "shared_number", "former_subdistrict"}
    for _, person in people:
        if person.national_number is None:
            assert {"no_number", "number_not_shown"} & set(person.flaws)
            continue
        born = BirthDate(person.birth_date, Precision(person.birth_precision))
        reading = read_nik(person.national_number, on=AS_OF, sex=person.sex, birth_date=born)
        assert reading.number == person.national_number
        found = {str(remark.code) for remark in reading.warnings} & doubts
        assert bool(found) <= bool(allowed & set(person.flaws)), (person, found)
        if {"birth_differs", "sex_differs", "former_subdistrict"} & set(person.flaws):
            assert found, person


def test_numbers_are_given_once_unless_they_are_said_to_be_shared(people):
    given = Counter(person.national_number for _, person in people if person.national_number)
    shared = Counter(person.national_number for _, person in people if "shared_number" in person.flaws)
    assert {number: count - 1 for number, count in given.items() if count > 1} == dict(shared)
    assert shared
    phones = [person.phone.number for _, person in people if person.phone]
    assert len(set(phones)) == len(phones)
    assert len({person.id for _, person in people}) == len(people)


def test_cards_and_phones_are_read_without_a_doubt(known, people):
    for family in known[:500]:
        assert family.number is None or not {
            str(remark.code) for remark in read_family_number(family.number, on=AS_OF).warnings
        } - {"number_ends_in_0", "number_ends_in_000"}
    for _, person in people[:1000]:
        if person.phone:
            assert read_phone(person.phone.number).number == person.phone.number
            assert read_phone(person.phone.number).warnings == ()


def test_every_kind_of_family_and_every_flaw_is_there(known, people):
    assert {family.kind for family in known} == set(KINDS)
    assert {flaw for _, person in people for flaw in person.flaws} == set(FLAWS)
    assert all(sum(person.relation == "1" for person in family.members) == 1 for family in known)
    assert {person.phone.safety for _, person in people if person.phone} == {"safe", "careful", "unsafe"}


def test_twins_are_born_on_one_day_with_numbers_side_by_side(known):
    pairs = [[p for p in family.members if p.note == "twin"] for family in known if family.kind == "twins"]
    assert all(len(pair) == 2 and pair[0].birth_date.year == pair[1].birth_date.year for pair in pairs)
    plain = [pair for pair in pairs if not pair[0].flaws and not pair[1].flaws]
    assert len(plain) > 10
    assert all(int(b.national_number) - int(a.national_number) == 1 for a, b in plain)


def test_shares_are_those_of_a_district(known, people):
    ages = [(AS_OF - person.birth_date).days / 365.25 for _, person in people]
    share = lambda that: sum(that) / len(people)  # noqa: E731
    assert 0.24 < share(age < 15 for age in ages) < 0.33
    assert 0.05 < share(age >= 65 for age in ages) < 0.1
    assert 0.48 < share(person.sex == "P" for _, person in people) < 0.54
    assert 3.3 < len(people) / len(known) < 4.1
    assert 0.01 < share(person.national_number is None for _, person in people) < 0.08
    by_means = sorted(known, key=lambda family: family.means)
    assert by_means[0].means < 0.1 < 0.7 < by_means[-1].means


def test_one_name_is_common_in_the_uplands_and_rarer_in_town(people):
    ones = defaultdict(list)
    for family, person in people:
        ones["town" if family.place.town > 0.7 else "upland" if family.place.town < 0.2 else "between"].append(
            " " not in person.name
        )
    shares = {where: sum(those) / len(those) for where, those in ones.items()}
    assert 0.1 < shares["town"] < shares["between"] < shares["upland"] < 0.6


def test_the_first_families_live_in_the_core_and_some_of_them_came_today(known):
    first = known[:CORE_FAMILIES]
    assert {family.place.code[:8] for family in first} == {CORE}
    assert {family.place for family in first} == {place for place in villages("32.04") if place.code.startswith(CORE)}
    assert 1 < sum(family.days_ago == 0 for family in first[:24]) < 6
    assert all(0 <= family.days_ago <= DAYS_BACK for family in known)
    assert sum(family.days_ago == 0 for family in known) < COUNT / 100


def test_nobody_is_registered_before_birth_or_after_today(known):
    today = date(2026, 11, 24)
    for family in known[:400]:
        for person in family.members:
            assert person.birth_date <= family.registered_on(person, today) <= today


def test_old_letters_are_those_before_1972():
    assert names.in_old_letters("Sukarna") == "Soekarna"
    assert names.in_old_letters("Cecep Jajang") == "Tjetjep Djadjang"
    assert names.in_old_letters("Nyoman") == "Njoman"


@given(st.integers(0, 10_000), st.sampled_from(names.CULTURES.things), st.sampled_from("LP"), st.integers(1930, 2025))
def test_a_name_has_letters_and_is_found_by_a_word(key, culture, sex, year):
    draw = stream(3, key)
    of = names.lineage(draw, culture)
    name = names.name_of(draw, of, sex, year, 0.4, order=key % 5 + 1, father="Oman")
    assert name_words(names.with_title(draw, name, sex, year, 0.9))
    assert names.called(draw, name, sex).split(" ")[-1]
    assert len(name) < 60


def test_former_subdistricts_are_none_of_today():
    assert "32.04.21" in FORMER
    assert not {place.code[:8] for place in villages("32.04")} & set(FORMER)


def test_they_come_one_by_one():
    assert len(list(islice(families(10**9), 3))) == 3
