"""Rules on plain values, with generated ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.birth_dates import BirthDate
from simpul.registry.rules import people as rules
from simpul.registry.rules.people import Likeness, PersonFacts
from simpul.registry.rules.search import AFTER_EVERY_LETTER, read_search

ON = date(2026, 11, 24)
births = st.none() | st.builds(BirthDate, st.dates(date(1900, 1, 1), ON), st.sampled_from(["day", "month", "year"]))
words = st.sampled_from(["SITI", "AMINAH", "NUR", "BUDI", "WATI", "KARTO"])
names = st.lists(words, min_size=1, max_size=3).map(" ".join)


@given(names, births, names, births)
def test_likeness_has_no_direction(name, birth, other, other_birth):
    assert rules.likeness_of_names(name, birth, other, other_birth) == rules.likeness_of_names(
        other, other_birth, name, birth
    )


@given(names, births)
def test_everybody_is_like_themselves(name, birth):
    expected = Likeness.SAME_NAME_AND_BIRTH if birth else Likeness.SIMILAR
    assert rules.likeness_of_names(name, birth, name, birth) is expected


@given(names, births, births)
def test_birth_years_apart_are_not_alike(name, birth, other):
    likeness = rules.likeness_of_names(name, birth, name, other)
    if birth and other and abs(birth.date.year - other.date.year) > 0:
        assert likeness is None


@given(names, births, st.integers(1, 5))
def test_every_beginning_of_a_name_may_become_it(name, birth, letters):
    *whole, last = rules.search_words(name)
    assert rules.begins_like(" ".join([*whole, last[:letters]]), birth, name, birth)
    assert not rules.begins_like(" ".join([*whole, last + "Q"]), birth, name, birth)


@given(st.text(max_size=80))
def test_any_text_can_be_searched_for(text):
    search = read_search(text, on=ON)
    assert sum(map(bool, (search.number, search.phone, search.words))) <= 1
    for word in search.words:
        assert word.isascii()
        assert word.isalpha()
        assert word.isupper()
        assert len(word) <= rules.LONGEST_WORD
        assert word <= word + "ZZZ" < word + AFTER_EVERY_LETTER


@given(births.filter(bool), st.integers(0, 4000), st.sampled_from(["day", "month", "year"]))
def test_nobody_dies_before_birth_or_tomorrow(birth, days, precision):
    died = BirthDate(birth.latest + timedelta(days=days), precision)
    refusal = rules.refusal_to_record_death(died=died, on=ON, birth=birth, is_dead=False)
    assert (refusal is None) == (died.earliest <= ON)
    earlier = BirthDate(birth.earliest - timedelta(days=days + 1))
    assert rules.refusal_to_record_death(died=earlier, on=ON, birth=birth, is_dead=False).code == "dies_before_birth"


@given(births, births)
def test_changed_fields_are_exactly_those_that_differ(birth, other):
    before, after = PersonFacts("Aminah", birth=birth), PersonFacts("Aminah", birth=other)
    assert rules.changed_fields(before, after) == (() if birth == other else ("birth",))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (PersonFacts(""), "name_missing"),
        (PersonFacts("123"), "name_without_letters"),
        (PersonFacts("A", number_state="known"), "number_state_unfit"),
        (PersonFacts("A", national_number="3204055208680001", number_state="none_yet"), "number_state_unfit"),
        (PersonFacts("A", birth=BirthDate(date(2027, 1, 1))), "birth_date_in_future"),
        (PersonFacts("A", birth=BirthDate(date(1800, 1, 1))), "birth_date_too_old"),
    ],
)
def test_facts_that_cannot_be(facts, code):
    assert rules.refusal_of_facts(facts, on=ON).code == code


@given(st.lists(st.sampled_from(Likeness), max_size=4))
def test_only_strong_likeness_stops(likenesses):
    refusal = rules.refusal_to_register(PersonFacts("Aminah"), on=ON, doubtful=likenesses)
    assert (refusal is not None) == any(likeness >= Likeness.SAME_NAME_AND_BIRTH for likeness in likenesses)
