"""A list is compared with who is known as one person is at the counter: the two answers are held against each other."""

import random
from datetime import date

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.ids import new_id
from simpul.registry.models import Family
from simpul.registry.queries.known import Described, known_cards, known_numbers, similar_people
from simpul.registry.queries.likeness import MOST_SHOWN, people_like
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import NewContact
from simpul.registry.services.bulk import IncomingPerson, register_many
from tests.factories import registry as make

WORDS = ("Siti", "Aminah", "Ahmad", "Nur", "Udin", "H.", "Ma'ruf")


def crowd(count, *, seed):
    """Somebody like anybody: few words, few days, few numbers, so that many resemble each other."""
    chance = random.Random(seed)
    for _ in range(count):
        born = chance.choice(
            (None, BirthDate(date(1980, chance.choice((1, 5)), 17)), BirthDate(date(1981, 1, 1), Precision.YEAR))
        )
        number = chance.choice((None, None, f"32040552086800{chance.randint(10, 30)}"))
        phone = chance.choice((None, f"+62812345678{chance.randint(10, 30)}"))
        facts = PersonFacts(
            name=" ".join(chance.sample(WORDS, chance.randint(1, 3))), birth=born, national_number=number,
            number_state="known" if number else "not_shown",
        )  # fmt: skip
        yield facts, phone


def test_a_list_finds_whom_the_counter_finds(cast):
    known = [
        IncomingPerson(new_id(), facts, NewContact(phone, "safe") if phone else None, alias=alias)
        for (facts, phone), alias in zip(crowd(50, seed=1), ["Mak Nur", *[""] * 49], strict=True)
    ]
    with acting_as(cast.yuni.pk):
        register_many(families=[], people=known, office=cast.office, on=make.TODAY, by=cast.yuni)
        asked = [Described(new_id(), facts, phone) for facts, phone in crowd(60, seed=2)]
        together = similar_people(cast.yuni, asked)
        found = 0
        for one in asked:
            alone = people_like(cast.yuni, one.facts, phone=one.phone)
            listed = together.get(one.key, [])
            assert [like.likeness for like in alone] == [like.likeness for like in listed]
            found += len(alone)
            if len(alone) < MOST_SHOWN:  # beyond, of equals some are left out
                assert {like.person.pk for like in alone} == {like.person for like in listed}
        assert found > 100
    with acting_as(cast.wati.pk):
        assert similar_people(cast.wati, asked) == {}


def test_numbers_are_known_where_they_are_within_reach(cast):
    person = make.person(cast.yuni, cast.office, "Udin", family=True, national_number=make.NIK)
    numbers = [make.NIK, make.KK, "3204055208680009"]
    with acting_as(cast.yuni.pk):
        assert known_numbers(cast.yuni, numbers) == {make.NIK: [person.pk]}
        assert known_cards(cast.yuni, numbers) == {make.KK: [Family.objects.get().pk]}
        assert known_numbers(cast.yuni, []) == {}
    with acting_as(cast.wati.pk):
        assert known_numbers(cast.wati, numbers) == known_cards(cast.wati, numbers) == {}
